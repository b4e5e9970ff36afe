import ArgumentParser
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
    try ScatteringConfiguration(
      shape: shape, scales: bank.scales, orientations: bank.orientations, maximalOrder: maxOrder,
      padding: padding, oversampling: bank.oversampling, normalization: bank.normalization)
  }
}

extension Padding: ExpressibleByArgument {}
extension Rigor: ExpressibleByArgument {}
