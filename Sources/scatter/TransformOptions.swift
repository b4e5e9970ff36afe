import ArgumentParser
import Scattering

/// The options that decide what a transform computes.
struct TransformOptions: ParsableArguments {
  @Option(name: [.customShort("J"), .long], help: "J: features average over about 2^J pixels.")
  var scales = 3

  @Option(name: [.customShort("L"), .long], help: "L: wavelet orientations over half a turn.")
  var orientations = 8

  @Option(help: "The largest number of wavelets in a path.")
  var maxOrder = 2

  @Option(help: "How images go on beyond their edges.")
  var padding = Padding.reflect

  @Option(help: "Features stand 2^(J - N) pixels apart instead of 2^J.")
  var oversampling = 0

  @Option(help: "kymatio: as Kymatio scales filters. nonexpansive: scaled so that no distance grows.")
  var normalization = Normalization.kymatio

  func validate() throws {
    guard scales >= 1 else { throw ValidationError("--scales is \(scales), but it must be at least 1.") }
    guard orientations >= 1 else {
      throw ValidationError("--orientations is \(orientations), but it must be at least 1.")
    }
    guard maxOrder >= 0 else {
      throw ValidationError("--max-order is \(maxOrder), but it must be at least 0.")
    }
    guard oversampling >= 0 else {
      throw ValidationError("--oversampling is \(oversampling), but it must be at least 0.")
    }
  }

  func configuration(for shape: Shape) throws(ScatteringError) -> ScatteringConfiguration {
    try ScatteringConfiguration(
      shape: shape, scales: scales, orientations: orientations, maximalOrder: maxOrder, padding: padding,
      oversampling: oversampling, normalization: normalization)
  }
}

extension Padding: ExpressibleByArgument {}
extension Normalization: ExpressibleByArgument {}
extension Rigor: ExpressibleByArgument {}
