import Arrays
import Numerical
import Stability

/// How often classifiers put two shifts of an image into the same class (Zhang 2019, arXiv 1904.11486).
public struct ConsistencyStudy: Sendable {
  /// The largest shifts along each axis, in whole pixels, ascending.
  public let largestShifts: [Int]
  /// The number of pairs of shifts for each image.
  public let pairCount: Int
  public let bootstrap: Bootstrap

  /// - Parameter bootstrap: Its seed fixes the shifts too.
  public init(largestShifts: [Int] = [1, 2, 4], pairCount: Int = 10, bootstrap: Bootstrap) {
    (self.largestShifts, self.pairCount, self.bootstrap) = (largestShifts, pairCount, bootstrap)
  }

  /// Measures the rows by classifier and shift.
  /// - Throws: `StabilityError` for too few images or shifts beyond half of the image; what classifiers throw.
  public func rows(
    of classifiers: [ImageClassifier], on images: Signal<Double>, checkCancellation: () throws -> Void = {}
  ) throws -> [ConsistencyRow] {
    try classifiers.flatMap { classifier in
      try largestShifts.map { shift in
        try checkCancellation()
        let consistency = ShiftConsistency(largestShift: shift, pairCount: pairCount, bootstrap: bootstrap)
        return ConsistencyRow(
          method: classifier.name, largestShift: shift,
          share: try consistency.measure(images, classify: classifier.classify))
      }
    }
  }
}

/// A classifier as studies call it: images in, classes out.
public struct ImageClassifier: Sendable {
  /// The classifier's name.
  public let name: String
  /// The class of each signal of a batch.
  public let classify: @Sendable (Signal<Double>) throws -> [Int]
  /// The certified head of the classifier, where anything is proven.
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
