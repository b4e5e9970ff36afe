import Arrays

/// An ellipsoid that holds every difference of two values of a node, divided by the distance of the two images: `{y : y' P^-1 y <= 1}`.
enum Ellipsoid: Sendable {
  /// Axes along the samples: the squared length by channel, the same over a plane.
  case channels([Double])
  case circular(CircularEllipsoid)

  /// An upper bound of the square of the longest axis: of the node's squared Lipschitz constant.
  var largestEigenvalue: Double {
    switch self {
    case .channels(let squares): squares.max()!
    case .circular(let ellipsoid): ellipsoid.largestEigenvalue()
    }
  }

  /// The largest of each channel.
  var largestDiagonal: [Double] {
    switch self {
    case .channels(let squares): squares
    case .circular(let ellipsoid): ellipsoid.largestDiagonal
    }
  }

  /// An ellipsoid around it with axes along the samples, in the proportions of the weights.
  func alongChannels(weights: [Double]) -> [Double] {
    switch self {
    case .channels(let squares): return squares
    case .circular(let ellipsoid):
      let bound = ellipsoid.largestEigenvalue(weights: weights)
      return weights.map { $0 * bound }
    }
  }

  func scaled(channels factors: [Double]) -> Ellipsoid {
    switch self {
    case .channels(let squares): .channels(zip(squares, factors).map { $0 * $1 * $1 })
    case .circular(let ellipsoid): .circular(ellipsoid.scaled(channels: factors.map(abs)))
    }
  }

  func throughActivation(weights: [Double], parallel: Parallel) -> Ellipsoid {
    switch self {
    case .channels: self
    case .circular(let ellipsoid):
      .circular(ellipsoid.throughActivation(weights: weights, parallel: parallel))
    }
  }

  /// P at a frequency of a grid; of axes along samples the same everywhere.
  func block(at frequency: (Int, Int)) -> ComplexMatrix {
    switch self {
    case .channels(let squares): ComplexMatrix(diagonal: squares)
    case .circular(let ellipsoid): ellipsoid.block(at: frequency)
    }
  }
}

extension Ellipsoid {
  /// What a linear map of the planes makes of it that is a filter, given at the frequencies of a circle, and a decimation.
  func filtered(
    on grid: CircleGrid, stride: Int, parallel: Parallel, _ transfer: @Sendable ((Int, Int)) -> ComplexMatrix
  ) -> Ellipsoid {
    let decimated = grid.decimated(by: stride)
    let frequencies = decimated.frequencies
    let blocks = parallel.map(frequencies.count) { index in
      let aliases = grid.aliases(of: frequencies[index], stride: stride)
      let images = aliases.map { image(at: $0, by: transfer($0)) }
      let share = 1 / Double(aliases.count)
      return images.dropFirst().reduce(images[0].scaled(by: share, plus: images[0], times: 0)) {
        $0.scaled(by: 1, plus: $1, times: share)
      }
    }
    return .circular(CircularEllipsoid(grid: decimated, blocks: blocks, isZeroBeyondWindow: false))
  }

  /// `H P H*` at one frequency.
  private func image(at frequency: (Int, Int), by transfer: ComplexMatrix) -> ComplexMatrix {
    switch self {
    case .channels(let squares):
      let root = transfer.scaled(columns: squares.map { $0.squareRoot() })
      return root.times(root.adjoint)
    case .circular(let ellipsoid):
      return transfer.times(ellipsoid.block(at: frequency)).times(transfer.adjoint)
    }
  }

  /// The ellipsoid of all sums of two: `(1 + 1 / a) P + (1 + a) Q`, with the a that makes its longest axis the sum of both.
  ///
  /// Both stand along channels, or one or both on one circle.
  func plus(_ other: Ellipsoid) -> Ellipsoid {
    let lengths = (largestEigenvalue.squareRoot(), other.largestEigenvalue.squareRoot())
    guard lengths.0 > 0 else { return other }
    guard lengths.1 > 0 else { return self }
    let (first, second) = (1 + lengths.1 / lengths.0, 1 + lengths.0 / lengths.1)
    guard let circle = circle ?? other.circle else {
      return .channels(zip(largestDiagonal, other.largestDiagonal).map { first * $0 + second * $1 })
    }
    let blocks = circle.grid.frequencies.map {
      block(at: $0).scaled(by: first, plus: other.block(at: $0), times: second)
    }
    return .circular(
      CircularEllipsoid(
        grid: circle.grid, blocks: blocks,
        isZeroBeyondWindow: isZeroBeyondWindow && other.isZeroBeyondWindow))
  }

  var circle: CircularEllipsoid? {
    if case .circular(let ellipsoid) = self { ellipsoid } else { nil }
  }

  var isZeroBeyondWindow: Bool { circle?.isZeroBeyondWindow ?? true }
}
