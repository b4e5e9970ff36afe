import Arrays
import ComplexModule
import Fourier
import Wavelets

/// The derivative of the cascade at a signal: products with the Jacobian and with its transpose, exact but for rounding.
///
/// Every linear step is its own derivative, and the transpose of each is taken as it is computed: a folded product is unfolded,
/// a banded matrix has its transpose, a Fourier transform runs the other way. The modulus has derivative 0 at 0.
/// Immutable; scratch memory is the caller's.
final class CascadeDerivative<Sample: ScatteringScalar>: @unchecked Sendable {
  typealias Complexes = UnsafeMutablePointer<Complex<Sample>>

  let cascade: Cascade<Sample>
  let layout: DerivativeLayout
  private let arena = Arena()
  /// For each level the transposed matrices of its low-pass, none where it is nowhere banded.
  let transposed: UnsafeBufferPointer<UnsafeBufferPointer<BandedMatrix<Sample>>>
  /// The transform of the grid at the output's level.
  let outputForward: GridTransform<Sample>
  /// The adjoints of what filters across paths.
  let gathers: GatherAdjoint<Sample>?

  init(_ cascade: Cascade<Sample>, bank: FilterBank, planner: Planner, rigor: Rigor) {
    self.cascade = cascade
    let plan = cascade.plan
    outputForward = GridTransform(
      .forward, grid: bank.grid(atLevel: plan.outputLevel), rigor: rigor, planner: planner, in: arena)
    let designer = LowPassDesigner<Sample>(plan: plan, bank: bank, arena: arena)
    transposed = arena.store(
      cascade.levels.indices.map { index in
        let level = cascade.levels[index]
        let isBanded = [level.innerLowPass, level.leafLowPass].contains { $0?.isBanded == true }
        return isBanded
          ? designer.transposedMatrices(level: cascade.levelExponents[index])
          : UnsafeBufferPointer(start: nil, count: 0)
      })
    gathers = cascade.gathers.map { [arena] in
      GatherAdjoint($0, designer: designer, planner: planner, rigor: rigor, in: arena)
    }
    layout = Self.makeLayout(cascade, transposed, gathers)
  }

  private static func makeLayout(
    _ cascade: Cascade<Sample>, _ transposed: UnsafeBufferPointer<UnsafeBufferPointer<BandedMatrix<Sample>>>,
    _ gathers: GatherAdjoint<Sample>?
  ) -> DerivativeLayout {
    let counts = cascade.layout.counts
    var scratch = (counts[cascade.layout.product], counts[cascade.layout.averaged])
    for matrices in Array(transposed) + (gathers.map { Array($0.transposed) } ?? []) {
      let features = matrices.reduce(1) { $0 * $1.columns }
      // The last product goes to the pairs.
      let products = matrices.dropLast().scratchCounts(of: features)
      scratch = (max(scratch.0, products.0), max(scratch.1, products.1, features))
    }
    return DerivativeLayout(
      grid: cascade.plan.grid.count, orders: cascade.layout.orderCounts, scratch: scratch,
      transforms: cascade.nodes.map(\.transforms.count).max()!,
      gathers: cascade.gathers.map { ($0.memoryCount, $0.matrixCount) })
  }

  /// Scales and pads a signal and transforms it: the derivative of averages is the same at any positive multiple.
  /// - Returns: The scale of the spectrum.
  @discardableResult
  func spectrum(
    of signal: UnsafePointer<Sample>, over other: Complexes, into spectrum: Complexes
  ) -> SignalScale<Sample> {
    let forward = cascade.levels[0].forward
    let (pairs, other) = forward.buffers(into: spectrum, over: other)
    let scale = SignalScale(of: signal, count: cascade.signalShape.count)
    cascade.pad(signal, times: scale.factor, into: pairs)
    forward.execute(pairs, over: other)
    return scale
  }

  /// The complex signals and the moduli of a node whose bands are groups of filters.
  /// - Parameter moduli: Where the sums of their powers are made as well.
  func groupModuli(
    _ node: ScheduledNode, _ parents: (Complexes, Complexes), over other: Complexes, into moduli: Complexes,
    _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[node.level]
    for (index, transform) in cascade.transforms[node.transforms].enumerated() {
      cascade.filter(
        transform, parents, level, over: other, into: workspace[layout.signal(node.order, index)])
    }
    sumModuli(node, into: moduli, workspace)
  }

  /// The moduli over the group of what `groupModuli` left.
  func sumModuli(_ node: ScheduledNode, into moduli: Complexes, _ workspace: borrowing Workspace<Sample>) {
    let count = cascade.levels[node.level].count
    for (index, transform) in cascade.transforms[node.transforms].enumerated() {
      GroupModulus.addPowers(
        workspace[layout.signal(node.order, index)], count: count, to: transform.target, isFirst: index == 0,
        of: moduli)
    }
    Sample.roots(of: moduli, count: count, into: moduli)
  }
}
