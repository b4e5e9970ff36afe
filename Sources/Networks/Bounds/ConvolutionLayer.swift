/// The linear part of a convolution of images, as networks compute it:
///
///     y[o, m] = sum over i and taps k of w[o, i, k] x[i, stride m + k - padding],
///
/// samples beyond the input being 0. The same along both axes, with sizes of their own.
public struct ConvolutionLayer: Hashable, Sendable {
  /// The weights `[output channel, input channel, row, column]` in row-major order.
  public let kernel: [Double]
  public let outputChannels, inputChannels: Int
  public let rows, columns: ConvolutionAxis

  /// - Precondition: there is a weight for every output channel, input channel and tap.
  public init(
    kernel: [Double], outputChannels: Int, inputChannels: Int, rows: ConvolutionAxis, columns: ConvolutionAxis
  ) {
    precondition(
      kernel.count == outputChannels * inputChannels * rows.taps * columns.taps,
      "\(kernel.count) weights for [\(outputChannels), \(inputChannels), \(rows.taps), \(columns.taps)]")
    (self.kernel, self.outputChannels, self.inputChannels) = (kernel, outputChannels, inputChannels)
    (self.rows, self.columns) = (rows, columns)
  }

  /// The polyphase form: a layer with stride 1 on fewer samples of more channels, one channel for each offset within a stride (the
  /// polyphase components): the norm is not changed.
  var polyphase: PhaseKernel {
    let (strides, taps) = ((rows.stride, columns.stride), (rows.phaseTaps, columns.phaseTaps))
    let phases = strides.0 * strides.1
    var values = [Double](repeating: 0, count: outputChannels * inputChannels * phases * taps.0 * taps.1)
    for pair in 0..<(outputChannels * inputChannels) {
      for row in 0..<rows.taps {
        for column in 0..<columns.taps {
          let phase = row % strides.0 * strides.1 + column % strides.1
          let tap = row / strides.0 * taps.1 + column / strides.1
          values[(pair * phases + phase) * taps.0 * taps.1 + tap] =
            kernel[(pair * rows.taps + row) * columns.taps + column]
        }
      }
    }
    return PhaseKernel(
      values: values, outputs: outputChannels, inputs: inputChannels * phases, taps: taps,
      grid: (rows.grid, columns.grid))
  }
}

/// One axis of a convolution or a pooling: how many samples go in, and how a window of taps moves over them.
public struct ConvolutionAxis: Hashable, Sendable {
  /// The number of samples of the input and of the window, how far the window moves, and the number of zeros before and behind the input.
  public let count, taps, stride, padding: Int

  /// - Precondition: the window fits into the padded input, and all but the padding are positive.
  public init(count: Int, taps: Int, stride: Int = 1, padding: Int = 0) {
    precondition(
      count > 0 && taps > 0 && stride > 0 && padding >= 0 && taps <= count + 2 * padding,
      "\(taps) taps, stride \(stride), padding \(padding) on \(count) samples")
    (self.count, self.taps, self.stride, self.padding) = (count, taps, stride, padding)
  }

  /// The number of samples of the output.
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
