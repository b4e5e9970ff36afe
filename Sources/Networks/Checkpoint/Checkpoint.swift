import Scattering

/// A network in a file, with the state of its training where it is not finished.
package struct Checkpoint {
  /// What the rest of a training depends on besides arrays.
  struct Training: Codable, Hashable {
    var settings: TrainingSettings
    /// The digest of the images and labels.
    var digest: String
    var history: [TrainingRecord]
    var bestEpoch: Int
    var bestAccuracy: Double
  }

  let description: NetworkDescription
  let scattering: ScatteringConfiguration?
  let arrays: [NetworkArray]
  var training: Training?
  /// What the optimiser keeps, in the order of the arrays.
  var state: [[Float]] = []
  /// The arrays of the best epoch; empty without training.
  var best: [NetworkArray] = []

  init(_ description: NetworkDescription, scattering: ScatteringConfiguration?, arrays: [NetworkArray]) {
    (self.description, self.scattering, self.arrays) = (description, scattering, arrays)
  }
}

/// The JSON at the start of a checkpoint: all but the numbers of arrays, which follow in the order arrays, state, best.
struct CheckpointHeader: Codable {
  let description: NetworkDescription
  let scattering: ScatteringConfiguration?
  let training: Checkpoint.Training?
  /// The number of floats of each array of the optimiser.
  let state: [Int]
  /// Whether the arrays of the best epoch follow.
  let hasBest: Bool
}
