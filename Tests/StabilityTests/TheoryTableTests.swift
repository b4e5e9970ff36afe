import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// The figures that the design gives "for orientation", found again: J = 3, L = 8, the first 40 *test* images
/// of Fashion-MNIST in 32 x 32 with zeros around, periodic, undecimated, shifted along the *columns* by a
/// Fourier phase.
///
/// Means over the images as shares of |x| at 0.25, 1 and 4 pixels, with `nonexpansive`: measured 0.0268,
/// 0.0914, 0.3496 (the design: 0.027, 0.091, 0.350); pixels 0.1364, 0.4770, 0.8321 (0.136, 0.477, 0.832); C1
/// 0.0527, 0.2095, 0.7592 (0.053, 0.210, 0.759). With `kymatio` distances are 1 % longer. Along the rows or
/// on training images measured values are 0.024 to 0.028, 0.080 to 0.097 and 0.30 to 0.37, pixels 0.123 to
/// 0.129, 0.43 to 0.45 and 0.78 to 0.82; without the border of zeros, mirrored, 4 pixels give 0.31 and pixels
/// 0.78.
@Suite struct TheoryTestsOfTheTable {
  struct Line: Sendable, CustomTestStringConvertible {
    let offset, measured, pixels, bound: Double
    var testDescription: String { "\(offset) px" }
  }

  static let table = [
    Line(offset: 0.25, measured: 0.027, pixels: 0.136, bound: 0.053),
    Line(offset: 1, measured: 0.091, pixels: 0.477, bound: 0.210),
    Line(offset: 4, measured: 0.350, pixels: 0.832, bound: 0.759),
  ]

  let images: Signal<Double>
  let transform: ScatteringTransform<Double>

  init() throws {
    images = Theory.embedded(try Theory.fashion(40, of: "t10k"), in: [32, 32])
    transform = try TheoryTests.transform(images.shape, scales: 3, orientations: 8, oversampling: 3)
  }

  /// The design's figures lie in the 95 % interval of the mean by bootstrap over images; and, images and
  /// configuration being the same, they agree in the third decimal, the last that is printed, up to one unit.
  @Test(arguments: table) func distancesAreTheDesigns(line: Line) throws {
    let moved = FourierShift(boundary: .periodic)(images, by: [0, line.offset])
    let measured = try Theory.shares(ScatteringRepresentation(transform), images, moved)
    try check(measured, line.measured)
    try check(Theory.shares(RawPixels(shape: images.shape), images, moved), line.pixels)
  }

  /// C1 as the design writes it, t (sum |U_p x|^2)^1/2. At 0.25 pixels that is no bound as it stands: it
  /// leaves out r_m, by which the modulus of a signal shifted by parts of a pixel differs from its shifted
  /// modulus. `Certifier` adds it, and states about 0.095 there instead of 0.053; at whole pixels it is zero,
  /// and the two are the same.
  @Test(arguments: table) func boundsAreTheDesigns(line: Line) throws {
    let change = TheoryTests.lowPassChange(transform.bank, by: line.offset)
    let bounds = Certifier(transform).layerEnergies(of: images).map {
      change * ($0.moduli.reduce(0, +) / $0.signal).squareRoot()
    }
    try check(bounds, line.bound)
    let field = AffineDeformation.translation(by: [0, line.offset], shape: images.shape).field()
    let image = Theory.image(0, of: images)
    let certificate = Certifier(transform, boundary: .periodic).prepare(field)(image)
    let ratio = certificate[.translation]! / norm(image.samples) / bounds[0]
    if line.offset == line.offset.rounded() {
      // The certificate's raise of 1e-9 for norms, and of 1e-12 for rounding.
      #expect(abs(ratio - 1) < 1e-8)
    } else {
      #expect(ratio > 1.3)
    }
  }

  func check(_ values: [Double], _ expected: Double) throws {
    let found = try #require(Bootstrap(seed: 11).ratio(values, values.map { _ in 1 }))
    #expect(found.low <= expected && expected <= found.high)
    #expect(abs(found.median - expected) < 1e-3)
  }
}
