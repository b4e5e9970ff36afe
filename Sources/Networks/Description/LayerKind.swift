/// What one node of a network computes. Planes are `[channels, height, width]`, vectors `[count]`.
public enum LayerKind: Codable, Hashable, Sendable {
  /// The affine map `factor x + offset`, fixed: standardises signals.
  case affine(factor: Double, offset: Double)
  /// A cross-correlation of planes with square kernels, zeros beyond the edges.
  case convolution(outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true)
  /// A matrix times a vector.
  case linear(outputs: Int, hasBias: Bool = true)
  /// The rectifier `max(x, 0)`.
  case rectifier
  case hyperbolicTangent
  /// The largest of each square of planes; squares that do not fit are left out.
  case maximumPooling(size: Int, stride: Int)
  /// The mean of each square of planes; squares that do not fit are left out.
  case averagePooling(size: Int, stride: Int)
  /// The mean of each plane: planes to a vector.
  case globalAverage
  /// Batch normalisation `(x - mean) / sqrt(variance + epsilon) * weight + bias` for each channel: in training with the batch's mean and variance,
  /// which the kept ones follow by the share `momentum` a step (Ioffe and Szegedy 2015).
  case batchNormalisation(epsilon: Double = 1e-5, momentum: Double = 0.1)
  /// Dropout: in training zero with a probability, else divided by one less it; in evaluation nothing (Srivastava et al. 2014).
  case dropout(probability: Double)
  /// The elements of planes as a vector, in reading order.
  case flatten
  /// The sum of two inputs of the same shape.
  case sum
}

extension LayerKind {
  /// What the name of a node of this kind begins with.
  var nodeName: String {
    switch self {
    case .affine: "affine"
    case .convolution: "convolution"
    case .linear: "linear"
    case .rectifier: "rectifier"
    case .hyperbolicTangent: "tangent"
    case .maximumPooling: "maximum"
    case .averagePooling: "average"
    case .globalAverage: "global average"
    case .batchNormalisation: "normalisation"
    case .dropout: "dropout"
    case .flatten: "flatten"
    case .sum: "sum"
    }
  }

  var inputCount: Int { self == .sum ? 2 : 1 }
}
