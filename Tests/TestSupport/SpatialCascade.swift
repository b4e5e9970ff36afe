import Foundation
import Numerics
import Scattering

/// The scattering transform of one image by its definition, slow and obvious: wavelets summed in space, convolutions as
/// double sums in space, decimation by picking samples. Independent of the package's filters, plans and kernels.
public struct SpatialCascade {
  let configuration: ScatteringConfiguration
  /// What every filter is multiplied by.
  let gain: Double
  /// What the low-pass is multiplied by besides.
  let averageGain: Double
  let rows, columns: Int
  package typealias Image = [[Complex<Double>]]

  /// - Parameters:
  ///   - gain: 1 but for the nonexpansive normalizations, whose factors the oracle does not find itself.
  ///   - averageGain: 1 but for `nonexpansivePadded`.
  public init(_ configuration: ScatteringConfiguration, gain: Double = 1, averageGain: Double = 1) {
    (self.configuration, self.gain, self.averageGain) = (configuration, gain, averageGain)
    func padded(_ count: Int) -> Int {
      let period = 1 << configuration.scales
      if configuration.padding == .periodic && count % period == 0 { return count }
      return ((count + period) / period + 1) * period
    }
    rows = padded(configuration.shape[0])
    columns = padded(configuration.shape[1])
  }

  /// All features in the order of the paths: order by order, and within an order as nested loops over scale and orientation
  /// of the first wavelet, then of the second, and so on; each path's image in row-major order.
  public func features(of image: [Double]) -> [Double] {
    let filters = Filters(self)
    let outputLevel = level(configuration.scales)
    var orders = [[Double]](repeating: [], count: configuration.maximalOrder + 1)
    func visit(_ signal: Image, order: Int, lastScale: Int) {
      let current = level(lastScale)
      let average = decimate(convolve(signal, filters.lowPass(current)), outputLevel - current)
      orders[order] += crop(average.map { $0.map(\.real) }, outputLevel).map { gain * averageGain * $0 }
      guard order < configuration.maximalOrder else { return }
      for scale in (lastScale + 1)..<max(configuration.scales, lastScale + 1) {
        for theta in 0..<configuration.orientations {
          let filtered = convolve(signal, filters.wavelet(scale, theta, current))
          let moduli = modulus(decimate(filtered, level(scale) - current))
          visit(moduli.map { $0.map { $0.multiplied(by: gain) } }, order: order + 1, lastScale: scale)
        }
      }
    }
    visit(pad(image), order: 0, lastScale: -1)
    return orders.flatMap { $0 }
  }

  /// The level to which signals filtered at a scale are decimated.
  private func level(_ scale: Int) -> Int { max(scale - configuration.oversampling, 0) }

  /// Filters by level, each made once.
  private final class Filters {
    private let cascade: SpatialCascade
    private var made: [[Int]: Image] = [:]

    init(_ cascade: SpatialCascade) { self.cascade = cascade }

    func wavelet(_ scale: Int, _ theta: Int, _ level: Int) -> Image {
      filter([scale, theta, level]) { cascade.at(level, cascade.wavelet(scale, theta)) }
    }

    func lowPass(_ level: Int) -> Image { filter([level]) { cascade.at(level, cascade.lowPass()) } }

    private func filter(_ key: [Int], _ make: () -> Image) -> Image {
      if let filter = made[key] { return filter }
      let filter = make()
      made[key] = filter
      return filter
    }
  }

  // MARK: Filters

  package func wavelet(_ j: Int, _ theta: Int) -> Image {
    let count = Double(configuration.orientations)
    let sigma = 0.8 * Double(1 << j)
    let slant = 4 / count
    let angle = Double(Int(count - count / 2 - 1) - theta) * .pi / count
    let wave = gabor(sigma, slant, angle, 0.75 * .pi / Double(1 << j))
    let envelope = gabor(sigma, slant, angle, 0)
    let correction = sum(wave) / sum(envelope)
    return zip(wave, envelope).map { zip($0, $1).map { $0 - correction * $1 } }
  }

  package func lowPass() -> Image { gabor(0.4 * Double(1 << configuration.scales), 1, 0, 0) }

  /// A plane wave under a Gaussian, copies at shifts of -2 to 2 grids added.
  func gabor(_ sigma: Double, _ slant: Double, _ angle: Double, _ frequency: Double) -> Image {
    var image = Image(repeating: [Complex<Double>](repeating: 0, count: columns), count: rows)
    for x in (-2 * rows)..<(3 * rows) {
      for y in (-2 * columns)..<(3 * columns) {
        let along = cos(angle) * Double(x) + sin(angle) * Double(y)
        let across = slant * (cos(angle) * Double(y) - sin(angle) * Double(x))
        let envelope = exp(-(along * along + across * across) / (2 * sigma * sigma))
        let value = Complex(cos(frequency * along), sin(frequency * along))
        image[(x + 2 * rows) % rows][(y + 2 * columns) % columns] +=
          value.multiplied(by: envelope * slant / (2 * 3.1415 * sigma * sigma))
      }
    }
    return image
  }

  /// The filter for signals decimated by 2^level: the real part of its spectrum, frequencies outside the decimated band
  /// dropped.
  func at(_ level: Int, _ filter: Image) -> Image {
    let shape = Shape(unchecked: [rows, columns])
    let spectrum = naiveTransform(filter.flatMap { $0 }, shape: shape, sign: -1)
    let (m, n) = (rows >> level, columns >> level)
    func full(_ k: Int, _ kept: Int, _ count: Int) -> Int {
      k < kept / 2 || level == 0 ? k : count - kept + k
    }
    let kept = (0..<m).flatMap { k in
      (0..<n).map { l in Complex(spectrum[full(k, m, rows) * columns + full(l, n, columns)].real) }
    }
    let space = naiveTransform(kept, shape: Shape(unchecked: [m, n]), sign: 1)
    return (0..<m).map { r in (0..<n).map { space[r * n + $0].divided(by: Double(m * n)) } }
  }

  // MARK: Operations on images

  func pad(_ image: [Double]) -> Image {
    let (height, width) = (configuration.shape[0], configuration.shape[1])
    func source(_ position: Int, _ count: Int) -> Int? {
      var place = position
      switch configuration.padding {
      case .zero: return (0..<count).contains(place) ? place : nil
      case .edge: return min(max(place, 0), count - 1)
      case .periodic:
        while place < 0 { place += count }
        return place % count
      case .reflect:
        while !(0..<count).contains(place) { place = place < 0 ? -place : 2 * (count - 1) - place }
        return place
      }
    }
    return (0..<rows).map { r in
      (0..<columns).map { c in
        guard let y = source(r - (rows - height) / 2, height),
          let x = source(c - (columns - width) / 2, width)
        else { return 0 }
        return Complex(image[y * width + x])
      }
    }
  }

  /// Circular convolution.
  func convolve(_ a: Image, _ b: Image) -> Image {
    let (m, n) = (a.count, a[0].count)
    return (0..<m).map { r in
      (0..<n).map { c in
        var (real, imaginary) = (0.0, 0.0)
        for y in 0..<m {
          let (row, other) = (a[y], b[(r - y + m) % m])
          for x in 0..<n {
            let (u, v) = (row[x], other[(c - x + n) % n])
            real += u.real * v.real - u.imaginary * v.imaginary
            imaginary += u.real * v.imaginary + u.imaginary * v.real
          }
        }
        return Complex(real, imaginary)
      }
    }
  }

  func decimate(_ a: Image, _ level: Int) -> Image {
    let step = 1 << level
    return stride(from: 0, to: a.count, by: step).map { r in
      stride(from: 0, to: a[0].count, by: step).map { a[r][$0] }
    }
  }

  func modulus(_ a: Image) -> Image { a.map { $0.map { Complex($0.length) } } }

  /// The features inside the margins, which are one averaging scale wide where there are any.
  func crop(_ a: [[Double]], _ outputLevel: Int) -> [Double] {
    func kept(_ count: Int, _ size: Int) -> Range<Int> {
      let period = 1 << configuration.scales
      let first = count == size ? 0 : period >> outputLevel
      return first..<(first + size / period * period >> outputLevel)
    }
    return kept(rows, configuration.shape[0]).flatMap { r in
      kept(columns, configuration.shape[1]).map { a[r][$0] }
    }
  }

  private func sum(_ a: Image) -> Complex<Double> { a.reduce(Complex(0)) { $1.reduce($0, +) } }
}

extension Complex where RealType == Double {
  fileprivate func multiplied(by factor: Double) -> Complex { Complex(real * factor, imaginary * factor) }
  fileprivate func divided(by divisor: Double) -> Complex { Complex(real / divisor, imaginary / divisor) }
}
