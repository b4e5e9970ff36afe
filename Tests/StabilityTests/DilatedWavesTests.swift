import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// A dilation frequency by frequency: the waves beside their formula, the Fourier modulus beside Gaussian integrals, and
/// scattering beside the dilation's size.
@Suite struct DilatedWavesTests {
  static let shapes: [Shape] = [[96], [32, 32], [24, 40], [24, 24, 24]]

  private func distances(_ waves: DilatedWaves, _ representation: any Representation) throws -> [Double] {
    let response = try waves.response(of: representation)
    #expect(response.representation == representation.name)
    #expect(response.distances.map(\.frequency) == waves.frequencies)
    return response.distances.map(\.distance)
  }

  /// One exponential of the sum of squares instead of a product of lines: rounding is 1e-16 times a few.
  private func wave(_ frequency: Double, zoom: Double, shape: Shape) -> [Double] {
    (0..<shape.count).map { index in
      let place = zip(Fields.point(index, shape), shape.dimensions).map { zoom * ($0 - Double($1 - 1) / 2) }
      let square = zip(place, shape.dimensions).reduce(0.0) { sum, axis in
        sum + axis.0 * axis.0 / (2 * pow(Double(axis.1) / 6, 2))
      }
      return exp(-square) * cos(2 * .pi * frequency * place.last!)
    }
  }

  @Test(arguments: shapes) func signalsAreTheirFormula(shape: Shape) {
    let waves = DilatedWaves(shape: shape, rate: 0.1, frequencies: [0, 0.13, 0.5])
    let signals = waves.signals()
    #expect(signals.batch == [3, 2] && signals.shape == shape)
    let expected = waves.frequencies.flatMap {
      wave($0, zoom: 1, shape: shape) + wave($0, zoom: 0.9, shape: shape)
    }
    #expect(relativeDistance(signals.samples, expected) < 1e-13)
  }

  /// The dilation is that of the package: tau(u) = rate (u - centre) carries a sample to where the formula takes it.
  @Test func dilationIsTheDeformation() {
    let shape: Shape = [24, 40]
    let displacement = AffineDeformation.dilation(rate: 0.05, shape: shape).field().displacement.samples
    for index in [0, 77, 500, shape.count - 1] {
      for axis in 0..<2 {
        let place = Fields.point(index, shape)[axis] - Double(shape[axis] - 1) / 2
        #expect(abs(displacement[axis * shape.count + index] - 0.05 * place) < 1e-14)
      }
    }
  }

  @Test(arguments: shapes) func rawPixelsMoveAsTheSignalsDo(shape: Shape) throws {
    let waves = DilatedWaves(shape: shape)
    for (frequency, found) in zip(waves.frequencies, try distances(waves, RawPixels(shape: shape))) {
      let x = wave(frequency, zoom: 1, shape: shape)
      let moved = wave(frequency, zoom: 0.95, shape: shape)
      #expect(abs(found - norm(zip(x, moved).map { $0 - $1 }) / norm(x)) < 1e-13)
    }
  }

  /// Squared distance over |x|^2 of g(u) cos(2 pi f u_d) from its dilation on all of space, by Gaussian integrals. Both have a
  /// positive spectrum, so it is the distance of their Fourier moduli too.
  private func closedForm(_ frequency: Double, rate: Double, shape: Shape) -> Double {
    let zoom = 1 - rate
    let (both, rank) = (1 + zoom * zoom, Double(shape.rank))
    let phase = 2 * pow(.pi * frequency * Double(shape.dimensions.last!) / 6, 2)
    let overlap = exp(-phase * rate * rate / both) + exp(-phase * (1 + zoom) * (1 + zoom) / both)
    let norm = 1 + exp(-2 * phase)
    return (1 + pow(zoom, -rank) - 2 * pow(2 / both, rank / 2) * overlap / norm).squareRoot()
  }

  /// Of a unit wave at this zoom, the norm beyond the image: g^2 leaves erfc(3 zoom) beyond 3 deviations of each axis, and a
  /// squared cosine is at most twice its mean.
  private func tail(zoom: Double, shape: Shape) -> Double {
    (2 * Double(shape.rank) * erfc(3 * zoom)).squareRoot() / pow(zoom, Double(shape.rank) / 2)
  }

  /// What the image cuts off moves moduli by no more than its own norm, once for each wave. Frequencies end where the alias at
  /// 1 - f lies 0.2 away, five deviations of the spectrum in the shortest axis of 24: exp(-0.2^2 / (4 / (2 pi 4)^2)) < 2e-3.
  @Test(arguments: shapes) func fourierModulusIsTheClosedForm(shape: Shape) throws {
    let waves = DilatedWaves(shape: shape)
    let tolerance = tail(zoom: 1, shape: shape) + tail(zoom: 0.95, shape: shape) + 2e-3
    for (frequency, found) in zip(waves.frequencies, try distances(waves, FourierModulus(shape: shape))) {
      let expected = closedForm(frequency, rate: 0.05, shape: shape)
      #expect(abs(found - expected) < tolerance, "\(shape) \(frequency): \(found), \(expected)")
    }
  }

  /// Mallat (2012), section 2.1: the distance is of order 1 however small the dilation. In rows of 4096 a wave of f = 0.4
  /// moves by 3.4 deviations of its spectrum at 0.2 %, and the closed form is 1.38; at f = 0.004 by 0.034 and 0.024.
  ///
  /// Scattering moves by the dilation's order. Its wavelets see a wave of one frequency with a slow envelope: g moves by
  /// |u . grad g| / |g| rate = 1.4 rate, and a wavelet's response by f |psi'(f)| / |psi(f)| rate. A Morlet wavelet's deviation is
  /// more than a third of its centre, so within two deviations, where all that counts lies, that is below 2 x 5 = 10 rate.
  /// Order 0 holds phi(f) of the wave itself, which moves as the pixels do: that is the term 2^-J sup|tau| of Theorem 2.12, here
  /// of 4 pixels over 8. phi is a Gaussian of 0.8 x 2^(J-1) = 3.2 pixels.
  @Test func smallestDilationsMoveTheFourierModulusByOrderOne() throws {
    let (shape, rate): (Shape, Double) = ([8, 4096], 0.002)
    let waves = DilatedWaves(shape: shape, rate: rate, frequencies: [0.004, 0.1, 0.2, 0.3, 0.4])
    let fourier = try distances(waves, FourierModulus(shape: shape))
    #expect(fourier.last! > 1.3 && fourier.first! < 0.05)
    #expect(fourier == fourier.sorted())
    let scattering = try distances(waves, scattering(shape, scales: 3))
    let pixels = try distances(waves, RawPixels(shape: shape))
    for (index, frequency) in waves.frequencies.enumerated() {
      let average = exp(-pow(2 * .pi * frequency * 3.2, 2) / 2)
      #expect(scattering[index] < average * pixels[index] + 10 * rate, "\(frequency): \(scattering)")
    }
  }

  /// In images too scattering stays where the dilation is, at every J, and the Fourier modulus leaves it.
  @Test func scatteringMovesByTheOrderOfTheDilationInImages() throws {
    let shape: Shape = [64, 64]
    let waves = DilatedWaves(shape: shape)
    let fourier = try distances(waves, FourierModulus(shape: shape))
    #expect(fourier.last! > 0.8 && fourier == fourier.sorted())
    for scales in 2...4 {
      let moved = try distances(waves, scattering(shape, scales: scales, orientations: 8))
      #expect(moved.allSatisfy { $0 < 10 * waves.rate }, "\(scales): \(moved)")
      #expect(moved.last! < fourier.last! / 4, "\(scales): \(moved)")
    }
  }

  @Test func noDilationMovesNothing() throws {
    let waves = DilatedWaves(shape: [16, 16], rate: 0)
    for representation in try representations([16, 16]) {
      #expect(try distances(waves, representation).allSatisfy { $0 == 0 })
    }
  }

  @Test func faultyRepresentationsAreNamed() {
    let shape: Shape = [8, 8]
    #expect(throws: RepresentationError.self) {
      try DilatedWaves(shape: shape).response(of: OddRepresentation(shape, fault: .tooFew))
    }
  }
}
