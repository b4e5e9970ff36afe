import Scattering

/// How many images and signals are held at a time; by fixed bounds, so that it never depends on the machine.
struct MemoryBudget {
  /// Doubles held for images, and for a batch of signals.
  private static let numbers = 1 << 24

  let images, signals: Int

  init(shape: Shape, dimensions: [Int]) {
    let grid = shape.dimensions.reduce(1) { $0 * 8 * $1 }
    images = max(1, Self.numbers / (2 * grid + dimensions.reduce(0, +)))
    // A field and its derivatives, the signals it makes, and their vectors.
    let field = (1...3).reduce(0) { sum, order in
      sum + Array(repeating: shape.rank, count: order).reduce(1, *)
    }
    signals = max(1, Self.numbers / ((field + 4) * shape.count + 2 * dimensions.max()!))
  }
}
