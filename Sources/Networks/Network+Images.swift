import Arrays
import Numerical

extension Network {
  /// How many images libtorch is given at a time.
  static let batchLimit = 256

  /// The number of images in a signal, whose channels may be its last batch axis or its first axis.
  /// - Throws: `NetworkError.mismatchedShape`.
  func validatedImageCount<Sample>(_ images: Signal<Sample>) throws(NetworkError) -> Int {
    let input = imageInput
    if images.shape.dimensions == input || (input[0] == 1 && images.shape.dimensions == Array(input[1...])) {
      return images.batchCount
    }
    guard images.shape.dimensions == Array(input[1...]), images.batch.last == input[0] else {
      throw .mismatchedShape(
        "images for \(name)", found: "batch \(images.batch) of \(images.shape)",
        expected: "[batch, \(input[0]), \(input[1]), \(input[2])]")
    }
    return images.batchCount / input[0]
  }

  /// The scores of images, `[image, class]`, in single precision, with nothing at random.
  /// - Parameter images: `[batch, height, width]` or `[batch, channels, height, width]`.
  /// - Throws: `NetworkError`, for instance for images of another size.
  public func scores(of images: Signal<Float>) throws(NetworkError) -> Matrix<Float> {
    let count = try validatedImageCount(images)
    let (torch, last) = (try singleTorch(), layers.count - 1)
    var values: [Float] = []
    values.reserveCapacity(count * classCount)
    for range in Self.batches(count) {
      values += try torch.evaluate(last, size: classCount, at: networkInputs(images, range))
    }
    return Matrix(values, rows: count, columns: classCount)
  }

  /// What the network's own layers take for some images: their samples, or their features.
  func networkInputs(_ images: Signal<Float>, _ range: Range<Int>) -> [Float] {
    let slice = slice(images, range)
    return scattering?(slice).samples ?? slice.samples
  }

  /// Some images, each channel a signal where scattering comes first.
  func slice<Sample>(_ images: Signal<Sample>, _ range: Range<Int>) -> Signal<Sample> {
    let input = imageInput
    let count = input.reduce(1, *)
    return images.withUnsafeSamples { samples in
      Signal(
        samples[(range.lowerBound * count)..<(range.upperBound * count)], batch: [range.count, input[0]],
        shape: planeShape)
    }
  }

  /// Chunks of images as libtorch is given them.
  static func batches(_ count: Int) -> [Range<Int>] { (0..<count).chunks(of: batchLimit) }
}
