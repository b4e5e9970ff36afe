import Networks
import Stability

extension LayerKind {
  /// The Frobenius norm of the matrix of a convolution or a linear layer, a convolution's written out in full with its zeros beyond the
  /// edges; nil for other layers.
  /// - Parameter input: `[channels, height, width]` or `[count]` of what it takes.
  func frobeniusNorm(of input: [Int], arrays: [NetworkArray]) -> Double? {
    guard let weights = arrays.first(where: { $0.role == .weight })?.elements else { return nil }
    switch self {
    case .linear: return weights.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    case .convolution(_, let kernel, let stride, let padding, _):
      let counts = input[1...].map {
        ConvolutionAxis(count: $0, taps: kernel, stride: stride, padding: padding).tapCounts
      }
      let (rows, columns) = (counts[0], counts[1])
      return weights.enumerated().reduce(0) { sum, weight in
        let places = rows[weight.offset / kernel % kernel] * columns[weight.offset % kernel]
        return sum + Double(places) * Double(weight.element) * Double(weight.element)
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
