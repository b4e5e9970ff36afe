/// Samples to learn from and samples held out, by their places: ascending, disjoint, all samples together.
public struct Partition: Hashable, Sendable {
  public let train: [Int]
  public let heldOut: [Int]

  public init(train: [Int], heldOut: [Int]) { (self.train, self.heldOut) = (train, heldOut) }
}
