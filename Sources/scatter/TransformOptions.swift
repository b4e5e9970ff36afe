import ArgumentParser
import Files
import Scattering

/// The options that decide what a transform computes.
struct TransformOptions: ParsableArguments {
  @OptionGroup var bank: BankOptions

  @Option(help: "The largest number of wavelets in a path.")
  var maxOrder = 2

  @Option(help: "How images go on beyond their edges.")
  var padding = Padding.reflect

  func validate() throws {
    try check("--max-order", maxOrder, in: 0...ScatteringConfiguration.maximalScales)
    let count = ScatteringConfiguration.pathCount(
      scales: bank.scales, orientations: bank.orientations, maximalOrder: maxOrder)
    guard count != nil else {
      throw ValidationError(
        """
        --scales \(bank.scales), --orientations \(bank.orientations) and --max-order \(maxOrder) make more than \
        \(grouped(ScatteringConfiguration.maximalPathCount)) features, the most that there can be.
        """)
    }
  }

  func configuration(for shape: Shape) throws(ScatteringError) -> ScatteringConfiguration {
    try bank.configuration(for: shape, maxOrder: maxOrder, padding: padding)
  }

  /// The transform's configuration for the images; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet) throws -> ScatteringConfiguration {
    try bank.configuration(of: inputs, maxOrder: maxOrder, padding: padding)
  }
}

extension Padding: ExpressibleByArgument {}
extension Rigor: ExpressibleByArgument {}

/// The options that decide what filters there are.
struct BankOptions: ParsableArguments {
  @Option(
    name: [.customShort("J", allowingJoined: true), .long], help: "J: features average over about 2^J pixels."
  )
  var scales = 3

  @Option(
    name: [.customShort("L", allowingJoined: true), .long], help: "L: wavelet orientations over half a turn.")
  var orientations = 8

  @Option(help: "Features stand 2^(J - N) pixels apart instead of 2^J.")
  var oversampling = 0

  @Option(
    help: """
      kymatio: as Kymatio scales filters. nonexpansive: scaled so that the filters expand no distance; padding that repeats \
      samples (reflect, edge) still may. nonexpansive-padded: features divided by their constant besides, so that no distance \
      grows with any padding.
      """)
  var normalization = Normalization.kymatio

  func validate() throws {
    typealias Bounds = ScatteringConfiguration
    try check("--scales", scales, in: 1...Bounds.maximalScales)
    try check("--orientations", orientations, in: 1...Bounds.maximalOrientations)
    try check("--oversampling", oversampling, in: 0...Bounds.maximalScales)
  }
}

extension Normalization: ExpressibleByArgument {}

extension BankOptions {
  func configuration(
    for shape: Shape, maxOrder: Int, padding: Padding
  ) throws(ScatteringError) -> ScatteringConfiguration {
    try ScatteringConfiguration(
      shape: shape, scales: scales, orientations: orientations, maximalOrder: maxOrder, padding: padding,
      oversampling: oversampling, normalization: normalization)
  }

  /// The transform's configuration for the images; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet, maxOrder: Int, padding: Padding) throws -> ScatteringConfiguration {
    do throws(ScatteringError) {
      return try configuration(for: inputs.shape, maxOrder: maxOrder, padding: padding)
    } catch {
      let expected =
        switch error {
        case .tooManyScales: "at least 2^\(scales) pixels along each side for --scales \(scales)"
        case .tooLarge: "at most \(grouped(ScatteringConfiguration.maximalGridCount)) pixels when padded"
        default: "others, as \(error)"
        }
      throw FileError(
        .badData, inputs.sources[0].path, found: "images of \(inputs.shape)", expected: expected)
    }
  }
}
