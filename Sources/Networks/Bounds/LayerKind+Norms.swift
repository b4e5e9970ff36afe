import Arrays
import Numerical

extension LayerKind {
  /// An upper bound of the factor by which the evaluated layer takes signals apart.
  /// - Parameter input: `[channels, height, width]` or `[count]` of what it takes first.
  func norm(of input: [Int], arrays: [NetworkArray], parallel: Parallel) -> Double {
    switch self {
    case .rectifier, .hyperbolicTangent, .dropout, .flatten: return 1
    case .affine(let factor, _): return abs(factor)
    case .convolution(let outputs, let kernel, let stride, let padding, _):
      let axes = input[1...].map {
        ConvolutionAxis(count: $0, taps: kernel, stride: stride, padding: padding)
      }
      return SpectralNorm.of(
        ConvolutionLayer(
          kernel: arrays.doubles(.weight), outputChannels: outputs, inputChannels: input[0], rows: axes[0],
          columns: axes[1]), parallel: parallel)
    case .linear(let outputs, _):
      return SpectralNorm.ofMatrix(arrays.doubles(.weight), rows: outputs, columns: input[0])
    case .maximumPooling(let size, let stride):
      // The largest of a window changes by at most the window's distance, and each sample lies in so many windows.
      let overlaps = input[1...].map { ConvolutionAxis(count: $0, taps: size, stride: stride).overlap }
      return Double(overlaps.reduce(1, *)).squareRoot()
    case .averagePooling(let size, let stride): return Self.average(input, size: size, stride: stride)
    case .globalAverage: return 1 / Double(input[1...].reduce(1, *)).squareRoot()
    case .batchNormalisation: return arrays.gains(self).max()!
    case .sum: return 2.squareRoot()
    }
  }

  /// A convolution of one channel whose taps are equal.
  private static func average(_ input: [Int], size: Int, stride: Int) -> Double {
    let axes = input[1...].map { ConvolutionAxis(count: $0, taps: size, stride: stride) }
    let taps = [Double](repeating: 1 / Double(size * size), count: size * size)
    return SpectralNorm.of(
      ConvolutionLayer(
        kernel: taps, outputChannels: 1, inputChannels: 1, rows: axes[0], columns: axes[1]))
  }
}

extension [NetworkArray] {
  /// The elements of the array of a role.
  func doubles(_ role: NetworkArray.Role) -> [Double] {
    first { $0.role == role }!.elements.map(Double.init)
  }

  /// The factors by which an evaluated batch normalisation multiplies its channels, by magnitude.
  func gains(_ kind: LayerKind) -> [Double] {
    guard case .batchNormalisation(let epsilon, _) = kind else { return [] }
    return zip(doubles(.weight), doubles(.variance)).map { weight, variance in
      abs(weight) / (variance + epsilon).squareRoot()
    }
  }
}

extension LayerKind {
  /// The Frobenius norm of the matrix of a convolution or a linear layer, a convolution's written out in full with its zeros beyond the
  /// edges; nil for other layers.
  /// - Parameter input: `[channels, height, width]` or `[count]` of what it takes.
  package func frobeniusNorm(of input: [Int], arrays: [NetworkArray]) -> Double? {
    guard let weights = arrays.first(where: { $0.role == .weight })?.elements else { return nil }
    switch self {
    case .linear: return weights.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    case .convolution(_, let kernel, let stride, let padding, _):
      let counts = input[1...].map {
        ConvolutionAxis(count: $0, taps: kernel, stride: stride, padding: padding).tapCounts
      }
      let (rows, columns) = (counts[0], counts[1])
      return weights.enumerated().reduce(0) { sum, weight in
        let windows = rows[weight.offset / kernel % kernel] * columns[weight.offset % kernel]
        return sum + Double(windows) * Double(weight.element) * Double(weight.element)
      }.squareRoot()
    default: return nil
    }
  }
}

extension ConvolutionAxis {
  /// The number of outputs in which each tap meets a sample.
  fileprivate var tapCounts: [Int] {
    (0..<taps).map { tap in
      (0..<outputCount).count { (0..<count).contains($0 * stride - padding + tap) }
    }
  }
}
