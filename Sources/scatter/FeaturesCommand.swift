import ArgumentParser
import Files
import Scattering

/// `scatter features INPUT... -o OUT`.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute scattering features of images, sounds and volumes and write them to a file.",
    discussion: """
      Inputs are images (PNG, JPEG, TIFF, GIF, BMP, WebP, and PBM, PGM, PPM, PAM, PFM), sounds (WAV, FLAC, Ogg, MP3 and others), volumes \
      (NIfTI, FITS), arrays (.npy, .npz, IDX and IDX.gz; the last two axes are an image, or as many as --rank says a signal, the others \
      are batch), and folders, which are searched for these in bytewise order of their paths. Of an \
      .npz with several arrays FILE.npz:NAME is one. The pages of a TIFF are a batch. Images are turned as their orientation tag says \
      (EXIF and TIFF), and their unsigned samples of up to 16 bits are divided so that they lie in [0, 1] (see --rescale); transparency, \
      gamma and colour profiles are ignored.

      The output's extension decides its format: .npz (all in one file), .npy or .csv (with a .json next to it that names \
      the features). The array is [batch..., path, row, column], of sounds [batch..., path, time]; every feature has a name, see 'scatter \
      info'.
      """)

  @Argument(
    help: ArgumentHelp("Images, sounds, volumes, arrays and folders.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The feature file: .npz, .npy or .csv.", valueName: "file"),
    completion: .file(extensions: ["npz", "npy", "csv"]))
  var output: String

  @OptionGroup(title: "The transform") var transform: TransformOptions

  @Option(
    help: """
      none: features at positions 2^J pixels apart. mean: one number a path, its mean over the image, for images whose class does not depend \
      on where in them something stands, such as textures.
      """)
  var pool = Pooling.none

  @Option(help: "gray: one image. rgb: a batch axis of 3.")
  var color = ColorMode.gray

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var sampling: SamplingOptions

  @Option(
    help: """
      Inputs that cannot be read. fail: nothing is written, and up to \(FileError.listLimit) of them are named. skip: they have no row, and \
      messages and the feature file name them. record: as skip, and OUT.failures.csv says why. skip and record read every input twice. \
      An image of another size is no failure: see --resize.
      """)
  var onError = OnError.fail

  @Option(help: "The numbers computed and written.")
  var precision = Precision.float

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "The machine") var blocks: BlockOptions
  @OptionGroup(title: "The machine") var fourier: FourierOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard let shape = reading.resize?.shape else { return }
    _ = try ofOptions { () throws(ScatteringError) in try pooled(transform.configuration(for: shape)) }
  }

  /// The configuration that reads means, where they are asked for.
  func pooled(_ configuration: ScatteringConfiguration) throws(ScatteringError) -> ScatteringConfiguration {
    pool == .mean ? try configuration.with(readout: .globalMean) : configuration
  }

  func run() throws {
    switch precision {
    case .float: try FeatureRun<Float>(self).run()
    case .double: try FeatureRun<Double>(self).run()
    }
  }
}

/// `float` or `double`.
enum Precision: String, CaseIterable, ExpressibleByArgument { case float, double }

/// What becomes of inputs that cannot be read.
enum OnError: String, CaseIterable, ExpressibleByArgument { case fail, skip, record }

extension ColorMode: ExpressibleByArgument {}
