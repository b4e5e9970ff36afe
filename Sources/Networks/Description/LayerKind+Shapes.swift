extension LayerKind {
  /// The largest number of values in one layer of one signal, and of elements in one array.
  static let largestCount = 1 << 30

  /// What the layer makes of inputs of these shapes; there are as many as it takes.
  /// - Throws: `NetworkError.invalidNode` under `name`.
  func shape(of inputs: [[Int]], name: String) throws(NetworkError) -> [Int] {
    try check(name)
    let input = inputs[0]
    switch self {
    case .affine, .rectifier, .hyperbolicTangent, .batchNormalisation, .dropout: return input
    case .flatten: return [input.reduce(1, *)]
    case .convolution(let outputs, let kernel, let stride, let padding, _):
      return [outputs] + (try windows(input, kernel, stride, padding: padding, name))
    case .maximumPooling(let size, let stride), .averagePooling(let size, let stride):
      return [input[0]] + (try windows(input, size, stride, name))
    case .globalAverage:
      return [try planes(input, name)[0]]
    case .linear(let outputs, _):
      guard input.count == 1 else {
        throw .invalidNode(name, found: "planes \(input)", expected: "a vector: flatten comes first")
      }
      return [outputs]
    case .sum:
      guard inputs[0] == inputs[1] else {
        throw .invalidNode(
          name, found: "inputs \(inputs[0]) and \(inputs[1])", expected: "inputs of one shape")
      }
      return input
    }
  }

  /// The shape of each trained or followed array, by what it is for.
  func arrays(of input: [Int]) -> [(role: NetworkArray.Role, dimensions: [Int])] {
    switch self {
    case .convolution(let outputs, let kernel, _, _, let hasBias):
      [(.weight, [outputs, input[0], kernel, kernel])] + (hasBias ? [(.bias, [outputs])] : [])
    case .linear(let outputs, let hasBias):
      [(.weight, [outputs, input[0]])] + (hasBias ? [(.bias, [outputs])] : [])
    case .batchNormalisation:
      NetworkArray.Role.allCases.map { ($0, [input[0]]) }
    default: []
    }
  }

  /// Settings that no input makes good.
  private func check(_ name: String) throws(NetworkError) {
    switch self {
    case .affine(let factor, let offset):
      guard factor.isFinite, offset.isFinite else {
        throw .invalidNode(name, found: "\(factor) x + \(offset)", expected: "finite numbers")
      }
    case .convolution(let outputs, let kernel, let stride, let padding, _):
      try Self.check(
        name,
        [("outputs", outputs, 1), ("kernel", kernel, 1), ("stride", stride, 1), ("padding", padding, 0)])
    case .linear(let outputs, _): try Self.check(name, [("outputs", outputs, 1)])
    case .maximumPooling(let size, let stride), .averagePooling(let size, let stride):
      try Self.check(name, [("size", size, 1), ("stride", stride, 1)])
    case .batchNormalisation(let epsilon, let momentum):
      guard epsilon > 0, epsilon.isFinite, (0...1).contains(momentum) else {
        throw .invalidNode(
          name, found: "epsilon \(epsilon), momentum \(momentum)",
          expected: "a positive epsilon, a momentum of 0 to 1")
      }
    case .dropout(let probability):
      guard probability >= 0, probability < 1 else {
        throw .invalidNode(name, found: "probability \(probability)", expected: "0 to below 1")
      }
    default: break
    }
  }

  private static func check(
    _ name: String, _ settings: [(String, value: Int, least: Int)]
  ) throws(NetworkError) {
    for (setting, value, least) in settings where !(least...largestCount).contains(value) {
      throw .invalidNode(
        name, found: "\(setting) \(value)", expected: "\(setting) of \(least) to \(largestCount)")
    }
  }

  private func planes(_ input: [Int], _ name: String) throws(NetworkError) -> [Int] {
    guard input.count == 3 else {
      throw .invalidNode(name, found: "a vector of \(input[0])", expected: "planes [channels, height, width]")
    }
    return input
  }

  /// How many windows fit along both axes.
  private func windows(
    _ input: [Int], _ size: Int, _ stride: Int, padding: Int = 0, _ name: String
  ) throws(NetworkError) -> [Int] {
    let axes = try planes(input, name)[1...].map { $0 + 2 * padding }
    guard axes.allSatisfy({ $0 >= size }) else {
      throw .invalidNode(
        name, found: "planes of \(input[1]) x \(input[2])",
        expected: "at least \(size) x \(size) with the padding \(padding)")
    }
    return axes.map { ($0 - size) / stride + 1 }
  }
}
