import ComplexModule

/// The derivative of the cascade at a signal: products with the Jacobian and with its transpose, exact but for rounding.
///
/// Every linear step is its own derivative, and the transpose of each is taken as it is computed: a folded product spreads,
/// a banded matrix has its transpose, a Fourier transform runs the other way. The modulus has derivative 0 at 0.
/// Immutable; scratch memory is the caller's.
final class CascadeDerivative<Sample: FourierScalar>: @unchecked Sendable {
  typealias Complexes = UnsafeMutablePointer<Complex<Sample>>

  let cascade: Cascade<Sample>
  let layout: DerivativeLayout
  private let arena = Arena()
  /// For each level the transposed matrices of its low-pass, none where it is nowhere banded.
  let transposed: UnsafeBufferPointer<UnsafeBufferPointer<BandedMatrix<Sample>>>
  /// The transform of the grid at the output's level.
  let outputForward: GridTransform<Sample>

  init(_ cascade: Cascade<Sample>, bank: FilterBank, planner: Planner, rigor: Rigor) {
    self.cascade = cascade
    let plan = cascade.plan
    outputForward = GridTransform(
      .forward, grid: bank.grid(atLevel: plan.outputLevel), rigor: rigor, planner: planner, in: arena)
    let designer = LowPassDesigner<Sample>(plan: plan, bank: bank, arena: arena)
    transposed = arena.store(
      cascade.levels.indices.map { level in
        let isBanded =
          cascade.levels[level].innerLowPass.isBanded || cascade.levels[level].leafLowPass.isBanded
        return isBanded
          ? designer.transposedMatrices(level: level) : UnsafeBufferPointer(start: nil, count: 0)
      })
    layout = Self.makeLayout(cascade, transposed)
  }

  private static func makeLayout(
    _ cascade: Cascade<Sample>, _ transposed: UnsafeBufferPointer<UnsafeBufferPointer<BandedMatrix<Sample>>>
  ) -> DerivativeLayout {
    let counts = cascade.layout.counts
    var scratch = (counts[cascade.layout.product], counts[cascade.layout.averaged])
    let features = cascade.plan.outputShape.count
    for matrices in transposed {
      // The last product goes to the pairs.
      let products = matrices.dropLast().scratchCounts(of: features)
      scratch = (max(scratch.0, products.0), max(scratch.1, products.1, features))
    }
    return DerivativeLayout(
      grid: cascade.plan.grid.count, orders: cascade.layout.orderCounts, scratch: scratch)
  }

  /// Scales and pads a signal and transforms it: the derivative is the same at any positive multiple.
  func spectrum(of signal: UnsafePointer<Sample>, over other: Complexes, into spectrum: Complexes) {
    let forward = cascade.levels[0].forward
    let (pairs, other) = forward.places(into: spectrum, over: other)
    let scale = SignalScale(of: signal, count: cascade.plan.configuration.shape.count)
    cascade.pad(signal, times: scale.factor, into: pairs)
    forward.execute(pairs, over: other)
  }
}
