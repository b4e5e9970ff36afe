import Foundation
import Scattering
import TestSupport
import Testing

/// Filters beside their definition in space, and their folded form beside plain products.
@Suite struct FilterTests {
  @Test(arguments: [
    (24, 16, 2, 8), (16, 16, 3, 4), (12, 20, 1, 3), (12, 12, 2, 16), (24, 24, 3, 12), (8, 8, 1, 1),
  ])
  func equalTheTransformOfTheWaveletInSpace(rows: Int, columns: Int, scales: Int, orientations: Int) throws {
    let grid = try Shape([(rows >> scales + 2) << scales, (columns >> scales + 2) << scales])
    let shape = try Shape([rows, columns])
    let bank = FilterBank.morlet2D(grid: grid, scales: scales, orientations: orientations)
    let oracle = SpatialCascade(
      try ScatteringConfiguration(shape: shape, scales: scales, orientations: orientations))
    for band in bank.bands {
      let space = oracle.wavelet(band.scale, band.label.orientation!).flatMap { $0 }
      let expected = naiveTransform(space, shape: grid, sign: -1).map(\.real)
      // Copies beyond two grids that the exact form keeps are below 2e-11 where it is taken.
      #expect(relativeDistance(bank.response(of: band), expected) < 1e-10)
    }
    let lowPass = naiveTransform(oracle.lowPass().flatMap { $0 }, shape: grid, sign: -1).map(\.real)
    #expect(relativeDistance(bank.lowPassResponse(), lowPass) < 1e-12)
  }

  @Test(arguments: [0, 1, 2]) func lowPassKernelIsTheTransformOfItsFactor(level: Int) throws {
    let bank = FilterBank.morlet2D(grid: [24, 40], scales: 3, orientations: 4)
    let factor = bank.lowPassFactor(axis: 1, level: level).map { Complex($0) }
    let expected = naiveTransform(factor, shape: try Shape([40 >> level]), sign: 1)
    let kernel = bank.lowPassKernel(axis: 1, level: level).map { $0 * Double(40 >> level) }
    #expect(relativeDistance(kernel, expected.map(\.real)) < 1e-13)
    #expect(expected.allSatisfy { abs($0.imaginary) < 1e-13 })
  }

  /// Besides rounding, each of the grid's 1536 samples may lose the value dropped as negligible, eight units in the last
  /// place of the peak: 8 * 1536^(1/2) units in the norm of a product that is of the order of the peak.
  @Test(arguments: [(0, 0), (0, 1), (0, 2), (1, 2), (1, 1)]) func foldedProductsEqualPlainOnes(
    levels: (Int, Int)
  ) throws {
    let bank = FilterBank.morlet2D(grid: [32, 48], scales: 3, orientations: 3)
    for band in bank.bands where band.scale >= levels.1 {
      check(bank, band, levels, Float.self)
      check(bank, band, levels, Double.self)
    }
  }

  func check<Sample: ScatteringScalar>(
    _ bank: FilterBank, _ band: Band, _ levels: (Int, Int), _: Sample.Type
  ) {
    let (source, target) = (bank.grid(atLevel: levels.0), bank.grid(atLevel: levels.1))
    let arena = Arena()
    let filter = FilterFolder<Sample>(bank, band).folded(
      from: [levels.0, levels.0], to: [levels.1, levels.1], in: arena)
    let spectrum = complexNoise(source.count, seed: 8, as: Sample.self)
    var found = [Complex<Sample>](repeating: Complex(.nan, .nan), count: target.count)
    found.withUnsafeMutableBufferPointer { Sample.multiply(spectrum, by: filter, into: $0.baseAddress!) }
    var expected = [Complex<Double>](repeating: 0, count: target.count)
    // The folded filter carries the transform's normalisation.
    let response = bank.response(of: band, level: levels.0).map { $0 / Double(source.count) }
    for index in spectrum.indices {
      let (row, column) = (index / source[1] % target[0], index % source[1] % target[1])
      expected[row * target[1] + column] += Complex(
        Double(spectrum[index].real) * response[index],
        Double(spectrum[index].imaginary) * response[index])
    }
    #expect(
      relativeDistance(found, expected) < Double(source.count).squareRoot() * Double(Sample.ulpOfOne) * 8)
  }

  /// Only what counts is stored: a narrow band of a large grid takes a small part of it.
  @Test func negligibleValuesAreNotStored() {
    let bank = FilterBank.morlet2D(grid: [256, 256], scales: 4, orientations: 8)
    let arena = Arena()
    for (scale, share) in [(1, 0.7), (2, 0.2), (3, 0.06)] {
      let band = bank.bands[scale * 8 + 2]
      let filter = FilterFolder<Float>(bank, band).folded(from: [0, 0], to: [scale, scale], in: arena)
      #expect(Double(filter.productCount) < share * 65536)
    }
  }
}
