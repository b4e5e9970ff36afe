import Numerics
import Scattering

/// Reproducible test signals.
extension Signal {
  /// Uniform noise in [-1, 1).
  public static func noise(batch: [Int] = [], shape: Shape, seed: UInt64) -> Signal {
    var generator = SeededGenerator(seed: seed)
    let count = batch.reduce(1, *) * shape.count
    return Signal(
      (0..<count).map { _ in Sample(Double.random(in: -1..<1, using: &generator)) }, batch: batch,
      shape: shape)
  }
}

/// Reproducible complex noise.
public func complexNoise<Sample: Scalar>(_ count: Int, seed: UInt64, as _: Sample.Type) -> [Complex<Sample>] {
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { _ in
    Complex(
      Sample(Double.random(in: -1..<1, using: &generator)),
      Sample(Double.random(in: -1..<1, using: &generator)))
  }
}
