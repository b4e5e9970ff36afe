import Arrays
import ComplexModule
import Fourier
import Wavelets

/// The average at the end of every path, for signals at one level: convolution with the low-pass, decimation to the
/// output's spacing, and removal of the margin.
///
/// There are two ways, equal but for rounding, and the cheaper is taken. *Banded*: the low-pass is a product over axes, so
/// a banded matrix acts along each axis in turn, and no transform is needed. *Spectral*: where the signals' spectrum is at
/// hand anyway, or the matrix would be dense and large, the filter acts on it and a small transform gives the features.
enum LowPass<Sample: ScatteringScalar>: @unchecked Sendable {
  case banded(UnsafeBufferPointer<BandedMatrix<Sample>>)
  case spectral(SpectralLowPass<Sample>)
}

/// The low-pass in the Fourier domain.
struct SpectralLowPass<Sample: ScatteringScalar>: @unchecked Sendable {
  let filter: FoldedFilter<Sample>
  /// The inverse transform of the grid at the output's level.
  let backward: GridTransform<Sample>
}

extension LowPass {
  var isBanded: Bool { if case .banded = self { true } else { false } }

  /// Complex samples of scratch that the way needs, of each of two kinds.
  func scratchCounts(grid: Shape) -> (Int, Int) {
    switch self {
    case .spectral(let spectral):
      let count = spectral.filter.rows * spectral.filter.rowLength
      return (count, count)
    case .banded(let matrices):
      return matrices.scratchCounts(of: grid.count)
    }
  }
}

extension Collection {
  /// Complex samples of each of two buffers that take the products with one matrix an axis in turn.
  /// - Parameter count: Samples of what the first matrix multiplies.
  func scratchCounts<Sample>(of count: Int) -> (Int, Int) where Element == BandedMatrix<Sample> {
    var (count, counts) = (count, [0, 0])
    for (axis, matrix) in enumerated() {
      count = count / matrix.columns * matrix.rows
      counts[axis % 2] = Swift.max(counts[axis % 2], count)
    }
    return (counts[0], counts[1])
  }
}

extension UnsafeBufferPointer {
  /// The products of pairs with one matrix an axis; each moves its axis to the end, so the last leaves all in their order.
  /// - Parameters:
  ///   - count: Samples of the pairs.
  ///   - scratch: As `scratchCounts` says.
  /// - Returns: Where the result lies, in one of the scratch buffers, and its samples.
  @inline(__always)
  func multiply<Sample: ScatteringScalar>(
    _ pairs: UnsafeMutablePointer<Complex<Sample>>, count: Int,
    _ scratch: (UnsafeMutablePointer<Complex<Sample>>, UnsafeMutablePointer<Complex<Sample>>)
  ) -> (UnsafeMutablePointer<Complex<Sample>>, Int) where Element == BandedMatrix<Sample> {
    var (source, count) = (pairs, count)
    var (product, next) = scratch
    for matrix in self {
      let width = count / matrix.columns
      Sample.multiply(matrix, source, width: width, into: product)
      (source, count) = (product, width * matrix.rows)
      swap(&product, &next)
    }
    return (source, count)
  }
}

/// Chooses and makes the low-pass of each level.
struct LowPassDesigner<Sample: ScatteringScalar> {
  let plan: ScatteringPlan
  let bank: FilterBank
  let arena: Arena

  /// The share of an averaging kernel that may be left out at each end: four times what a filter may leave out, because
  /// an average of many samples hides it among their rounding (decision 4).
  static var negligibleTail: Double { 4 * Sample.negligible }

  /// The low-passes of a level's nodes with children, whose spectrum is computed in any case, and without; nil where not needed.
  /// - Parameter backward: The inverse transform of the grid at the output's level.
  func lowPasses(
    level: [Int], isInnerNeeded: Bool, isLeafNeeded: Bool, backward: GridTransform<Sample>
  ) -> (inner: LowPass<Sample>?, leaf: LowPass<Sample>?) {
    let axes = bandedAxes(level: level)
    let isInnerBanded = isInnerNeeded && isBanded(axes, level: level, hasSpectrum: true)
    let isLeafBanded = isLeafNeeded && isBanded(axes, level: level, hasSpectrum: false)
    let banded: LowPass<Sample>? =
      isInnerBanded || isLeafBanded ? .banded(arena.store(axes.map { $0.matrix(in: arena) })) : nil
    let isSpectralNeeded = isInnerNeeded && !isInnerBanded || isLeafNeeded && !isLeafBanded
    let spectral: LowPass<Sample>? =
      isSpectralNeeded
      ? .spectral(
        SpectralLowPass(
          filter: FoldedFilter(lowPassOf: bank, from: level, to: plan.outputLevel, in: arena),
          backward: backward)) : nil
    return (
      isInnerNeeded ? isInnerBanded ? banded : spectral : nil,
      isLeafNeeded ? isLeafBanded ? banded : spectral : nil
    )
  }

  /// Time in units of a multiplication, by what the kernels and FFTW reach (Docs/Performance.md).
  private func isBanded(_ axes: [BandedAxis], level: [Int], hasSpectrum: Bool) -> Bool {
    let grid = bank.grid(atLevel: level)
    let small = bank.grid(atLevel: plan.outputLevel)
    let transforms = (hasSpectrum ? 0 : Self.transformCost(grid)) + Self.transformCost(small)
    return transforms + 4 * Double(small.count) >= Self.cost(of: axes.map(\.layout), grid: grid)
  }

  /// The matrices of what is read of moduli that were filtered across paths, the path axis first.
  func matrices(
    reading: [ScatteringPlan.AxisReading], level: [Int], pathLevel: Int
  ) -> UnsafeBufferPointer<BandedMatrix<Sample>> {
    arena.store(gatheredAxes(reading, level, pathLevel).map { $0.matrix(in: arena) })
  }

  /// The transposed matrices of what `matrices` makes.
  func transposedMatrices(
    reading: [ScatteringPlan.AxisReading], level: [Int], pathLevel: Int
  ) -> UnsafeBufferPointer<BandedMatrix<Sample>> {
    arena.store(gatheredAxes(reading, level, pathLevel).map { $0.transposedMatrix(in: arena) })
  }

  /// The transposed matrices of a low-pass that is banded.
  func transposedMatrices(level: [Int]) -> UnsafeBufferPointer<BandedMatrix<Sample>> {
    arena.store(bandedAxes(level: level).map { $0.transposedMatrix(in: arena) })
  }

  private func bandedAxes(level: [Int]) -> [BandedAxis] {
    (0..<plan.axes.count).map {
      BandedAxis(
        .averages(plan.axes[$0].kept(level: plan.outputLevel[$0])), bank, axis: $0, from: level[$0],
        to: plan.outputLevel[$0])
    }
  }

  private func gatheredAxes(
    _ reading: [ScatteringPlan.AxisReading], _ level: [Int], _ pathLevel: Int
  ) -> [BandedAxis] {
    let axis = plan.pathAxis!
    return [BandedAxis(reading[0], axis.bank, axis: 0, from: pathLevel, to: axis.outputLevel)]
      + level.indices.map {
        BandedAxis(reading[$0 + 1], bank, axis: $0, from: level[$0], to: plan.outputLevel[$0])
      }
  }

  /// What a banded matrix along one axis is made of; the matrix itself may be too large to be made in vain.
  private struct BandedAxis {
    let kernel: [Double]
    let first: Int
    let layout: BandedMatrixLayout

    /// What reads an axis of the bank's grid at a level.
    /// - Parameter output: The level of averages.
    init(
      _ reading: ScatteringPlan.AxisReading, _ bank: FilterBank, axis: Int, from level: Int, to output: Int
    ) {
      let count = bank.grid[axis] >> level
      var step = 1
      switch reading {
      case .averages(let indices):
        kernel = bank.lowPassKernel(axis: axis, level: level)
        step = 1 << (output - level)
        first = indices.lowerBound * step
      case .samples(let indices):
        kernel = [1] + [Double](repeating: 0, count: count - 1)
        first = indices.lowerBound
      case .mean(let indices):
        kernel = (0..<count).map { indices.contains((count - $0) % count) ? 1 / Double(indices.count) : 0 }
        first = 0
      }
      layout = BandedMatrixLayout(
        circulant: kernel, step: step, rows: reading.count, tolerance: LowPassDesigner.negligibleTail)
    }

    func matrix(in arena: Arena) -> BandedMatrix<Sample> {
      BandedMatrix(circulant: kernel, first: first, layout, in: arena)
    }

    func transposedMatrix(in arena: Arena) -> BandedMatrix<Sample> {
      BandedMatrix(transposing: kernel, first: first, layout, in: arena)
    }
  }

  /// Real multiplications of a banded product of pairs.
  private static func cost(of matrices: [BandedMatrixLayout], grid: Shape) -> Double {
    var (cost, count) = (0.0, grid.count)
    for matrix in matrices {
      let width = count / matrix.columns
      cost += 2 * Double(matrix.paddedRows * matrix.bandwidth) * Double(width)
      count = matrix.rows * width
    }
    return cost
  }

  /// A multiplication of a transform takes longer than one of a banded product: by half as first measured, and by more since
  /// products write columns as rows, but factors of 2.2 and 3.2 made no case of `scatter bench` faster.
  private static func transformCost(_ shape: Shape) -> Double {
    1.5 * 5 * Double(shape.count) * Double.log2(Double(shape.count))
  }
}

extension FoldedFilter {
  /// The low-pass of a bank for products with spectra at a level whose result is decimated to another, over the samples of the grid.
  init(lowPassOf bank: FilterBank, from source: [Int], to target: [Int], in arena: Arena) {
    let shape = bank.grid(atLevel: source)
    let factors = (0..<shape.rank).map { bank.lowPassFactor(axis: $0, level: source[$0]) }
    self.init(
      source: shape, target: bank.grid(atLevel: target), scale: 1 / Double(shape.count),
      threshold: Sample.negligible, in: arena
    ) { row, out in
      var remaining = row
      var product = 1.0
      for axis in stride(from: shape.rank - 2, through: 0, by: -1) {
        product *= factors[axis][remaining % shape[axis]]
        remaining /= shape[axis]
      }
      guard product > 0 else { return false }
      for column in out.indices { out[column] = product * factors[shape.rank - 1][column] }
      return true
    }
  }
}
