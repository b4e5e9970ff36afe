import Arrays

/// Decoded pixels, seen as upright planes of numbers.
struct PixelPlanes {
  let header: ImageHeader
  let pixels: UnsafeRawBufferPointer
  /// What samples are divided by.
  let divisor: Double

  init(_ header: ImageHeader, _ pixels: UnsafeRawBufferPointer, _ rescaling: Rescaling) {
    (self.header, self.pixels, divisor) = (header, pixels, header.divisor(rescaling))
  }

  /// The share of each channel in plane `index` of an image: alpha has none.
  static func weights(isColor: Bool, mode: ColorMode, plane index: Int) -> [Double] {
    switch (isColor, mode) {
    case (false, _): [1]
    case (true, .gray): [0.299, 0.587, 0.114]
    case (true, .rgb): (0..<3).map { $0 == index ? 1 : 0 }
    }
  }

  /// Writes the plane in which each channel has the share `weights`, its samples divided, row-major.
  func write<Sample: Scalar>(_ weights: [Double], into out: UnsafeMutablePointer<Sample>) {
    let shape = header.shape
    var row = [Double](repeating: 0, count: shape.rowLength)
    for index in 0..<shape.rowCount {
      row.withUnsafeMutableBufferPointer { fill($0, from: index, weights) }
      row.withUnsafeBytes {
        Sample.convert(
          $0, of: .float64, byteSwapped: false, count: shape.rowLength, scale: 1,
          into: out + index * shape.rowLength)
      }
    }
  }

  /// Sets `row` to row `index` of the upright picture.
  private func fill(_ row: UnsafeMutableBufferPointer<Double>, from index: Int, _ weights: [Double]) {
    let walk = header.orientation.walk(width: header.width, height: header.height)
    let (pixelStride, channelStride) = header.isPlanar ? (1, header.pixelCount) : (header.channels, 1)
    row.update(repeating: 0)
    for (channel, weight) in weights.enumerated() where weight != 0 {
      let start = (walk.start + index * walk.row) * pixelStride + channel * channelStride
      add(weight, start: start, stride: walk.column * pixelStride, to: row)
    }
  }

  /// Adds `weight` times one channel, whose samples stand at `start`, `start + stride`, ...
  private func add(_ weight: Double, start: Int, stride: Int, to row: UnsafeMutableBufferPointer<Double>) {
    func add<Stored: BitwiseCopyable>(_: Stored.Type, _ value: (Stored) -> Double) {
      let samples = pixels.assumingMemoryBound(to: Stored.self)
      let (offset, full) = header.isInverted ? (header.fullScale, -divisor) : (0, divisor)
      for column in row.indices {
        row[column] += weight * ((value(samples[start + column * stride]) - offset) / full)
      }
    }
    switch header.type {
    case .uint8: add(UInt8.self) { Double($0) }
    case .uint16: add(UInt16.self) { Double($0) }
    case .uint32: add(UInt32.self) { Double($0) }
    case .int8: add(Int8.self) { Double($0) }
    case .int16: add(Int16.self) { Double($0) }
    case .int32: add(Int32.self) { Double($0) }
    case .float16: add(Float16.self) { Double($0) }
    case .float32: add(Float.self) { Double($0) }
    case .float64: add(Double.self) { $0 }
    case .bool, .int64, .uint64, .extended:
      preconditionFailure("no decoder delivers samples of \(header.type)")
    }
  }
}
