import Scattering
import TestSupport
import Testing

/// Each whole-array operation beside its definition, at sizes around the vector widths and at odd addresses. A handful of
/// roundings a sample: 8 units in the last place.
@Suite struct KernelTests {
  @Test(arguments: [1, 2, 3, 7, 8, 9, 16, 31, 64, 101]) func modulusPairsLengths(count: Int) {
    checkModulus(count, Float.self)
    checkModulus(count, Double.self)
  }

  func checkModulus<Sample: ScatteringScalar>(_ count: Int, _: Sample.Type) {
    let (a, b) = (
      complexNoise(count + 1, seed: 1, as: Sample.self), complexNoise(count + 1, seed: 2, as: Sample.self)
    )
    var out = [Complex<Sample>](repeating: Complex(.nan, .nan), count: count + 2)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        out.withUnsafeMutableBufferPointer {
          Sample.modulus(a.baseAddress! + 1, b.baseAddress! + 1, count: count, into: $0.baseAddress! + 1)
        }
      }
    }
    #expect(!out[0].isFinite && !out[count + 1].isFinite)
    let expected = (1...count).map { Complex(a[$0].length, b[$0].length) }
    #expect(relativeDistance(Array(out[1...count]), expected) < 8 * Double(Sample.ulpOfOne))
  }

  /// The processor's estimate of a root is mended by one step: at most two units in the last place are left, as with the root
  /// of a rounded square. 21 is two vectors and a tail.
  @Test(arguments: [-50, -20, 0, 7, 50]) func singlePrecisionModuliAreRight(exponent: Int) {
    let parts = Signal<Float>.noise(shape: [2 * 21], seed: 12).samples.map {
      Float(sign: .plus, exponent: exponent, significand: $0)
    }
    let signals = (0..<21).map { Complex(parts[2 * $0], parts[2 * $0 + 1]) }
    let expected = signals.map { Complex<Double>(Double($0.real), Double($0.imaginary)).length }
    for (index, modulus) in moduli(signals).enumerated() {
      #expect(abs(Double(modulus) - expected[index]) <= 2 * Double(Float(expected[index]).ulp))
    }
  }

  /// In vectors and in the tail alike.
  @Test func moduliOfNothingAndOfWhatIsNotFinite() {
    let values: [Float] = [0, .infinity, .nan, -0.0, 1]
    let results = moduli((0..<20).map { Complex(values[$0 % 5], 0) })
    for start in stride(from: 0, to: 20, by: 5) {
      #expect(Array(results[start..<(start + 2)]) == [0, .infinity])
      #expect(results[start + 2].isNaN)
      #expect(Array(results[(start + 3)..<(start + 5)]) == [0, 1])
    }
  }

  /// The first of each pair of moduli of signals paired with themselves, read as it stands: `Complex.real` of infinity is NaN.
  func moduli(_ signals: [Complex<Float>]) -> [Float] {
    var out = [Complex<Float>](repeating: Complex(.nan, .nan), count: signals.count)
    out.withUnsafeMutableBufferPointer {
      Float.modulus(signals, signals, count: signals.count, into: $0.baseAddress!)
    }
    return out.withUnsafeBytes { bytes in
      let parts = bytes.bindMemory(to: Float.self)
      return signals.indices.map { parts[2 * $0] }
    }
  }

  @Test(arguments: [1, 15, 16, 50]) func thePeakIsTheLargestMagnitude(count: Int) {
    for place in [0, count / 2, count - 1] {
      var samples = Signal<Float>.noise(shape: [count], seed: 3).samples
      #expect(Float.peak(samples, count: count) == samples.map(abs).max())
      samples[place] = -5
      #expect(Float.peak(samples, count: count) == 5)
    }
  }

  /// Row lengths for which vectors of eight, of four and single frequencies take turns.
  static let splitSizes = [
    [1, 2], [2, 2], [3, 5], [8, 8], [5, 12], [7, 9], [6, 14], [16, 17], [4, 31], [3, 16], [1, 40],
  ]

  @Test(arguments: splitSizes) func splitSeparatesTheSpectraOfTwoRealSignals(size: [Int]) throws {
    for place in SplitPlace.allCases {
      #expect(try splitError(size, place, Float.self) < 4 * Double(Float.ulpOfOne))
      #expect(try splitError(size, place, Double.self) < 1e-14)
    }
  }

  /// Which output overwrites the input.
  enum SplitPlace: CaseIterable {
    case apart, first, second
  }

  func splitError<Sample: ScatteringScalar>(_ size: [Int], _ place: SplitPlace, _: Sample.Type) throws
    -> Double
  {
    let shape = try Shape(size)
    let signals = [1, 2].map { Signal<Double>.noise(shape: shape, seed: $0).samples }
    let pairs = naiveTransform(zip(signals[0], signals[1]).map { Complex($0, $1) }, shape: shape, sign: -1)
      .map { Complex(Sample($0.real), Sample($0.imaginary)) }
    let nothing = [Complex<Sample>](repeating: Complex(.nan, .nan), count: shape.count)
    var outputs = [place == .first ? pairs : nothing, place == .second ? pairs : nothing]
    let mirror = (0..<UInt32(size[0])).map { (UInt32(size[0]) - $0) % UInt32(size[0]) }
    mirror.withUnsafeBufferPointer { mirror in
      pairs.withUnsafeBufferPointer { pairs in
        var second = outputs[1]
        outputs[0].withUnsafeMutableBufferPointer { first in
          second.withUnsafeMutableBufferPointer { second in
            let output = UnsafePointer((place == .first ? first : second).baseAddress!)
            Sample.split(
              place == .apart ? pairs.baseAddress! : output, mirror: mirror, rowLength: size[1],
              into: first.baseAddress!, second.baseAddress!)
          }
        }
        outputs[1] = second
      }
    }
    return zip(outputs, signals).map { output, signal in
      relativeDistance(output, naiveTransform(signal.map { Complex($0) }, shape: shape, sign: -1))
    }.max()!
  }

  @Test(arguments: [
    (8, 0, 1, 8, 3), (20, 4, 2, 8, 7), (60, 4, 2, 28, 30), (64, 8, 8, 6, 13), (9, 1, 1, 7, 1),
    (40, 36, 2, 5, 6), (40, 36, 2, 5, 39),
  ])
  func bandedProductsEqualCircularConvolutions(period: Int, first: Int, step: Int, rows: Int, width: Int) {
    for reach in [1, 3, period / 2] {
      checkBanded(period, first, step, rows, width, reach, Float.self)
      checkBanded(period, first, step, rows, width, reach, Double.self)
    }
  }

  func checkBanded<Sample: ScatteringScalar>(
    _ period: Int, _ first: Int, _ step: Int, _ rows: Int, _ width: Int, _ reach: Int, _: Sample.Type
  ) {
    let kernel = (0..<period).map { lag in
      min(lag, period - lag) <= reach ? 1 / Double(1 + min(lag, period - lag)) : 0
    }
    let arena = Arena()
    let matrix = BandedMatrix<Sample>(
      circulant: kernel, first: first, step: step, rows: rows, tolerance: 0, in: arena)
    let pairs = complexNoise(period * width, seed: 4, as: Sample.self)
    var out = [Complex<Sample>](repeating: Complex(.nan, .nan), count: rows * width)
    out.withUnsafeMutableBufferPointer { Sample.multiply(matrix, pairs, width: width, into: $0.baseAddress!) }
    let expected = (0..<(rows * width)).map { index in
      (0..<period).reduce(Complex<Double>(0)) { sum, row in
        let weight = kernel[(first + index % rows * step - row + 2 * period) % period]
        let pair = pairs[row * width + index / rows]
        return sum + Complex(Double(pair.real) * weight, Double(pair.imaginary) * weight)
      }
    }
    #expect(relativeDistance(out, expected) < 8 * Double(Sample.ulpOfOne))
  }

  @Test func aDroppedTailIsNoLargerThanTold() {
    let kernel = (0..<64).map { lag in 1 / Double(1 << min(lag, 64 - lag, 40)) }
    let arena = Arena()
    let matrix = BandedMatrix<Double>(
      circulant: kernel, first: 0, step: 1, rows: 64, tolerance: 1e-3, in: arena)
    #expect(matrix.bandwidth < 32)
    var impulse = [Complex<Double>](repeating: 0, count: 64)
    impulse[20] = 1
    var out = [Complex<Double>](repeating: 0, count: 64)
    out.withUnsafeMutableBufferPointer { Double.multiply(matrix, impulse, width: 1, into: $0.baseAddress!) }
    let error = (0..<64).reduce(0) { $0 + abs(out[$1].real - kernel[($1 + 44) % 64]) }
    #expect(error > 0 && error <= 1e-3 * kernel.reduce(0, +))
  }

  @Test(arguments: [1, 7, 64, 153]) func unpairWritesEverySample(count: Int) {
    let pairs = complexNoise(count, seed: 5, as: Float.self)
    var (first, second) = ([Float](repeating: .nan, count: count), [Float](repeating: .nan, count: count))
    first.withUnsafeMutableBufferPointer { first in
      second.withUnsafeMutableBufferPointer { second in
        Float.unpair(pairs, count: count, into: first.baseAddress!, second.baseAddress!)
      }
    }
    #expect(zip(first, second).map { Complex($0, $1) } == pairs)
    var alone = [Float](repeating: .nan, count: count)
    alone.withUnsafeMutableBufferPointer { Float.unpair(pairs, count: count, into: $0.baseAddress!, nil) }
    #expect(alone == first)
  }
}
