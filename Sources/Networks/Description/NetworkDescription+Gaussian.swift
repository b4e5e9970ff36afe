extension NetworkDescription {
  /// A random network of Giryes, Sapiro and Bronstein (2016): each layer a matrix of independent N(0, 1 / m) entries, m its
  /// outputs, and a rectifier; nothing else.
  /// - Parameters:
  ///   - input: `[channels, height, width]`, flattened first.
  ///   - widths: m of each layer.
  public static func gaussian(input: [Int], widths: [Int]) throws(NetworkError) -> NetworkDescription {
    try NetworkDescription(name: "random \(text(widths))", input: input, initialisation: .outputs) {
      builder in
      builder.add(.flatten)
      for width in widths { builder.add(.linear(outputs: width, hasBias: false), .rectifier) }
    }
  }

  /// A random network of convolutions, with zeros beyond the edges: entries N(0, 1 / (outputs kernel^2)).
  /// - Parameters:
  ///   - kernel: An odd size, so that planes keep theirs.
  ///   - stride: Of every layer.
  public static func gaussianConvolutional(
    input: [Int], widths: [Int], kernel: Int = 3, stride: Int = 1
  ) throws(NetworkError) -> NetworkDescription {
    guard kernel > 0, kernel % 2 == 1 else {
      throw .outOfRange("kernel", found: "\(kernel)", expected: "an odd size")
    }
    let name = "random convolutions \(text(widths))"
    return try NetworkDescription(name: name, input: input, initialisation: .outputs) { builder in
      for width in widths {
        builder.add(
          .convolution(outputs: width, kernel: kernel, stride: stride, padding: kernel / 2, hasBias: false),
          .rectifier)
      }
    }
  }

  /// `256, 128` or `16 x 256`.
  private static func text(_ widths: [Int]) -> String {
    widths.count > 1 && Set(widths).count == 1
      ? "\(widths.count) x \(widths[0])" : widths.map(String.init).joined(separator: ", ")
  }
}
