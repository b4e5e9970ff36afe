import Arrays
import Deformations
import Files
import Numerical
import Stability

/// The accuracy of classifiers on deformed images, and the share of images that is proven to stay right, against the size of
/// the deformation.
///
/// An image's accuracy is the share of its fields under which it is right; a row's the mean over images, with a 95 % interval
/// by bootstrap over images. An image is certified at amplitude a where its radius (`CertifiedHead`) exceeds what any
/// displacement of sup|tau| <= a can move it (decision 7, `gradient`); noise is matched to such displacements, and obeys the
/// same bound. So the certified share is at most the accuracy on every field that was drawn, and on every field that was not.
public struct DeformedAccuracyStudy: Sendable {
  public let settings: ExperimentSettings
  private let parallel: Parallel

  /// - Parameter settings: Kinds, amplitudes, fields and seed.
  public init(settings: ExperimentSettings, parallel: Parallel = Parallel()) {
    (self.settings, self.parallel) = (settings, parallel)
  }

  /// Measures the rows by classifier, kind and amplitude, from the images themselves (amplitude 0) to the largest.
  /// - Precondition: one label an image.
  /// - Throws: `StabilityError`, what classifiers throw, and what `checkCancellation` throws.
  public func rows(
    of classifiers: [ImageClassifier], on images: Signal<Double>, labels: [Int],
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> [DeformedAccuracyRow] {
    precondition(labels.count == images.batchCount, "\(labels.count) labels for \(images.batchCount) images")
    var counts = AccuracyCounts(settings, classifiers: classifiers.count, images: labels.count)
    let deformed = try DeformedImages(images, settings: settings, parallel: parallel)
    let total = deformed.count * classifiers.count
    var done = 0
    for (index, classifier) in classifiers.enumerated() {
      let classes = try classifier.checkedClasses(of: images)
      counts.undeformed[index] = zip(classes, labels).map { $0 == $1 ? 1 : 0 }
    }
    try deformed.forEachBatch { batch in
      for (index, classifier) in classifiers.enumerated() {
        try checkCancellation()
        let classes = try classifier.checkedClasses(of: batch.signals)
        counts.add(zip(batch.images, classes).filter { labels[$0] == $1 }.map(\.0), batch, classifier: index)
        done += classes.count
        progress(StageProgress(stage: "accuracy under deformation", done: done, total: total))
      }
    }
    let bounds = CertifiedShares(images, labels: labels, amplitudes: settings.amplitudes, parallel: parallel)
    return try classifiers.enumerated().flatMap { index, classifier in
      try counts.rows(of: index, name: classifier.name, certified: classifier.certificate.map(bounds.shares))
    }
  }
}

extension ImageClassifier {
  /// The classes, found to be as many as there are signals.
  fileprivate func checkedClasses(of signals: Signal<Double>) throws -> [Int] {
    let classes = try classify(signals)
    guard classes.count == signals.batchCount else {
      throw StabilityError.wrongCount(name, found: classes.count, expected: signals.batchCount)
    }
    return classes
  }
}

/// How often each classifier was right about each image.
struct AccuracyCounts {
  let settings: ExperimentSettings
  /// `[classifier][image]`: 1 where it is right about the image itself.
  var undeformed: [[Double]]
  /// `[classifier]`, by kind and amplitude: the share of fields of each image.
  private var deformed: [[Cell: [Double]]]

  private struct Cell: Hashable {
    let kind: DeformationKind
    let amplitude: Double
  }

  init(_ settings: ExperimentSettings, classifiers: Int, images: Int) {
    self.settings = settings
    let none = [Double](repeating: 0, count: images)
    undeformed = (0..<classifiers).map { _ in none }
    let cells = settings.kinds.flatMap { kind in
      settings.amplitudes.map { (Cell(kind: kind, amplitude: $0), none) }
    }
    deformed = (0..<classifiers).map { _ in Dictionary(uniqueKeysWithValues: cells) }
  }

  /// Counts a field for each of the images about which the classifier was right.
  mutating func add(_ right: [Int], _ batch: DeformedImages.Batch, classifier: Int) {
    let cell = Cell(kind: batch.kind, amplitude: batch.amplitude)
    for image in right { deformed[classifier][cell]![image] += 1 / Double(settings.fieldCount) }
  }

  /// - Parameter certified: The share certified at amplitude 0 and at each of the amplitudes.
  func rows(of classifier: Int, name: String, certified: [Double]?) -> [DeformedAccuracyRow] {
    settings.kinds.flatMap { kind in
      ([0] + settings.amplitudes).enumerated().map { index, amplitude in
        let shares =
          index == 0
          ? undeformed[classifier] : deformed[classifier][Cell(kind: kind, amplitude: amplitude)]!
        let bootstrap = Bootstrap(resamplings: settings.bootstrapCount, seed: settings.seed)
        return DeformedAccuracyRow(
          method: name, kind: kind, amplitude: amplitude,
          accuracy: bootstrap.ratio(shares, shares.map { _ in 1 })!, certified: certified?[index])
      }
    }
  }
}
