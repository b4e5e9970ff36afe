import Arrays
import Learning
import Numerical
import Representations

/// Measures one classifier.
struct SubjectMeasurement {
  let settings: GeneralisationSettings
  let subject: GeneralisationSubject
  let manifold: ManifoldFit?

  func row(_ checkCancellation: () throws -> Void) throws -> GeneralisationRow {
    let train = try margins(subject.train, checkCancellation)
    let test = try margins(subject.test, checkCancellation)
    let indices = Self.draw(settings.sampleCount, of: subject.train.count, seed: settings.seed, stream: 0)
    let jacobians = try Jacobians(self, indices, checkCancellation)
    let right = indices.indices.filter { train.values[indices[$0]] > 0 }
    let scores = right.map { train.values[indices[$0]] }
    let products = subject.constants
    func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.median() }
    let sorted = train.values.sorted()
    let changes = try changes(right.map { indices[$0] }, checkCancellation)
    return GeneralisationRow(
      network: subject.network, labelCount: subject.labelCount, regularisation: subject.regularisation,
      trainError: train.error, testError: test.error, medianMargin: sorted.quantile(0.5),
      lowMargin: sorted.quantile(0.05), trainJacobian: jacobians.train.map(\.spectral).median(),
      testJacobian: jacobians.test.map(\.spectral).median(),
      trainFrobenius: Self.frobenius(jacobians.train), testFrobenius: Self.frobenius(jacobians.test),
      convexHullJacobian: jacobians.largest,
      jacobianMargin: median(zip(right, scores).map { $1 / jacobians.train[$0].spectral }),
      convexHullMargin: median(scores.map { $0 / jacobians.largest }),
      spectralMargin: products.map { products in median(scores.map { $0 / products.spectral }) },
      frobeniusMargin: products.map { products in median(scores.map { $0 / products.frobenius }) },
      adversarialMargin: changes.isEmpty ? nil : changes.median().finite,
      isOrdered: isOrdered(scores, changes, jacobians.largest),
      bounds: bounds(train.values, jacobians.largest))
  }

  private func margins(_ images: LabelledSignals, _ checkCancellation: () throws -> Void) throws
    -> ScoreMargins
  {
    let length = MemoryBudget.study.count(
      of: max(images.signals.shape.count, subject.scores.dimension), atMost: 1024)
    let scores = try (0..<images.count).chunks(of: length).flatMap { chunk in
      try checkCancellation()
      return try subject.scores.checkedVectors(of: images.doubles(chunk))
    }
    return ScoreMargins(scores: scores, labels: images.labels, classCount: images.classCount)
  }

  /// The sizes of the smallest changes found, one an image; infinity where there is none, which medians stand as long as it is rare.
  private func changes(_ indices: [Int], _ checkCancellation: () throws -> Void) throws -> [Double] {
    let search = NearestChange(scores: subject.scores)
    let length = MemoryBudget.study.count(
      of: subject.scores.dimension * subject.train.signals.shape.count, atMost: 32)
    let found = try indices.indices.chunks(of: length).flatMap { chunk in
      try search.distances(
        subject.train.doubles(indices[chunk]), labels: indices[chunk].map { subject.train.labels[$0] },
        checkCancellation: checkCancellation)
    }
    return found.map { $0 ?? .infinity }
  }

  /// Up to rounding, 1e-9 of each figure.
  private func isOrdered(_ scores: [Double], _ changes: [Double], _ largest: Double) -> Bool {
    guard let spectral = subject.constants?.spectral else { return true }
    return largest <= spectral * (1 + 1e-9)
      && zip(scores, changes).allSatisfy { $0 / spectral <= $1 * (1 + 1e-9) }
  }

  private static func frobenius(_ norms: [JacobianNorm]) -> Double? {
    let values = norms.compactMap(\.frobenius)
    return values.count == norms.count ? values.median() : nil
  }

  private func bounds(_ margins: [Double], _ largest: Double) -> [GeneralisationBound] {
    let dimension = subject.train.signals.shape.count
    let bound = RobustnessBound(
      classCount: subject.train.classCount, trainCount: subject.labelCount, dimension: dimension,
      confidence: settings.confidence)
    let isWhole = subject.labelCount == subject.train.count
    let isCube = subject.train.signals.withUnsafeSamples { $0.allSatisfy { (0...1).contains($0) } }
    return GeneralisationBound.Constant.allCases.flatMap { constant -> [GeneralisationBound] in
      guard let divisor = divisor(constant, largest), divisor > 0 else { return [] }
      let inputs = margins.map { $0 / divisor }
      let isProven = constant != .jacobian && isWhole
      let cube = bound.bound(
        constant, .cube, margins: inputs, discardedShare: settings.discardedShare, isProven: isProven,
        logCover: bound.cubeCover)
      let fitted = manifold.flatMap { manifold in
        bound.bound(
          constant, .manifold, margins: inputs, discardedShare: settings.discardedShare, isProven: false,
          logCover: manifold.logCover)
      }
      return [isCube ? cube : nil, fitted].compactMap { $0 }
    }
  }

  private func divisor(_ constant: GeneralisationBound.Constant, _ largest: Double) -> Double? {
    switch constant {
    case .jacobian: largest
    case .spectral: subject.constants?.spectral
    case .frobenius: subject.constants?.frobenius
    }
  }

  /// Different numbers below `total`, in a random order.
  static func draw(_ count: Int, of total: Int, seed: UInt64, stream: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed, words: [stream])
    return Array((0..<total).shuffled(using: &generator).prefix(count))
  }
}

extension Double {
  /// The number itself; nil for infinity and NaN.
  fileprivate var finite: Double? { isFinite ? self : nil }
}
