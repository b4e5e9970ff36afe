import Scattering

/// Parts of samples that hold every class in equal shares, to within one sample.
struct StratifiedFolds {
  /// The fold of each sample; nil for those that are left out.
  let folds: [Int?]
  let count: Int

  /// - Parameters:
  ///   - count: Folds, two at least; as many as the smallest class has samples, where that is fewer.
  ///   - sampleLimit: Samples used, in equal shares of every class and `count` of each class at least.
  /// - Throws: `LearningError.singleSample` for a class that has one sample.
  init(
    _ labels: [Int], classCount: Int, count: Int, sampleLimit: Int?, seed: UInt64
  ) throws(LearningError) {
    precondition(count >= 2, "\(count) folds")
    var places = [[Int]](repeating: [], count: classCount)
    for (place, label) in labels.enumerated() { places[label].append(place) }
    if let single = places.firstIndex(where: { $0.count == 1 }) { throw .singleSample(class: single) }
    let used = min(count, places.map(\.count).filter { $0 > 0 }.min() ?? count)
    var generator = SeededGenerator(seed: seed)
    var folds = [Int?](repeating: nil, count: labels.count)
    var next = 0
    for places in places where !places.isEmpty {
      let share = sampleLimit.map { max(used, places.count * $0 / labels.count) } ?? places.count
      for place in places.shuffled(using: &generator).prefix(share) {
        folds[place] = next % used
        next += 1
      }
    }
    (self.folds, self.count) = (folds, used)
  }

  func training(_ fold: Int) -> [Int] { folds.indices.filter { folds[$0] != nil && folds[$0] != fold } }
  func validation(_ fold: Int) -> [Int] { folds.indices.filter { folds[$0] == fold } }
}
