/// The course of one network's training.
public struct TrainingCurve: Codable, Hashable, Sendable {
  public var network: String
  public var labelCount: Int
  public var epochs: [TrainingEpoch]

  public init(network: String, labelCount: Int, epochs: [TrainingEpoch]) {
    (self.network, self.labelCount, self.epochs) = (network, labelCount, epochs)
  }
}
