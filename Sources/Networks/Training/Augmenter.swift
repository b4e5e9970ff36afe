import Arrays
import Deformations

/// Changes images by what an `Augmentation` draws for them.
struct Augmenter {
  let augmentation: Augmentation
  private let channels, height, width: Int
  private let field: ElasticField?

  /// - Parameter input: `[channels, height, width]`.
  init(_ augmentation: Augmentation, input: [Int]) {
    self.augmentation = augmentation
    (channels, height, width) = (input[0], input[1], input[2])
    field =
      augmentation.elastic > 0 ? ElasticField(shape: [height, width], cutoff: augmentation.cutoff) : nil
  }

  /// Writes one image as it is drawn to be.
  func write(
    _ image: UnsafePointer<Float>, to out: UnsafeMutablePointer<Float>, using generator: inout SeededGenerator
  ) {
    let isMirrored = augmentation.isMirrored && generator.next() >> 63 == 1
    let shifts = (0..<2).map { _ in
      Int.random(in: -augmentation.shift...augmentation.shift, using: &generator)
    }
    let move = Move(height: height, width: width, isMirrored: isMirrored, down: shifts[0], right: shifts[1])
    let count = height * width
    guard let field else {
      for channel in 0..<channels { move.shift(image + channel * count, to: out + channel * count) }
      return
    }
    let coefficients = field.maximumEntropyCoefficients(delta: augmentation.elastic, using: &generator)
    field.displacement(coefficients: coefficients).withUnsafeSamples { tau in
      for channel in 0..<channels { move.warp(image + channel * count, by: tau, to: out + channel * count) }
    }
  }
}

extension Augmenter {
  /// Some images as they are drawn to be, one behind the other.
  /// - Parameter generator: Draws for the image of an index.
  func changed(
    _ images: Signal<Float>, _ chosen: [Int], parallel: Parallel,
    generator: @Sendable (Int) -> SeededGenerator
  ) -> [Float] {
    let size = channels * height * width
    return [Float](unsafeUninitializedCapacity: chosen.count * size) { out, count in
      images.withUnsafeSamples { samples in
        nonisolated(unsafe) let (out, samples) = (out.baseAddress!, samples.baseAddress!)
        parallel.forEach(chosen.count) { _, index in
          var generator = generator(chosen[index])
          write(samples + chosen[index] * size, to: out + index * size, using: &generator)
        }
      }
      count = chosen.count * size
    }
  }
}

extension Augmentation {
  /// The images as they are drawn to be.
  /// - Parameters:
  ///   - images: Along one batch axis, each of one plane.
  ///   - generator: Draws for the image of an index.
  package func applied(
    to images: Signal<Float>, parallel: Parallel, generator: @Sendable (Int) -> SeededGenerator
  ) -> Signal<Float> {
    let augmenter = Augmenter(self, input: [1] + images.shape.dimensions)
    let samples = augmenter.changed(
      images, Array(0..<images.batchCount), parallel: parallel, generator: generator)
    return Signal(samples, batch: [images.batchCount], shape: images.shape)
  }
}

/// Where one image's samples come from.
private struct Move {
  let height, width: Int
  let isMirrored: Bool
  let down, right: Int

  /// Whole pixels only.
  func shift(_ plane: UnsafePointer<Float>, to out: UnsafeMutablePointer<Float>) {
    let columns = (0..<width).map { Self.mirror(isMirrored ? width - 1 - $0 + right : $0 - right, width) }
    for row in 0..<height {
      let source = plane + Self.mirror(row - down, height) * width
      for column in 0..<width { out[row * width + column] = source[columns[column]] }
    }
  }

  /// Linear interpolation at `u - tau(u)`, the whole pixels besides.
  func warp(
    _ plane: UnsafePointer<Float>, by tau: UnsafeBufferPointer<Double>, to out: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<height {
      for column in 0..<width {
        let offset = row * width + column
        let y = Double(row - down) - tau[offset]
        let x =
          Double(isMirrored ? width - 1 - column + right : column - right) - tau[height * width + offset]
        out[offset] = sample(plane, y, x)
      }
    }
  }

  private func sample(_ plane: UnsafePointer<Float>, _ y: Double, _ x: Double) -> Float {
    let (top, left) = (y.rounded(.down), x.rounded(.down))
    let (b, r) = (Float(y - top), Float(x - left))
    let (upper, lower) = (Self.mirror(Int(top), height) * width, Self.mirror(Int(top) + 1, height) * width)
    let (first, second) = (Self.mirror(Int(left), width), Self.mirror(Int(left) + 1, width))
    return (1 - b) * ((1 - r) * plane[upper + first] + r * plane[upper + second])
      + b * ((1 - r) * plane[lower + first] + r * plane[lower + second])
  }

  /// The sample that stands at a position where images go on mirrored about their outer edges.
  private static func mirror(_ position: Int, _ count: Int) -> Int {
    if position >= 0, position < count { return position }
    let folded = ((position % (2 * count)) + 2 * count) % (2 * count)
    return folded < count ? folded : 2 * count - 1 - folded
  }
}
