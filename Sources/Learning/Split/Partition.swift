/// Samples to learn from and samples held out, by their places: ascending, disjoint, together all that are looked at.
public struct Partition: Hashable, Sendable {
  public let train: [Int]
  public let heldOut: [Int]

  public init(train: [Int], heldOut: [Int]) { (self.train, self.heldOut) = (train, heldOut) }
}
