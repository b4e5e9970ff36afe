extension NetworkDescription {
  /// The residual network for 32 x 32 of He et al. (2016): a convolution, then three stages of `(depth - 2) / 6` blocks with
  /// 1, 2 and 4 times the width, the later two at half the size, a mean over each plane, and the scores. Where shape changes the
  /// short cut is a 1 x 1 convolution.
  /// - Parameters:
  ///   - input: `[channels, height, width]`.
  ///   - depth: 8, 14, 20, ...
  /// - Throws: `NetworkError.outOfRange` for a depth that is not 6 n + 2.
  public static func residual(
    input: [Int], classCount: Int, depth: Int = 8, width: Int = 16
  ) throws(NetworkError) -> NetworkDescription {
    guard depth >= 8, depth <= 1202, depth % 6 == 2 else {
      throw .outOfRange("depth", found: "\(depth)", expected: "6 n + 2 from 8 to 1202")
    }
    guard (1...1 << 16).contains(width) else {
      throw .outOfRange("width", found: "\(width)", expected: "1 to 65536")
    }
    return try NetworkDescription(name: "ResNet-\(depth)", input: input) { builder in
      builder.add(
        .convolution(outputs: width, kernel: 3, padding: 1, hasBias: false), .batchNormalisation(), .rectifier
      )
      for stage in 0..<3 {
        for block in 0..<((depth - 2) / 6) {
          builder.addResidualBlock(outputs: width << stage, isDecimated: stage > 0 && block == 0)
        }
      }
      builder.add(.globalAverage)
      builder.add(.linear(outputs: classCount), name: "scores")
    }
  }
}

extension NetworkBuilder {
  /// Two convolutions of 3 x 3, added to what came in.
  fileprivate mutating func addResidualBlock(outputs: Int, isDecimated: Bool) {
    let start = last
    let stride = isDecimated ? 2 : 1
    let branch = add(
      .convolution(outputs: outputs, kernel: 3, stride: stride, padding: 1, hasBias: false),
      .batchNormalisation(),
      .rectifier, .convolution(outputs: outputs, kernel: 3, padding: 1, hasBias: false), .batchNormalisation()
    )
    var short = start
    if isDecimated {
      short = add(
        .convolution(outputs: outputs, kernel: 1, stride: 2, hasBias: false), .batchNormalisation(),
        after: start)
    }
    add(sumOf: branch, and: short)
    add(.rectifier)
  }
}
