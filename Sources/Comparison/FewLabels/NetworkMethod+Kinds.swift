import Deformations
import Networks
import Scattering

extension NetworkMethod {
  /// The small CNN: two convolutions of 3 x 3 and a hidden layer (`NetworkDescription.convolutional`).
  public static func convolutional(
    shape: Shape, classCount: Int, width: Int = 32, effort: TrainingEffort, checkpointFolder: String? = nil
  ) throws(NetworkError) -> NetworkMethod {
    let architecture = try NetworkDescription.convolutional(
      shape: shape, classCount: classCount, width: width)
    return try NetworkMethod(
      name: MethodKind.network.name, family: .network,
      detail:
        "two convolutions of 3 x 3, \(width) and \(2 * width) channels, with batch normalisation and pooling, a hidden layer with dropout, trained by AdamW.",
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
        "scattering of J = \(configuration.scales), L = \(configuration.orientations) as first layers, batch normalisation, two convolutions of 3 x 3 and \(4 * width) channels, \(isPooled ? "pooling and " : "")a hidden layer with dropout on top, trained by AdamW.",
      architecture: architecture, scattering: transform, effort: effort, checkpointFolder: checkpointFolder)
  }
}

extension NetworkMethod {
  /// LeNet-5 (`NetworkDescription.leNet5`), on images of at least 12 x 12.
  static func leNet5(
    shape: Shape, classCount: Int, _ effort: TrainingEffort, _ checkpointFolder: String?
  ) throws(NetworkError) -> NetworkMethod {
    try NetworkMethod(
      name: MethodKind.leNet5.name, family: .network,
      detail:
        "LeNet-5: convolutions of 5 x 5, 6 and 16 channels, hyperbolic tangents, averages, hidden layers of 120 and 84, trained by AdamW.",
      architecture: .leNet5(input: [1] + shape.dimensions, classCount: classCount), effort: effort,
      checkpointFolder: checkpointFolder)
  }

  /// The residual network of depth 8 and 16, 32 and 64 channels (`NetworkDescription.residual`).
  static func residual(
    shape: Shape, classCount: Int, _ effort: TrainingEffort, _ checkpointFolder: String?
  ) throws(NetworkError) -> NetworkMethod {
    try NetworkMethod(
      name: MethodKind.residual.name, family: .network,
      detail:
        "a residual network of depth 8, three stages of 16, 32 and 64 channels, with batch normalisation, trained by AdamW.",
      architecture: .residual(input: [1] + shape.dimensions, classCount: classCount), effort: effort,
      checkpointFolder: checkpointFolder)
  }
}
