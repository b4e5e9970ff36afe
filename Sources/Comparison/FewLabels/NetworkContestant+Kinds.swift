import Networks
import Scattering

extension NetworkContestant {
  /// Two convolutions of 5 x 5 and a hidden layer (`NetworkDescription.convolutional`).
  public static func convolutional(
    shape: Shape, classCount: Int, effort: TrainingEffort, checkpointFolder: String? = nil
  ) throws(NetworkError) -> NetworkContestant {
    let architecture = try NetworkDescription.convolutional(
      input: [1] + shape.dimensions, classCount: classCount)
    return try NetworkContestant(
      name: ContestantKind.network.name, family: .network,
      detail:
        "two convolutions of 5 x 5 with batch normalisation and pooling, a hidden layer with dropout, trained by gradient descent.",
      architecture: architecture, effort: effort, checkpointFolder: checkpointFolder)
  }

  /// Two convolutions of 3 x 3 on top of scattering (`NetworkDescription.scatteringHead`).
  public static func hybrid(
    _ transform: ScatteringTransform<Float>, classCount: Int, effort: TrainingEffort,
    checkpointFolder: String? = nil
  ) throws(NetworkError) -> NetworkContestant {
    let input = [transform.paths.count] + transform.plan.outputShape.dimensions
    let architecture = try NetworkDescription.scatteringHead(input: input, classCount: classCount)
    let configuration = transform.configuration
    return try NetworkContestant(
      name: ContestantKind.hybrid.name, family: .hybrid,
      detail:
        "scattering of J = \(configuration.scales), L = \(configuration.orientations) as first layers, batch normalisation and two convolutions of 3 x 3 on top, trained by gradient descent.",
      architecture: architecture, scattering: transform, effort: effort, checkpointFolder: checkpointFolder)
  }
}
