/// The standard methods of a comparison, by the names of the option `--contestants`.
public enum MethodKind: String, CaseIterable, Codable, Sendable {
  case pixelsPCA = "pixels-pca"
  case pixelsSVM = "pixels-svm"
  case pixelsRidge = "pixels-ridge"
  case scattering1PCA = "scattering1-pca"
  case scattering1SVM = "scattering1-svm"
  case scattering2PCA = "scattering2-pca"
  case scattering2SVM = "scattering2-svm"
  case scatteringLinear = "scattering-linear"
  case scattering2Ridge = "scattering2-ridge"
  case network = "cnn"
  case hybrid
  /// Compared only where they are named.
  case leNet5 = "lenet5"
  case residual = "resnet"

  /// The largest number of wavelets in a path of the method's features; nil for a method that takes no features.
  public var order: Int? {
    switch self {
    case .pixelsPCA, .pixelsSVM, .pixelsRidge, .network, .leNet5, .residual: nil
    case .scattering1PCA, .scattering1SVM: 1
    case .scattering2PCA, .scattering2SVM, .scatteringLinear, .scattering2Ridge, .hybrid: 2
    }
  }

  /// The method's name, in reports as on the command line.
  public var name: String { rawValue }

  /// Whether shifted and mirrored copies of the training images are among the settings of a method that takes vectors, as they are of networks.
  var learnsFromCopies: Bool { self == .pixelsRidge || self == .scattering2Ridge }

  /// Whether the method is trained by libtorch.
  public var isNetwork: Bool {
    switch self {
    case .network, .hybrid, .leNet5, .residual: true
    default: false
    }
  }
}
