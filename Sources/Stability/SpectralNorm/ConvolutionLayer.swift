/// The linear part of a convolution of images, as networks compute it:
///
///     y[o, m] = sum over i and taps k of w[o, i, k] x[i, stride m + k - padding],
///
/// samples beyond the input being 0. The same along both axes, with sizes of their own.
public struct ConvolutionLayer: Hashable, Sendable {
  /// `[output channel, input channel, row, column]` in row-major order.
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

  /// The same layer with stride 1 on fewer samples of more channels, one channel for each place within a stride (the
  /// polyphase components): the norm is not changed.
  var polyphase: PhaseKernel {
    let (strides, taps) = ((rows.stride, columns.stride), (rows.phaseTaps, columns.phaseTaps))
    let phases = strides.0 * strides.1
    var values = [Double](repeating: 0, count: outputChannels * inputChannels * phases * taps.0 * taps.1)
    for pair in 0..<(outputChannels * inputChannels) {
      for row in 0..<rows.taps {
        for column in 0..<columns.taps {
          let phase = row % strides.0 * strides.1 + column % strides.1
          let place = row / strides.0 * taps.1 + column / strides.1
          values[(pair * phases + phase) * taps.0 * taps.1 + place] =
            kernel[(pair * rows.taps + row) * columns.taps + column]
        }
      }
    }
    return PhaseKernel(
      values: values, outputs: outputChannels, inputs: inputChannels * phases, taps: taps,
      grid: (rows.grid, columns.grid))
  }
}
