import Scattering

/// White Gaussian noise whose Euclidean norm is `distance`, the |L_tau x - x| of a deformation: what
/// `DeformationKind.noise` stands for. One signal, in the signal's unit.
public func matchedNoise(distance: Double, shape: Shape, using generator: inout SeededGenerator) -> Signal<
  Double
> {
  let samples = (0..<shape.count).map { _ in generator.nextNormal() }
  let length = norm(samples)
  return Signal(samples.map { distance / length * $0 }, shape: shape)
}
