/// Which of a worker's buffers serves for what.
///
/// Each order from 1 has a buffer for the first and one for the second filtered signal, and one for pairs; in place,
/// the pairs lie where the first signal was. Where bands are groups of filters one more takes the sums of their powers. One holds all
/// that is gathered, two more one matrix of it each; the last two are scratch of the low-passes.
struct WorkspaceLayout: Sendable {
  /// Complex samples of each buffer.
  let counts: [Int]
  /// For each order from 1 the samples of its largest grid.
  let orderCounts: [Int]
  /// Whether transforms overwrite their input.
  let isInPlace: Bool
  private let hasGroups: Bool

  /// - Parameters:
  ///   - orders: For each order from 1 the samples of its largest grid.
  ///   - scratch: The samples of the two scratch buffers.
  ///   - hasGroups: Whether any band has more than one filter.
  ///   - gathers: The samples of all gathers, and of the largest; nil without.
  init(
    orders: [Int], scratch: (Int, Int), isInPlace: Bool, hasGroups: Bool, gathers: (all: Int, largest: Int)?
  ) {
    (self.isInPlace, self.hasGroups) = (isInPlace, hasGroups)
    orderCounts = orders
    let buffers = Self.buffersPerOrder(isInPlace: isInPlace) + (hasGroups ? 1 : 0)
    let gathered = [gathers?.all ?? 0, gathers?.largest ?? 0, gathers?.largest ?? 0]
    counts = orders.flatMap { [Int](repeating: $0, count: buffers) } + gathered + [scratch.0, scratch.1]
  }

  static func buffersPerOrder(isInPlace: Bool) -> Int { isInPlace ? 2 : 3 }

  /// Whether signals padded to `grid` are transformed in place: a third less memory; of images a tenth slower, of volumes that are not near
  /// the processor as a whole faster.
  static func prefersInPlace(_ grid: Shape) -> Bool { grid.count > (grid.rank > 2 ? 1 << 17 : 1 << 22) }

  private var stride: Int { Self.buffersPerOrder(isInPlace: isInPlace) + (hasGroups ? 1 : 0) }

  func first(_ order: Int) -> Int { stride * (order - 1) }
  func second(_ order: Int) -> Int { stride * (order - 1) + 1 }
  func pairs(_ order: Int) -> Int { stride * (order - 1) + (isInPlace ? 0 : 2) }
  /// Sums of powers over groups; of layouts with groups.
  func powers(_ order: Int) -> Int { stride * order - 1 }
  /// All that is gathered; and two matrices of it, filtered.
  var gathered: Int { counts.count - 5 }
  var gatherFirst: Int { counts.count - 4 }
  var gatherSecond: Int { counts.count - 3 }
  var product: Int { counts.count - 2 }
  var averaged: Int { counts.count - 1 }
}

/// Which of a worker's buffers serves for what while derivatives are taken.
///
/// Three buffers belong to the input; to each order from 1 belong six, and one more for each transform of a group beyond two; two hold all that is
/// gathered and its tangents or cotangents, five more one matrix each; the last two are scratch of the low-passes and their adjoints.
struct DerivativeLayout: Sendable {
  /// Complex samples of each buffer.
  let counts: [Int]

  /// Buffers of an order.
  private let buffersPerOrder: Int

  private static var buffersOfInput: Int { 3 }

  /// - Parameters:
  ///   - grid: The samples of the padded input.
  ///   - orders: For each order from 1 the samples of its largest grid.
  ///   - scratch: The samples of the two scratch buffers.
  ///   - transforms: The most transforms of any group of filters; 0 without groups.
  ///   - gathers: The samples of all gathers, and of the largest; nil without.
  init(grid: Int, orders: [Int], scratch: (Int, Int), transforms: Int, gathers: (all: Int, largest: Int)?) {
    buffersPerOrder = max(6, 4 + transforms)
    counts =
      [Int](repeating: grid, count: Self.buffersOfInput)
      + orders.flatMap { [Int](repeating: $0, count: max(6, 4 + transforms)) }
      + [Int](repeating: gathers?.all ?? 0, count: 2) + [Int](repeating: gathers?.largest ?? 0, count: 5)
      + [scratch.0, scratch.1]
  }

  /// The input's spectrum, the tangent's spectrum or the cotangent's, and scratch of their transforms.
  var inputSpectrum: Int { 0 }
  var inputOther: Int { 1 }
  var inputScratch: Int { 2 }

  private func start(_ order: Int) -> Int { Self.buffersOfInput + buffersPerOrder * (order - 1) }

  /// The two wavelet transforms of a node, which its cotangents or its tangents' spectra replace in the end.
  func first(_ order: Int) -> Int { start(order) }
  func second(_ order: Int) -> Int { start(order) + 1 }
  /// The results of the transforms of a group: the first two stand where those of a node do.
  func signal(_ order: Int, _ transform: Int) -> Int { start(order) + transform + (transform < 2 ? 0 : 4) }
  /// Moduli; and scratch of the second's transform.
  func pairs(_ order: Int) -> Int { start(order) + 2 }
  /// The spectrum of the first modulus; or tangents of the moduli; and scratch of the first's transform.
  func others(_ order: Int) -> Int { start(order) + 3 }
  /// Tangents of the wavelet transforms; or what the children add to the cotangents of the moduli's spectra.
  func firstChange(_ order: Int) -> Int { start(order) + 4 }
  func secondChange(_ order: Int) -> Int { start(order) + 5 }

  /// All that is gathered; and its tangents, or its cotangents.
  var gathered: Int { counts.count - 9 }
  var gatheredChange: Int { counts.count - 8 }
  /// Matrices of what is gathered, or of its tangents.
  func gatherMatrix(_ index: Int) -> Int { counts.count - 7 + index }

  var product: Int { counts.count - 2 }
  var averaged: Int { counts.count - 1 }
}
