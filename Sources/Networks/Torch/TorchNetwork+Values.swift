import CTorchInterface

extension TorchNetwork {
  /// The values of a layer for signals, `[signal, size]`.
  func evaluate(_ layer: Int, size: Int, at signals: [Sample]) throws(NetworkError) -> [Sample] {
    let given = signalsBuffer(signals)
    return try results(Int(given.count) * size) { table, handle, values in
      signals.withUnsafeBytes {
        table.evaluate(handle, layer, given.at($0), values.baseAddress, Int64(values.count))
      }
    }
  }

  /// The Jacobian of a layer at each signal times a tangent, `[signal, size]`.
  func pushforward(
    _ layer: Int, size: Int, at signals: [Sample], along tangents: [Sample]
  ) throws(NetworkError) -> [Sample] {
    let given = signalsBuffer(signals)
    return try results(Int(given.count) * size) { table, handle, values in
      signals.withUnsafeBytes { signals in
        tangents.withUnsafeBytes {
          table.pushforward(
            handle, layer, given.at(signals), $0.baseAddress, values.baseAddress, Int64(values.count))
        }
      }
    }
  }

  /// The transposed Jacobian of a layer at each signal times a cotangent: as many numbers as the signals have.
  func pullback(_ layer: Int, at signals: [Sample], of cotangents: [Sample]) throws(NetworkError) -> [Sample]
  {
    let given = signalsBuffer(signals)
    return try results(signals.count) { table, handle, gradients in
      signals.withUnsafeBytes { signals in
        cotangents.withUnsafeBytes {
          table.pullback(
            handle, layer, given.at(signals), $0.baseAddress, Int64(cotangents.count), gradients.baseAddress)
        }
      }
    }
  }

  /// The axes of signals.
  private func signalsBuffer(_ signals: [Sample]) -> ctorch_signals {
    ctorch_signals(input, count: signals.count / input.reduce(1, *))
  }

  /// Numbers that one call writes.
  private func results(
    _ count: Int,
    _ body: (ctorch_table, OpaquePointer, UnsafeMutableBufferPointer<Sample>) -> UnsafeMutablePointer<CChar>?
  ) throws(NetworkError) -> [Sample] {
    var values = [Sample](repeating: 0, count: count)
    try call { table, handle in values.withUnsafeMutableBufferPointer { body(table, handle, $0) } }
    return values
  }
}

extension ctorch_signals {
  /// - Parameter input: `[channels, height, width]`.
  init(_ input: [Int], count: Int) {
    self.init(
      elements: nil, count: Int64(count), channels: Int64(input[0]), height: Int64(input[1]),
      width: Int64(input[2]))
  }

  /// The signals of these axes with samples in memory.
  func at(_ bytes: UnsafeRawBufferPointer) -> ctorch_signals {
    var signals = self
    signals.elements = bytes.baseAddress
    return signals
  }
}
