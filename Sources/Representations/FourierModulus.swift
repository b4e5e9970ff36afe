import Arrays

/// The modulus of the discrete Fourier transform, `|sum x(u) exp(-2 pi i k.u / n)| / sqrt(n)`.
///
/// Invariant to circular shifts, and not stable to deformations: a dilation by 1 + e moves frequency w by e w, out of its
/// bin however small e is where w is high (Mallat 2012, section 2.1). The transform is an isometry and the modulus
/// contracts, so its constant is 1. One vector holds the frequencies 0...n/2 of the last axis; a frequency that stands for
/// its opposite too counts sqrt(2), which leaves all norms as they are.
public struct FourierModulus: FrameModulus {
  public let frame: ModulusFrame

  public init(shape: Shape, parallel: Parallel = Parallel()) {
    frame = ModulusFrame(
      shape: shape, box: shape, window: [Double](repeating: 1, count: shape.count),
      starts: [[Int](repeating: 0, count: shape.rank)], parallel: parallel)
  }

  public var name: String { "Fourier modulus" }
  public var role: RepresentationRole { .fourierModulus }
}
