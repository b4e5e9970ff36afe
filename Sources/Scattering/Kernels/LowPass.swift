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
      ? .spectral(SpectralLowPass(filter: foldedLowPass(level: level), backward: backward)) : nil
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

  /// The low-pass for products with spectra at a level whose result is decimated to the output's, over the samples of the grid.
  private func foldedLowPass(level: [Int]) -> FoldedFilter<Sample> {
    let shape = bank.grid(atLevel: level)
    let factors = (0..<shape.rank).map { bank.lowPassFactor(axis: $0, level: level[$0]) }
    return FoldedFilter(
      source: shape, target: bank.grid(atLevel: plan.outputLevel), scale: 1 / Double(shape.count),
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

  /// The matrices of the average of what was filtered across paths, the path axis first.
  func gatheredMatrices(level: [Int], pathLevel: Int) -> UnsafeBufferPointer<BandedMatrix<Sample>> {
    arena.store(([pathAxis(pathLevel)] + bandedAxes(level: level)).map { $0.matrix(in: arena) })
  }

  /// The transposed matrices of a low-pass that is banded.
  /// - Parameter pathLevel: The level on the path axis, where the low-pass is of what was filtered across paths.
  func transposedMatrices(level: [Int], pathLevel: Int? = nil) -> UnsafeBufferPointer<BandedMatrix<Sample>> {
    let first = pathLevel.map { [pathAxis($0)] } ?? []
    return arena.store((first + bandedAxes(level: level)).map { $0.transposedMatrix(in: arena) })
  }

  private func bandedAxes(level: [Int]) -> [BandedAxis] {
    (0..<plan.axes.count).map {
      BandedAxis(bank, axis: $0, plan.axes[$0], from: level[$0], to: plan.outputLevel[$0])
    }
  }

  private func pathAxis(_ level: Int) -> BandedAxis {
    let axis = plan.pathAxis!
    return BandedAxis(axis.bank, axis: 0, axis.sampling, from: level, to: axis.outputLevel)
  }

  /// What a banded matrix along one axis is made of; the matrix itself may be too large to be made in vain.
  private struct BandedAxis {
    let kernel: [Double]
    let first: Int
    let layout: BandedMatrixLayout

    init(_ bank: FilterBank, axis: Int, _ sampling: AxisSampling, from level: Int, to output: Int) {
      let kept = sampling.kept(level: output)
      let step = 1 << (output - level)
      kernel = bank.lowPassKernel(axis: axis, level: level)
      first = kept.lowerBound * step
      layout = BandedMatrixLayout(
        circulant: kernel, step: step, rows: kept.count, tolerance: LowPassDesigner.negligibleTail)
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
