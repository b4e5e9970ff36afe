import Scattering

/// One contestant as it is asked: images in, classes out.
public struct ImageClassifier: Sendable {
  /// The contestant's name.
  public let name: String
  /// The class of each signal of a batch.
  public let classify: @Sendable (Signal<Double>) throws -> [Int]
  /// What is proven of it, where anything is.
  public let certificate: CertifiedHead?

  public init(
    name: String, certificate: CertifiedHead? = nil,
    classify: @escaping @Sendable (Signal<Double>) throws -> [Int]
  ) {
    (self.name, self.classify, self.certificate) = (name, classify, certificate)
  }

  /// A certified head, classifying by the very scores that are certified.
  public init(name: String, _ head: CertifiedHead) {
    self.init(name: name, certificate: head) { try head.classes(of: $0) }
  }
}
