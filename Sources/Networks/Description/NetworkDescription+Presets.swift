import Scattering

extension NetworkDescription {
  /// The small CNN: two convolutions with batch normalisation, rectifiers and 2 x 2 maximum pooling, a hidden layer with dropout, and the scores.
  /// - Parameters:
  ///   - input: `[channels, height, width]`, at least 4 x 4.
  ///   - widths: Channels of both convolutions.
  ///   - kernel: The odd size of both convolutions' kernels.
  ///   - hidden: Outputs of the hidden layer.
  public static func convolutional(
    input: [Int], classCount: Int, widths: (Int, Int) = (32, 64), kernel: Int = 5, hidden: Int = 256,
    dropout: Double = 0.5
  ) throws(NetworkError) -> NetworkDescription {
    try NetworkDescription(name: "CNN", input: input) { builder in
      for width in [widths.0, widths.1] {
        builder.add(
          .convolution(outputs: width, kernel: kernel, padding: kernel / 2, hasBias: false),
          .batchNormalisation(), .rectifier,
          .maximumPooling(size: 2, stride: 2))
      }
      builder.add(.flatten, .linear(outputs: hidden), .rectifier, .dropout(probability: dropout))
      builder.add(.linear(outputs: classCount), name: "scores")
    }
  }

  /// LeNet-5 (LeCun et al. 1998): convolutions of 6 and 16 channels, hyperbolic tangents, 2 x 2 averages, then 120, 84 and the
  /// scores; with plain averages and linear scores. Signals of 28 x 28 are padded to 32 x 32, as there.
  /// - Parameter input: `[channels, height, width]`, at least 12 x 12.
  public static func leNet5(input: [Int], classCount: Int) throws(NetworkError) -> NetworkDescription {
    try NetworkDescription(name: "LeNet-5", input: input) { builder in
      let padding = input.count == 3 && input[1] < 32 ? 2 : 0
      builder.add(
        .convolution(outputs: 6, kernel: 5, padding: padding), .hyperbolicTangent,
        .averagePooling(size: 2, stride: 2))
      builder.add(
        .convolution(outputs: 16, kernel: 5), .hyperbolicTangent, .averagePooling(size: 2, stride: 2))
      builder.add(
        .flatten, .linear(outputs: 120), .hyperbolicTangent, .linear(outputs: 84), .hyperbolicTangent)
      builder.add(.linear(outputs: classCount), name: "scores")
    }
  }

  /// The network that is trained on top of scattering: batch normalisation of every path, two convolutions of 3 x 3 with batch
  /// normalisation, 2 x 2 maximum pooling where planes are that large, a hidden layer with dropout, and the scores. Features
  /// keep their positions, which a mean over each plane would lose, and with it two points of accuracy (Docs/Accuracy.md).
  /// - Parameters:
  ///   - input: The transform's `[paths, height, width]`.
  ///   - width: Channels of both convolutions.
  ///   - hidden: Outputs of the hidden layer.
  public static func scatteringHead(
    input: [Int], classCount: Int, width: Int = 128, hidden: Int = 256, dropout: Double = 0.5
  ) throws(NetworkError) -> NetworkDescription {
    try NetworkDescription(name: "scattering + CNN", input: input) { builder in
      builder.add(.batchNormalisation())
      for _ in 0..<2 {
        builder.add(
          .convolution(outputs: width, kernel: 3, padding: 1, hasBias: false), .batchNormalisation(),
          .rectifier)
      }
      if input.dropFirst().allSatisfy({ $0 >= 2 }) { builder.add(.maximumPooling(size: 2, stride: 2)) }
      builder.add(.flatten, .linear(outputs: hidden), .rectifier, .dropout(probability: dropout))
      builder.add(.linear(outputs: classCount), name: "scores")
    }
  }

  /// A linear classifier of the batch-normalised inputs: of scattering, `scattering + linear` trained by gradient descent.
  public static func linear(input: [Int], classCount: Int) throws(NetworkError) -> NetworkDescription {
    try NetworkDescription(name: "linear", input: input) { builder in
      builder.add(.batchNormalisation(), .flatten)
      builder.add(.linear(outputs: classCount), name: "scores")
    }
  }
}

extension NetworkDescription {
  /// The dimensions `[channels x paths, height, width]` of a transform's features: the input of a network on top of scattering.
  public static func input(after transform: ScatteringTransform<Float>, channels: Int = 1) -> [Int] {
    [channels * transform.paths.count] + transform.plan.outputShape.dimensions
  }
}

extension NetworkDescription {
  /// The small CNN of a comparison: kernels of 3 x 3 and a hidden layer of a few hundred, which few labels do not overfit and which cost two fifths of the
  /// standard 5 x 5.
  package static func convolutional(shape: Shape, classCount: Int, width: Int) throws(NetworkError)
    -> NetworkDescription
  {
    try .convolutional(
      input: [1] + shape.dimensions, classCount: classCount, widths: (width, 2 * width), kernel: 3,
      hidden: 4 * width, dropout: 0.3)
  }

  /// The network on top of scattering of a comparison.
  package static func hybrid(
    _ transform: ScatteringTransform<Float>, classCount: Int, width: Int
  ) throws(NetworkError) -> NetworkDescription {
    try .scatteringHead(
      input: input(after: transform), classCount: classCount, width: 4 * width, hidden: 8 * width)
  }
}
