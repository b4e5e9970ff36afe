import Foundation
import Scattering
import Synchronization

/// A network with its parameters: made of nodes, with or without a scattering transform as its first layers, or read from a
/// TorchScript file. Immutable: training makes another one.
///
/// Made, saved and looked at without libtorch, which is opened when a network is first run.
public final class Network: Sendable {
  /// What computes the scores.
  enum Source: Sendable {
    case nodes(NetworkDescription)
    /// A TorchScript archive, with its layers.
    case script([UInt8], layers: [Layer])
  }

  /// One layer: its name, and how many numbers it has for one signal.
  public struct Layer: Hashable, Sendable {
    public let name: String
    public let size: Int
  }

  /// The network's name in reports.
  public let name: String
  /// The dimensions `[channels, height, width]` of what the network's own layers take: of images, or of features where scattering comes first.
  public let input: [Int]
  /// The arrays: kernels, biases, and what batch normalisation follows, in the order of the nodes.
  public let arrays: [NetworkArray]
  /// The transform that computes the first layers, if any.
  public let scattering: ScatteringTransform<Float>?
  let source: Source
  let parallel: Parallel
  private let single = Lazy<TorchNetwork<Float>>()
  private let double = Lazy<TorchNetwork<Double>>()
  private let doubleScattering = Lazy<ScatteringTransform<Double>?>()

  init(
    name: String, input: [Int], source: Source, arrays: [NetworkArray],
    scattering: ScatteringTransform<Float>? = nil, parallel: Parallel
  ) {
    (self.name, self.input, self.source, self.arrays) = (name, input, source, arrays)
    (self.scattering, self.parallel) = (scattering, parallel)
  }

  /// A network whose weights are drawn: the same on every machine for a seed.
  /// - Parameters:
  ///   - scattering: The transform that comes first; the description's input is then `[channels x paths, height, width]` of its
  ///     features.
  /// - Throws: `NetworkError.mismatchedShape` where features do not fit the description.
  public convenience init(
    _ description: NetworkDescription, seed: UInt64, scattering: ScatteringTransform<Float>? = nil,
    parallel: Parallel = Parallel()
  ) throws(NetworkError) {
    try self.init(
      description, arrays: description.initialArrays(seed: seed), scattering: scattering, parallel: parallel)
  }

  /// A network with given arrays, in the order and of the dimensions that `arrays` has for its description.
  /// - Throws: `NetworkError.mismatchedShape` naming the first that does not fit.
  public convenience init(
    _ description: NetworkDescription, arrays: [NetworkArray], scattering: ScatteringTransform<Float>? = nil,
    parallel: Parallel = Parallel()
  ) throws(NetworkError) {
    if let scattering { try description.check(follows: scattering) }
    try description.check(arrays)
    self.init(
      name: description.name, input: description.input, source: .nodes(description), arrays: arrays,
      scattering: scattering, parallel: parallel)
  }

  /// The description of the network's nodes; nil for a TorchScript file.
  public var description: NetworkDescription? {
    if case .nodes(let description) = source { description } else { nil }
  }

  /// The number of parameters that training changes: the elements of all arrays but followed means and variances.
  public var parameterCount: Int {
    arrays.filter(\.role.isTrained).reduce(0) { $0 + $1.elements.count }
  }

  /// Every layer in the order of execution; the last gives the scores. The scattering transform is none of them.
  public var layers: [Layer] {
    switch source {
    case .nodes(let description):
      zip(description.nodes, description.shapes).map { Layer(name: $0.name, size: $1.reduce(1, *)) }
    case .script(_, let layers): layers
    }
  }

  /// The number of scores of one image.
  public var classCount: Int { layers.last!.size }

  /// The dimensions of one image, `[channels, height, width]`.
  public var imageInput: [Int] {
    guard let scattering else { return input }
    return [input[0] / scattering.paths.count] + scattering.configuration.shape.dimensions
  }

  /// `height x width` of one channel of an image.
  var planeShape: Shape {
    // Sizes were checked when the network was described.
    try! Shape(Array(imageInput[1...]))
  }

  /// The axes of one image as a signal: `height x width` of one channel, else `channels x height x width`.
  public var imageShape: Shape {
    let input = imageInput
    return input[0] == 1 ? planeShape : try! Shape(input)
  }
}

extension Network {
  /// The network in single precision.
  func singleTorch() throws(NetworkError) -> TorchNetwork<Float> {
    try single { () throws(NetworkError) in try makeTorch() }
  }

  /// The network in double precision.
  func doubleTorch() throws(NetworkError) -> TorchNetwork<Double> {
    try double { () throws(NetworkError) in try makeTorch() }
  }

  /// The transform in double precision.
  func doubleTransform() -> ScatteringTransform<Double>? {
    doubleScattering { scattering.map { ScatteringTransform($0.configuration, parallel: parallel) } }
  }

  private func makeTorch<Sample>() throws(NetworkError) -> TorchNetwork<Sample> {
    switch source {
    case .nodes(let description):
      try TorchNetwork(description, arrays, threads: parallel.threads)
    case .script(let bytes, _):
      try TorchNetwork(script: bytes, name: name, input: input, threads: parallel.threads)
    }
  }
}

extension NetworkDescription {
  /// - Throws: `NetworkError.mismatchedShape` unless the input is features of the transform.
  fileprivate func check(follows transform: ScatteringTransform<Float>) throws(NetworkError) {
    let (paths, shape) = (transform.paths.count, transform.plan.outputShape)
    guard input[0] % paths == 0, Array(input[1...]) == shape.dimensions else {
      throw .mismatchedShape(
        "input of \(name)", found: "\(input)",
        expected:
          "[channels x \(paths), \(shape[0]), \(shape[1])], features of \(transform.configuration.shape)")
    }
  }

  /// - Throws: `NetworkError.mismatchedShape` unless the arrays are those of the nodes.
  fileprivate func check(_ arrays: [NetworkArray]) throws(NetworkError) {
    let layouts = arrayLayouts
    guard arrays.count == layouts.count else {
      throw .mismatchedShape("arrays of \(name)", found: "\(arrays.count)", expected: "\(layouts.count)")
    }
    for (array, layout) in zip(arrays, layouts)
    where array.dimensions != layout.dimensions || array.role != layout.role {
      throw .mismatchedShape(
        "\(nodes[layout.node].name)", found: "a \(array.role) of \(array.dimensions)",
        expected: "a \(layout.role) of \(layout.dimensions)")
    }
  }
}

/// A value that is made when it is first asked for.
final class Lazy<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  /// The value; `make` is called until it succeeds once.
  func callAsFunction<Failure: Error>(_ make: () throws(Failure) -> Value) throws(Failure) -> Value {
    try value.withLock { value throws(Failure) in
      if let value { return value }
      let made = try make()
      value = made
      return made
    }
  }
}
