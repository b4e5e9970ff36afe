/// One axis of a convolution or a pooling: how many samples go in, and how a window of taps moves over them.
public struct ConvolutionAxis: Hashable, Sendable {
  /// Samples of the input; samples of the window; how far it moves; zeros before and behind the input.
  public let count, taps, stride, padding: Int

  /// - Precondition: the window fits into the padded input, and all but the padding are positive.
  public init(count: Int, taps: Int, stride: Int = 1, padding: Int = 0) {
    precondition(
      count > 0 && taps > 0 && stride > 0 && padding >= 0 && taps <= count + 2 * padding,
      "\(taps) taps, stride \(stride), padding \(padding) on \(count) samples")
    (self.count, self.taps, self.stride, self.padding) = (count, taps, stride, padding)
  }

  /// Samples of the output.
  public var outputCount: Int { (count + 2 * padding - taps) / stride + 1 }

  /// The largest number of windows that one sample lies in; at most `ceil(taps / stride)`.
  public var overlap: Int {
    (0..<count).map { sample in
      let last = min((sample + padding) / stride, outputCount - 1)
      let first = max(sample + padding - taps + stride, 0) / stride
      return max(last - first + 1, 0)
    }.max()!
  }

  /// Taps of each polyphase component: tap `stride q + r` is tap q of component r.
  var phaseTaps: Int { (taps + stride - 1) / stride }

  /// The least number of samples on a circle that the zero-padded components of the input fit on, such that no output sees a
  /// tap that went round: either outputs before and behind the window's own are told apart as well, or those needed are.
  var grid: Int {
    let end = (count - 1 + padding) / stride + 1
    let length = end - padding / stride
    return min(length + phaseTaps - 1, max(end, outputCount + phaseTaps - 1))
  }
}
