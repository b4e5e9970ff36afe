import FoundationEssentials
import Scattering

/// A transform of either precision, on memory without a type.
protocol InterfaceTransform: Sendable {
  var signalCount: Int { get }
  var featureCount: Int { get }
  /// Bytes of a sample.
  var sampleSize: Int { get }
  func description() throws(InterfaceError) -> String
  func execute(_ signals: UnsafeRawPointer, _ count: Int, _ features: UnsafeMutableRawPointer)
  func pushforward(
    _ signals: UnsafeRawPointer, _ tangents: UnsafeRawPointer, _ count: Int,
    _ features: UnsafeMutableRawPointer)
  func pullback(
    _ signals: UnsafeRawPointer, _ cotangents: UnsafeRawPointer, _ count: Int,
    _ gradients: UnsafeMutableRawPointer)
}

extension InterfaceTransform {
  var memory: InterfaceMemory { InterfaceMemory(sampleSize: sampleSize) }
}

/// A transform of one precision.
final class TransformHandle<Sample: ScatteringScalar>: InterfaceTransform {
  private let request: TransformRequest
  private let transform: ScatteringTransform<Sample>

  init(_ request: TransformRequest, _ transform: ScatteringTransform<Sample>) {
    (self.request, self.transform) = (request, transform)
  }

  var signalCount: Int { transform.configuration.shape.count }
  var featureCount: Int { transform.featureCount }
  var sampleSize: Int { MemoryLayout<Sample>.stride }

  func description() throws(InterfaceError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(
        decoding: try encoder.encode(TransformDescription(request, transform.plan)), as: UTF8.self)
    } catch {
      throw InterfaceError("\(error)")
    }
  }

  func execute(_ signals: UnsafeRawPointer, _ count: Int, _ features: UnsafeMutableRawPointer) {
    transform.execute(
      signals.assumingMemoryBound(to: Sample.self), count: count,
      into: features.assumingMemoryBound(to: Sample.self))
  }

  func pushforward(
    _ signals: UnsafeRawPointer, _ tangents: UnsafeRawPointer, _ count: Int,
    _ features: UnsafeMutableRawPointer
  ) {
    transform.pushforward(
      at: signals.assumingMemoryBound(to: Sample.self), along: tangents.assumingMemoryBound(to: Sample.self),
      count: count, into: features.assumingMemoryBound(to: Sample.self))
  }

  func pullback(
    _ signals: UnsafeRawPointer, _ cotangents: UnsafeRawPointer, _ count: Int,
    _ gradients: UnsafeMutableRawPointer
  ) {
    transform.pullback(
      at: signals.assumingMemoryBound(to: Sample.self), cotangents.assumingMemoryBound(to: Sample.self),
      count: count, into: gradients.assumingMemoryBound(to: Sample.self))
  }
}

/// What `scattering_describe` says.
private struct TransformDescription: Encodable {
  struct Path: Encodable {
    let name: String
    let order, offset: Int
    let shape: Shape
    let spacing, origin: [Int]
    let steps: [ScatteringPath.Step]
    let acrossPaths, position: ScatteringPath.Step?
  }

  let configuration: ScatteringConfiguration
  let precision: TransformRequest.Precision
  let threads, signalCount, featureCount: Int
  let weight: Double
  /// Samples added before and behind each axis.
  let padding: [[Int]]
  let paths: [Path]

  init(_ request: TransformRequest, _ plan: ScatteringPlan) {
    (configuration, precision, threads) = (request.configuration, request.precision, request.threads)
    (signalCount, featureCount) = (request.configuration.shape.count, plan.layout.count)
    weight = plan.distanceWeight
    padding = plan.axes.map { [$0.margin, $0.padded - $0.count - $0.margin] }
    paths = zip(plan.paths, plan.layout.entries).enumerated().map { index, pair in
      let (path, entry) = pair
      return Path(
        name: path.description, order: path.order, offset: entry.offset, shape: entry.shape,
        spacing: plan.spacing(ofPath: index), origin: plan.origin(ofPath: index), steps: path.steps,
        acrossPaths: path.acrossPaths, position: path.position)
    }
  }
}
