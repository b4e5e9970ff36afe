import Arrays
import Learning
import Networks

/// Makes the standard methods of a comparison by their kinds.
public struct MethodMaker {
  private let split: DatasetSplit
  private let classCount: Int
  private let vectors: ScatteringVectors
  private let preset: ComparisonPreset
  private let checkpointFolder: String
  private let pooling: FeaturePooling

  /// - Parameters:
  ///   - vectors: Scattering features of the images of `split`.
  ///   - pooling: Whether classifiers of features take them at every position or as means.
  ///   - checkpointFolder: Where the course of a training is kept until it ends.
  public init(
    _ split: DatasetSplit, classCount: Int, vectors: ScatteringVectors, preset: ComparisonPreset,
    pooling: FeaturePooling = .chosen, checkpointFolder: String
  ) {
    (self.split, self.classCount, self.vectors) = (split, classCount, vectors)
    (self.preset, self.checkpointFolder, self.pooling) = (preset, checkpointFolder, pooling)
  }

  /// Makes one method a kind, in order. Features are computed only where a kind takes some.
  ///
  /// - Precondition: networks of images alone.
  /// - Throws: `LearningError` and `NetworkError`.
  public func make(
    _ kinds: [MethodKind], progress: (ScatteringVectors.Progress) -> Void = { _ in }
  ) throws -> [any ComparedMethod] {
    let pixels = VectorSet.pixels(train: split.train, at: vectors.trainIndices, test: split.test)
    let needsFeatures = kinds.contains { $0.order != nil && !$0.isNetwork }
    let features = needsFeatures ? vectors.sets(progress: progress) : nil
    return try kinds.map { kind in
      switch (kind, kind.order) {
      case (.network, _): try network
      case (.hybrid, _): try hybrid
      case (.leNet5, _):
        try NetworkMethod.leNet5(shape: shape, classCount: classCount, preset.effort, checkpointFolder)
      case (.residual, _):
        try NetworkMethod.residual(shape: shape, classCount: classCount, preset.effort, checkpointFolder)
      case (_, nil): try VectorMethod.standard(kind, vectors: pixels, areImages: areImages)
      case (_, let order):
        try VectorMethod.standard(
          kind, vectors: order == 1 ? features!.first : features!.all, pooling: pooling, areImages: areImages)
      }
    }
  }

  private var shape: Shape { split.train.signals.shape }
  private var areImages: Bool { shape.rank == 2 }

  private var network: NetworkMethod {
    get throws {
      try NetworkMethod.convolutional(
        shape: shape, classCount: classCount, width: preset.networkWidth,
        effort: preset.effort, checkpointFolder: checkpointFolder)
    }
  }

  private var hybrid: NetworkMethod {
    get throws {
      try NetworkMethod.hybrid(
        vectors.transform, classCount: classCount, width: preset.networkWidth, effort: preset.effort,
        checkpointFolder: checkpointFolder)
    }
  }
}
