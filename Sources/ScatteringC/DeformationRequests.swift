import Deformations
import FoundationEssentials
import Scattering

/// What `scattering_field` is asked for.
struct FieldRequest: Decodable {
  private let generator: DeformationGenerator
  private let seed: UInt64
  private let image, field: Int

  private enum CodingKeys: CodingKey {
    case kind, amplitude, shape, seed, image, field, cutoff, exponent
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let name = try values.decode(String.self, forKey: .kind)
    let amplitude = try values.decode(Double.self, forKey: .amplitude)
    let shape = try signalShape(values.decode([Int].self, forKey: .shape))
    // The decoder calls numbers that do not fit invalid JSON.
    guard let seed = try? values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 0 else {
      throw InterfaceError("seed must be a whole number from 0 to 2^64 - 1")
    }
    self.seed = seed
    image = try values.decodeIfPresent(Int.self, forKey: .image) ?? 0
    field = try values.decodeIfPresent(Int.self, forKey: .field) ?? 0
    let cutoff = try values.decodeIfPresent(Int.self, forKey: .cutoff) ?? 5
    let exponent = try values.decodeIfPresent(Double.self, forKey: .exponent) ?? 0.5

    guard let kind = DeformationKind(rawValue: name), kind.hasField else {
      let known = DeformationKind.allCases.filter(\.hasField).map(\.rawValue).joined(separator: ", ")
      throw InterfaceError("kind is \"\(name)\", but it must be one of \(known)")
    }
    guard kind.isDefined(rank: shape.rank) else {
      throw InterfaceError("kind is \"\(name)\", which signals of one axis do not have")
    }
    guard amplitude >= 0, amplitude.isFinite else {
      throw InterfaceError("amplitude is \(amplitude), but it must be finite and not negative")
    }
    guard image >= 0, field >= 0 else {
      throw InterfaceError("image is \(image) and field \(field), but they must not be negative")
    }
    guard exponent > 0, exponent < 1 else {
      throw InterfaceError("exponent is \(exponent), but it must lie between 0 and 1")
    }
    try Self.check(kind, amplitude, shape, cutoff)
    // With first and second derivatives.
    try checkMemory(
      Double(8 * shape.count * shape.rank * (1 + shape.rank + shape.rank * shape.rank)),
      "fields of signals of \(shape)")
    generator = DeformationGenerator(
      kind, amplitude: amplitude, shape: shape, cutoff: cutoff, exponent: exponent)
  }

  private static func check(
    _ kind: DeformationKind, _ amplitude: Double, _ shape: Shape, _ cutoff: Int
  ) throws(InterfaceError) {
    let shortest = shape.dimensions.min()!
    switch kind {
    case .elastic, .rough:
      // Sines have modes up to n - 2, of which one of all axes must be no longer than the cutoff.
      let least = shape.rank == 3 ? 2 : 1
      let cutoff = kind == .rough ? shortest - 2 : cutoff
      guard shortest >= 3, cutoff >= least, cutoff <= 1 << 16 else {
        throw InterfaceError(
          kind == .rough || shortest < 3
            ? "shape is \(shape), but \(kind.rawValue) fields take at least \(least + 2) samples along each axis"
            : "cutoff is \(cutoff), but it must be \(least) to \(1 << 16)")
      }
    case .rotation:
      // In any plane a corner is at least half the shortest side's root of two from the centre, and so moves by up to more than a side.
      guard amplitude <= Double(shortest - 1) else {
        throw InterfaceError(
          "amplitude is \(amplitude), but rotations of signals of \(shape) move samples by at most \(shortest - 1) here"
        )
      }
      fallthrough
    case .dilation, .shear:
      guard shortest >= 2 else {
        throw InterfaceError(
          "shape is \(shape), but \(kind.rawValue)s take at least 2 samples along each axis")
      }
    case .translation, .noise: break
    }
  }

  var displacement: Signal<Double> {
    var random = SeededGenerator(
      seed: seed, kind: generator.kind, amplitude: generator.amplitude, image: image, field: field)
    return generator.field(using: &random).displacement
  }
}

/// What `scattering_warp` is asked for.
struct WarpRequest: Decodable {
  enum Interpolation: String, Decodable {
    case reference, fast, linear
  }

  /// Memory that warped signals may take at a time, in bytes, where one alone does not take more.
  private static let chunk = 1 << 28

  private let shape: Shape
  private let interpolation: Interpolation
  private let boundary: WarpBoundary
  private let threads: Int

  private enum CodingKeys: CodingKey {
    case shape, interpolation, boundary, threads
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    shape = try signalShape(values.decode([Int].self, forKey: .shape))
    interpolation = try values.decodeIfPresent(Interpolation.self, forKey: .interpolation) ?? .reference
    boundary = try values.decodeIfPresent(WarpBoundary.self, forKey: .boundary) ?? .reflect
    threads = try threadCount(values.decodeIfPresent(Int.self, forKey: .threads))
    try checkMemory(Double(signalBytes), "warps of a signal of \(shape)")
  }

  var signalCount: Int { shape.count }
  var fieldCount: Int { shape.count * shape.rank }

  /// Bytes that one signal takes while it is warped.
  private var signalBytes: Int {
    let factor =
      switch interpolation {
      case .reference: 8
      case .fast: 2
      case .linear: 1
      }
    return 8 * shape.count * shape.dimensions.reduce(1) { product, _ in product * factor }
  }

  /// - Throws: `InterfaceError` for displacements that are not finite.
  func run(
    _ signals: UnsafePointer<Double>, _ count: Int, _ displacement: UnsafePointer<Double>,
    _ warped: UnsafeMutablePointer<Double>
  ) throws(InterfaceError) {
    guard (0..<fieldCount).allSatisfy({ displacement[$0].isFinite }) else {
      throw InterfaceError("displacement holds a number that is not finite")
    }
    let parallel = Parallel(threads: threads)
    let warp: SplineWarp =
      switch interpolation {
      case .reference: .reference(boundary: boundary, parallel: parallel)
      case .fast: .fast(boundary: boundary, parallel: parallel)
      case .linear: .bilinear(boundary: boundary, parallel: parallel)
      }
    nonisolated(unsafe) let (displacement, warped) = (displacement, warped)
    for start in stride(from: 0, to: count, by: max(1, Self.chunk / signalBytes)) {
      let number = min(max(1, Self.chunk / signalBytes), count - start)
      let samples = UnsafeBufferPointer(start: signals + start * signalCount, count: number * signalCount)
      let prepared = warp.prepare(Signal(Array(samples), batch: [number], shape: shape))
      parallel.forEach(number) { _, index in
        prepared.warp(index, by: displacement, into: warped + (start + index) * signalCount, gradient: nil)
      }
    }
  }
}

/// The axes of a signal, one to three.
private func signalShape(_ dimensions: [Int]) throws(InterfaceError) -> Shape {
  // With a limit, so that products with it stay numbers.
  guard let shape = try? Shape(dimensions), shape.count <= 1 << 40 else {
    throw InterfaceError(
      "shape is \(dimensions), but it must be one to three axes of at least one sample, 2^40 in all")
  }
  return shape
}
