import Scattering

/// Random choices among labelled samples that treat every class alike; a seed fixes them on every machine.
///
/// Choices of different seeds are independent. Indices are those of the labels given; what is returned is ascending, so that it
/// does not tell in which order samples were drawn.
public struct StratifiedSplit: Sendable {
  public let seed: UInt64
  /// The indices of each class that occurs, by ascending label.
  private let classes: [(label: Int, indices: [Int])]
  private let count: Int

  public init(labels: [Int], seed: UInt64) {
    var indices: [Int: [Int]] = [:]
    for (index, label) in labels.enumerated() { indices[label, default: []].append(index) }
    classes = indices.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    (self.seed, count) = (seed, labels.count)
  }

  /// The indices of `count` samples, of every class as many as of any other, as far as it has them.
  ///
  /// What classes too small leave is shared evenly among the others; what does not divide goes to classes that the seed picks.
  /// - Throws: `SplitError` for more samples than there are, or fewer than classes.
  public func subset(count wanted: Int) throws(SplitError) -> [Int] {
    guard (1...max(count, 1)).contains(wanted), count > 0 else { throw .count(wanted, available: count) }
    guard wanted >= classes.count else { throw .fewerThanClasses(wanted, classes: classes.count) }
    return draw(count: wanted)
  }

  /// The indices of at most `count` samples, of every class as many as of any other, as far as it has them: all where there are not
  /// more, and one each of classes that the seed picks where there are more classes.
  /// - Precondition: `count` is not negative.
  public func draw(count wanted: Int) -> [Int] {
    precondition(wanted >= 0, "\(wanted) samples to draw")
    var generator = SeededGenerator(seed: seed)
    let quotas = evenQuotas(min(wanted, count), &generator)
    return zip(classes, quotas).flatMap { $0.indices.shuffled(using: &generator).prefix($1) }.sorted()
  }

  /// Holds out a share of every class: the nearest whole number of all samples, distributed over the classes by largest
  /// remainders, and at least one sample of each on either side.
  /// - Throws: `SplitError` unless 0 < share < 1 and every class has two samples.
  public func partition(testShare share: Double) throws(SplitError) -> Partition {
    guard share > 0, share < 1 else { throw .share(share) }
    try checkClasses(haveAtLeast: 2)
    var generator = SeededGenerator(seed: seed)
    let quotas = proportionalQuotas(share)
    let heldOut = zip(classes, quotas).flatMap { $0.indices.shuffled(using: &generator).prefix($1) }
    return partition(0..<count, heldOut: heldOut)
  }

  /// Divides all samples into `count` parts, of which sizes differ by at most one, in all and in each class; each is held out
  /// once. A class of fewer samples than parts is missing from some of the parts held out, never from what is learned from.
  /// - Throws: `SplitError` for fewer than two folds and for a class of one sample.
  public func folds(_ count: Int) throws(SplitError) -> [Partition] {
    guard count >= 2 else { throw .folds(count) }
    try checkClasses(haveAtLeast: 2)
    return distribute(into: count)
  }

  /// Stratified folds of labels in one call: `folds(_:)` of a split made for it.
  public static func folds(labels: [Int], count: Int, seed: UInt64) throws(SplitError) -> [Partition] {
    try StratifiedSplit(labels: labels, seed: seed).folds(count)
  }

  /// The class of fewest samples, the first of equals; of labels that are none, no class and no sample.
  var smallestClass: (label: Int, count: Int) {
    classes.map { ($0.label, $0.indices.count) }.min { $0.1 < $1.1 } ?? (0, 0)
  }

  /// Folds of all samples, or of each class its share of `sampleLimit` samples and `count` at least.
  ///
  /// - Parameter count: Two at least, and two samples of each class.
  func distribute(into count: Int, sampleLimit: Int? = nil) -> [Partition] {
    precondition(count >= 2, "\(count) folds")
    var generator = SeededGenerator(seed: seed)
    let chosen = classes.flatMap { _, indices in
      let share = sampleLimit.map { max(count, indices.count * $0 / self.count) } ?? indices.count
      return indices.shuffled(using: &generator).prefix(share)
    }
    return (0..<count).map { fold in
      partition(chosen, heldOut: stride(from: fold, to: chosen.count, by: count).map { chosen[$0] })
    }
  }

  private func checkClasses(haveAtLeast least: Int) throws(SplitError) {
    for (label, indices) in classes where indices.count < least {
      throw .smallClass(label, found: indices.count, expected: least)
    }
  }

  private func partition(_ indices: some Sequence<Int>, heldOut: [Int]) -> Partition {
    var isHeldOut = [Bool](repeating: false, count: count)
    for index in heldOut { isHeldOut[index] = true }
    return Partition(train: indices.filter { !isHeldOut[$0] }.sorted(), heldOut: heldOut.sorted())
  }

  /// How many of each class make `total`: rounds in which every class that has some left gives as many as the others.
  private func evenQuotas(_ total: Int, _ generator: inout SeededGenerator) -> [Int] {
    var quotas = [Int](repeating: 0, count: classes.count)
    var rest = total
    while rest > 0 {
      let open = quotas.indices.filter { quotas[$0] < classes[$0].indices.count }
      let share = rest / open.count
      guard share > 0 else {
        for index in open.shuffled(using: &generator).prefix(rest) { quotas[index] += 1 }
        break
      }
      for index in open {
        let given = min(share, classes[index].indices.count - quotas[index])
        quotas[index] += given
        rest -= given
      }
    }
    return quotas
  }

  /// How many of each class are held out.
  private func proportionalQuotas(_ share: Double) -> [Int] {
    let exact = classes.map { Double($0.indices.count) * share }
    var quotas = exact.map { Int($0) }
    let missing = Int((Double(count) * share).rounded()) - quotas.reduce(0, +)
    let byRemainder = exact.indices.sorted {
      let (first, second) = (exact[$0] - Double(quotas[$0]), exact[$1] - Double(quotas[$1]))
      return first != second ? first > second : $0 < $1
    }
    for index in byRemainder.prefix(max(missing, 0)) { quotas[index] += 1 }
    return zip(quotas, classes).map { min(max($0, 1), $1.indices.count - 1) }
  }
}

/// Samples to learn from and samples held out, by their indices: ascending, disjoint, together all that are looked at.
public struct Partition: Hashable, Sendable {
  public let train: [Int]
  public let heldOut: [Int]

  public init(train: [Int], heldOut: [Int]) { (self.train, self.heldOut) = (train, heldOut) }
}

/// The error of labelled samples that cannot be divided as asked.
public enum SplitError: Error, Equatable, Sendable {
  /// More samples than there are, or none.
  case count(Int, available: Int)
  /// Fewer samples than there are classes.
  case fewerThanClasses(Int, classes: Int)
  /// A class, by its number, of which too few samples are there to learn from some and hold out others.
  case smallClass(Int, found: Int, expected: Int)
  /// A share that leaves nothing on one side.
  case share(Double)
  /// Fewer than two folds.
  case folds(Int)
}

extension SplitError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .count(let count, let available):
      "labels to learn from: found \(count), expected 1 to \(available), as many as there are"
    case .fewerThanClasses(let count, let classes):
      "labels to learn from: found \(count), expected at least \(classes), one a class"
    case .smallClass(let label, let found, let expected):
      "class \(label): found \(found) \(found == 1 ? "sample" : "samples"), expected at least \(expected)"
    case .share(let share): "share held out: found \(share), expected above 0 and below 1"
    case .folds(let count): "folds: found \(count), expected at least 2"
    }
  }
}
