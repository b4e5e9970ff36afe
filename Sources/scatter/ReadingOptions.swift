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
      IDX by the largest that their type or file has, those of .npy and .npz, signed and longer ones by nothing. Booleans and \
      floating-point numbers are taken as they are.
      """, valueName: "auto|none|number"))
  var rescale = Rescaling.auto

  func options(color: ColorMode = .gray) -> InputOptions {
    InputOptions(color: color, resize: resize?.shape, rescaling: rescale)
  }
}

extension Rescaling: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
