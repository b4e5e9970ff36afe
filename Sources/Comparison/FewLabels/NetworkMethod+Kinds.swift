import Deformations
import Networks
import Scattering

extension NetworkMethod {
  /// The small CNN: two convolutions of 3 x 3 and a hidden layer (`NetworkDescription.convolutional`).
  public static func convolutional(
    shape: Shape, classCount: Int, width: Int = 32, effort: TrainingEffort, checkpointFolder: String? = nil
  ) throws(NetworkError) -> NetworkMethod {
    try NetworkMethod(
      .network, .convolutional(shape: shape, classCount: classCount, width: width),
      "two convolutions of 3 x 3, \(width) and \(2 * width) channels, with batch normalisation and pooling, a hidden layer with dropout",
      effort, checkpointFolder)
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
      .leNet5, .leNet5(input: [1] + shape.dimensions, classCount: classCount),
      "LeNet-5: convolutions of 5 x 5, 6 and 16 channels, hyperbolic tangents, averages, hidden layers of 120 and 84",
      effort, checkpointFolder)
  }

  /// The residual network of depth 8 and 16, 32 and 64 channels (`NetworkDescription.residual`).
  static func residual(
    shape: Shape, classCount: Int, _ effort: TrainingEffort, _ checkpointFolder: String?
  ) throws(NetworkError) -> NetworkMethod {
    try NetworkMethod(
      .residual, .residual(input: [1] + shape.dimensions, classCount: classCount),
      "a residual network of depth 8, three stages of 16, 32 and 64 channels, with batch normalisation",
      effort, checkpointFolder)
  }

  /// A network on the images themselves.
  /// - Parameter layers: What it is made of, in words.
  private init(
    _ kind: MethodKind, _ architecture: NetworkDescription, _ layers: String, _ effort: TrainingEffort,
    _ checkpointFolder: String?
  ) throws(NetworkError) {
    try self.init(
      name: kind.name, family: .network, detail: "\(layers), trained by AdamW.", architecture: architecture,
      effort: effort, checkpointFolder: checkpointFolder)
  }
}
