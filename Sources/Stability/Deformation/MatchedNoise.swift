import Scattering

/// White Gaussian noise whose Euclidean norm is `distance`, the |L_tau x - x| of a deformation: what
/// `DeformationKind.noise` stands for. One signal, in the signal's unit.
public func matchedNoise(distance: Double, shape: Shape, using generator: inout SeededGenerator) -> Signal<
  Double
> {
  let samples = (0..<shape.count).map { _ in generator.nextGaussian() }
  let norm = samples.reduce(0) { $0 + $1 * $1 }.squareRoot()
  return Signal(samples.map { distance / norm * $0 }, shape: shape)
}
