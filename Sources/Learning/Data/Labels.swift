/// The classes of samples: a number each, and what the numbers stand for.
public struct Labels: Codable, Hashable, Sendable {
  /// The class of each sample, in `0..<classNames.count`.
  public let values: [Int]
  public let classNames: [String]

  /// - Precondition: every value is the index of a name.
  public init(values: [Int], classNames: [String]) {
    precondition(values.allSatisfy(classNames.indices.contains), "a label outside 0..<\(classNames.count)")
    (self.values, self.classNames) = (values, classNames)
  }

  /// Labels by name. Classes are in the order of their names: of the numbers, where all names are whole numbers, and
  /// otherwise of the Unicode scalars.
  public init(names: [String]) {
    let distinct = Array(Set(names))
    let areNumbers = distinct.allSatisfy { Int($0) != nil }
    let classNames = distinct.sorted { first, second in
      if areNumbers, Int(first)! != Int(second)! { return Int(first)! < Int(second)! }
      return first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    }
    let numbers = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($0.element, $0.offset) })
    self.init(values: names.map { numbers[$0]! }, classNames: classNames)
  }

  public var classCount: Int { classNames.count }

  /// The number of samples of each class.
  public var counts: [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for value in values { counts[value] += 1 }
    return counts
  }
}
