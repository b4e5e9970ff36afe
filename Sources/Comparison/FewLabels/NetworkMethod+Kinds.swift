import Deformations
import Networks
import Scattering

extension NetworkMethod {
  /// The small CNN: two convolutions of 5 x 5 and a hidden layer (`NetworkDescription.convolutional`).
  public static func convolutional(
    shape: Shape, classCount: Int, width: Int = 32, effort: TrainingEffort, checkpointFolder: String? = nil
  ) throws(NetworkError) -> NetworkMethod {
    let architecture = try NetworkDescription.convolutional(
      shape: shape, classCount: classCount, width: width)
    return try NetworkMethod(
      name: MethodKind.network.name, family: .network,
      detail:
        "two convolutions of 5 x 5, \(width) and \(2 * width) channels, with batch normalisation and pooling, a hidden layer with dropout, trained by gradient descent.",
      architecture: architecture, effort: effort, checkpointFolder: checkpointFolder)
  }

  /// The hybrid: two convolutions of 3 x 3 and a hidden layer on top of scattering (`NetworkDescription.scatteringHead`).
  public static func hybrid(
    _ transform: ScatteringTransform<Float>, classCount: Int, width: Int = 32, effort: TrainingEffort,
    checkpointFolder: String? = nil
  ) throws(NetworkError) -> NetworkMethod {
    let architecture = try NetworkDescription.hybrid(transform, classCount: classCount, width: width)
    let configuration = transform.configuration
    let isPooled = architecture.nodes.contains { if case .maximumPooling = $0.kind { true } else { false } }
    return try NetworkMethod(
      name: MethodKind.hybrid.name, family: .hybrid,
      detail:
        "scattering of J = \(configuration.scales), L = \(configuration.orientations) as first layers, batch normalisation, two convolutions of 3 x 3 and \(4 * width) channels, \(isPooled ? "pooling and " : "")a hidden layer with dropout on top, trained by gradient descent.",
      architecture: architecture, scattering: transform, effort: effort, checkpointFolder: checkpointFolder)
  }
}
