import ArgumentParser
import Networks
import Scattering

/// What is trained.
struct ArchitectureOptions: ParsableArguments {
  @Option(
    help: """
      cnn: two convolutions. lenet5: LeNet-5. resnet: the residual network for 32 x 32. hybrid: convolutions on top of \
      scattering. linear: a linear classifier on top of scattering.
      """)
  var architecture = Architecture.cnn

  @Option(help: ArgumentHelp("Depth of the residual network: 8, 14, 20, ...", valueName: "n"))
  var depth = 8

  @Option(
    help: ArgumentHelp(
      "Channels: of the first convolution, of the residual network's first stage, of the hybrid's; 32, 16 and 128 by default.",
      valueName: "n"))
  var width: Int?

  @Option(help: ArgumentHelp("The share of numbers that dropout sets to 0 while training.", valueName: "p"))
  var dropout: Double?

  func validate() throws {
    guard depth >= 8, depth % 6 == 2 else {
      throw ValidationError("--depth is \(depth), but it must be 8, 14, 20, ...")
    }
    if let width { try check("--width", width, in: 1...4096) }
    if let dropout, !(0..<1).contains(dropout) {
      throw ValidationError("--dropout is \(dropout), but it must be at least 0 and below 1.")
    }
  }

  /// A network with drawn weights.
  /// - Parameters:
  ///   - transform: Makes the scattering transform, called only where one is needed.
  func network(
    shape: Shape, classCount: Int, seed: UInt64, parallel: Parallel,
    transform: () throws -> ScatteringTransform<Float>
  ) throws -> Network {
    guard architecture.hasScattering else {
      return try Network(
        try description(input: [1] + shape.dimensions, classCount: classCount), seed: seed, parallel: parallel
      )
    }
    let transform = try transform()
    let description = try description(
      input: NetworkDescription.input(after: transform), classCount: classCount)
    return try Network(description, seed: seed, scattering: transform, parallel: parallel)
  }

  private func description(input: [Int], classCount: Int) throws(NetworkError) -> NetworkDescription {
    switch architecture {
    case .cnn:
      let width = width ?? 32
      return try .convolutional(
        input: input, classCount: classCount, widths: (width, 2 * width), dropout: dropout ?? 0.5)
    case .lenet5: return try .leNet5(input: input, classCount: classCount)
    case .resnet:
      return try .residual(input: input, classCount: classCount, depth: depth, width: width ?? 16)
    case .hybrid:
      return try .scatteringHead(
        input: input, classCount: classCount, width: width ?? 128, dropout: dropout ?? 0.5)
    case .linear: return try .linear(input: input, classCount: classCount)
    }
  }
}

/// The networks that can be trained by name.
enum Architecture: String, CaseIterable, ExpressibleByArgument {
  case cnn
  case lenet5
  case resnet
  case hybrid
  case linear

  /// Whether scattering computes the first layers.
  var hasScattering: Bool { self == .hybrid || self == .linear }
}
