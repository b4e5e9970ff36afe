import ArgumentParser
import Files
import Scattering

/// The options that decide what numbers files are read as.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Resample every image to this size, such as 64x64, by the Catmull-Rom cubic, widened where images shrink.",
      valueName: "HxW"))
  var resize: ImageSize?

  @Option(
    help: ArgumentHelp(
      """
      What integer samples are divided by, in every format: a number, none, or auto: unsigned samples of up to 16 bits of images and of \
      IDX by the largest that their type or file has, those of sounds by 2^(bits - 1), those of .npy and .npz, of volumes, signed and \
      longer ones by nothing. Booleans and floating-point numbers are taken as they are.
      """, valueName: "auto|none|number"))
  var rescale = Rescaling.auto

  @Option(
    help: ArgumentHelp(
      """
      The axes of a signal. Of arrays (.npy, .npz, IDX, FITS) the last so many are the signal and the others batch; without it, two, and \
      of FITS all.
      """, valueName: "1|2|3"))
  var rank: Int?

  @OptionGroup var sounds: SoundReadingOptions

  @Option(
    help: ArgumentHelp("Which volume of a NIfTI file with several is read, from 1.", valueName: "number"))
  var volume: Int?

  func validate() throws {
    if let rank { try check("--rank", rank, in: 1...3) }
    if let volume { try check("--volume", volume, in: 1...Int(Int32.max)) }
    guard let rank, rank != 2, resize != nil else { return }
    throw ValidationError("--resize is the size of images, whose rank is 2, not \(rank).")
  }

  func options(color: ColorMode = .gray) -> InputOptions {
    InputOptions(
      rank: rank, color: color, resize: resize?.shape, rescaling: rescale, sounds: sounds.options,
      volume: volume)
  }
}

/// The options of reading sounds.
struct SoundReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "mix: the mean of a sound's channels (the default). each: a batch axis of them. A number: that channel, from 1.",
      valueName: "mix|each|number"))
  var channel: ChannelChoice?

  @Option(
    help: ArgumentHelp(
      "Cut sounds into pieces of this length, in samples or with a unit: 22050, 2s, 500ms.",
      valueName: "length"))
  var window: SoundLength?

  @Option(
    help: ArgumentHelp(
      "From the start of one piece to that of the next, as --window has it, which is the default.",
      valueName: "length"))
  var hop: SoundLength?

  func validate() throws {
    if hop != nil, window == nil { throw ValidationError("--hop is only for pieces, which --window makes.") }
  }

  var options: SoundOptions { SoundOptions(channels: channel, window: window, hop: hop) }
}

extension Rescaling: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension ChannelChoice: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension SoundLength: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
