/// Which of a worker's buffers serves for what while derivatives are taken.
///
/// Three buffers belong to the input, six to each order from 1; two more are scratch of the low-passes and their adjoints.
struct DerivativeLayout: Sendable {
  /// Complex samples of each buffer.
  let counts: [Int]

  private static var buffersOfInput: Int { 3 }
  private static var buffersPerOrder: Int { 6 }

  /// - Parameters:
  ///   - grid: The samples of the padded input.
  ///   - orders: For each order from 1 the samples of its largest grid.
  ///   - scratch: The samples of the two scratch buffers.
  init(grid: Int, orders: [Int], scratch: (Int, Int)) {
    counts =
      [Int](repeating: grid, count: Self.buffersOfInput)
      + orders.flatMap { [Int](repeating: $0, count: Self.buffersPerOrder) } + [scratch.0, scratch.1]
  }

  /// The input's spectrum, the tangent's spectrum or the cotangent's, and scratch of their transforms.
  var inputSpectrum: Int { 0 }
  var inputOther: Int { 1 }
  var inputScratch: Int { 2 }

  private func start(_ order: Int) -> Int { Self.buffersOfInput + Self.buffersPerOrder * (order - 1) }

  /// The two wavelet transforms of a node, which its cotangents or its tangents' spectra replace in the end.
  func first(_ order: Int) -> Int { start(order) }
  func second(_ order: Int) -> Int { start(order) + 1 }
  /// Moduli; and scratch of the second's transform.
  func pairs(_ order: Int) -> Int { start(order) + 2 }
  /// The spectrum of the first modulus; or tangents of the moduli; and scratch of the first's transform.
  func others(_ order: Int) -> Int { start(order) + 3 }
  /// Tangents of the wavelet transforms; or what the children add to the cotangents of the moduli's spectra.
  func firstChange(_ order: Int) -> Int { start(order) + 4 }
  func secondChange(_ order: Int) -> Int { start(order) + 5 }

  var product: Int { counts.count - 2 }
  var averaged: Int { counts.count - 1 }
}
