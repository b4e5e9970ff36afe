/// Means and variances of each channel over images and positions, in double precision and one pass.
///
/// Sums are those of differences from a channel's first value, so that a variance far below the squared mean keeps its digits.
struct ChannelMoments {
  private struct Channel {
    var origin = 0.0
    var sum = 0.0
    var squares = 0.0
  }

  private var channels: [Channel]
  private let planeCount: Int
  /// Values of each channel so far.
  private var count = 0

  /// - Parameter planeCount: The values that one image has in a channel.
  init(channelCount: Int, planeCount: Int) {
    channels = [Channel](repeating: Channel(), count: channelCount)
    self.planeCount = planeCount
  }

  /// Takes in `[image, channel, position]`.
  mutating func add(_ values: [Float]) {
    let imageCount = values.count / (channels.count * planeCount)
    values.withUnsafeBufferPointer { values in
      for channel in channels.indices {
        if count == 0 { channels[channel].origin = Double(values[channel * planeCount]) }
        for image in 0..<imageCount {
          let start = (image * channels.count + channel) * planeCount
          add(UnsafeBufferPointer(rebasing: values[start..<(start + planeCount)]), to: channel)
        }
      }
    }
    count += imageCount * planeCount
  }

  private mutating func add(_ plane: UnsafeBufferPointer<Float>, to channel: Int) {
    // Four sums side by side: an addition waits for the one before it.
    let origin = SIMD4(repeating: channels[channel].origin)
    var (sums, squares) = (SIMD4<Double>(), SIMD4<Double>())
    let whole = plane.count & ~3
    for index in stride(from: 0, to: whole, by: 4) {
      let four = SIMD4(plane[index], plane[index + 1], plane[index + 2], plane[index + 3])
      let differences = SIMD4<Double>(four) - origin
      sums += differences
      squares += differences * differences
    }
    var (sum, square) = (sums.sum(), squares.sum())
    for index in whole..<plane.count {
      let difference = Double(plane[index]) - origin[0]
      sum += difference
      square += difference * difference
    }
    channels[channel].sum += sum
    channels[channel].squares += square
  }

  /// The mean of each channel.
  var means: [Double] { channels.map { $0.origin + $0.sum / Double(count) } }

  /// The variance of each channel, its squares divided by their number, as batch normalisation divides in training.
  var variances: [Double] {
    channels.map { max($0.squares - $0.sum * $0.sum / Double(count), 0) / Double(count) }
  }
}
