/// The standard methods of a comparison, by the names of the option `--contestants`.
public enum MethodKind: String, CaseIterable, Codable, Sendable {
  case pixelsPCA = "pixels-pca"
  case pixelsSVM = "pixels-svm"
  case scattering1PCA = "scattering1-pca"
  case scattering1SVM = "scattering1-svm"
  case scattering2PCA = "scattering2-pca"
  case scattering2SVM = "scattering2-svm"
  case scatteringLinear = "scattering-linear"
  case network = "cnn"
  case hybrid

  /// The largest number of wavelets in a path of the method's features; nil for a method that takes no features.
  public var order: Int? {
    switch self {
    case .pixelsPCA, .pixelsSVM, .network: nil
    case .scattering1PCA, .scattering1SVM: 1
    case .scattering2PCA, .scattering2SVM, .scatteringLinear, .hybrid: 2
    }
  }

  /// The method's name, in reports as on the command line.
  public var name: String { rawValue }

  /// Whether the method is trained by libtorch.
  public var isNetwork: Bool { self == .network || self == .hybrid }
}
