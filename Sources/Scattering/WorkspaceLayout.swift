/// Which of a worker's buffers serves for what.
///
/// Each order from 1 has a buffer for the first and one for the second filtered signal, and one for pairs; in place,
/// the pairs lie where the first signal was. Two more are scratch of the low-passes.
struct WorkspaceLayout: Sendable {
  /// Complex samples of each buffer.
  let counts: [Int]
  /// For each order from 1 the samples of its largest grid.
  let orderCounts: [Int]
  /// Whether transforms overwrite their input.
  let isInPlace: Bool

  /// - Parameters:
  ///   - orders: For each order from 1 the samples of its largest grid.
  ///   - scratch: The samples of the two scratch buffers.
  init(orders: [Int], scratch: (Int, Int), isInPlace: Bool) {
    self.isInPlace = isInPlace
    orderCounts = orders
    let buffers = Self.buffersPerOrder(isInPlace: isInPlace)
    counts = orders.flatMap { [Int](repeating: $0, count: buffers) } + [scratch.0, scratch.1]
  }

  static func buffersPerOrder(isInPlace: Bool) -> Int { isInPlace ? 2 : 3 }

  /// Whether signals padded to `grid` are transformed in place: a tenth slower, and a third less memory.
  static func isFrugal(_ grid: Shape) -> Bool { grid.count > 1 << 22 }

  private var stride: Int { Self.buffersPerOrder(isInPlace: isInPlace) }

  func first(_ order: Int) -> Int { stride * (order - 1) }
  func second(_ order: Int) -> Int { stride * (order - 1) + 1 }
  func pairs(_ order: Int) -> Int { stride * (order - 1) + (isInPlace ? 0 : 2) }
  var product: Int { counts.count - 2 }
  var averaged: Int { counts.count - 1 }
}
