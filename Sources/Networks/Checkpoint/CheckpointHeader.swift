import Scattering

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
