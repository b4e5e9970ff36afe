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
