import Arrays
import ComplexModule
import Fourier
import Synchronization
import Wavelets

/// The wavelet scattering transform (Mallat 2012; Bruna and Mallat 2013): averages of cascades of wavelet moduli.
///
/// Signals `[batch..., space...]` become features `[batch..., path, space...]`: order 0 is `x * phi`, order 1
/// `|x * psi_1| * phi`, order 2 `||x * psi_1| * psi_2| * phi`, and so on, with scales that increase along a path; numbers
/// equal Kymatio 0.3's. Immutable and shared freely; features are the same bits for any number of threads and any way to
/// cut a batch, as long as the planner's plans and the kind of processor are the same; most sizes need no plans (`Rigor`).
public final class ScatteringTransform<Sample: ScatteringScalar>: Sendable {
  public let plan: ScatteringPlan
  public let bank: FilterBank
  let cascade: Cascade<Sample>
  let parallel: Parallel
  private let derivatives = Mutex<DerivativeState<Sample>?>(nil)
  private let planner: Planner
  private let rigor: Rigor
  private let idle = Mutex<[ScatteringWorkspace<Sample>]>([])

  public var configuration: ScatteringConfiguration { plan.configuration }
  /// The features' names along the path axis.
  public var paths: [ScatteringPath] { plan.paths }

  /// Makes filters and transforms: seconds for the largest images. Where plans are searched for (`Rigor`), it takes as long as
  /// `rigor` does the first time on a machine, without a limit unless the planner sets one (`Planner.init`).
  public convenience init(
    _ configuration: ScatteringConfiguration, parallel: Parallel = Parallel(), rigor: Rigor = .measure,
    planner: Planner = .shared
  ) {
    self.init(
      configuration, bank: FilterBank(configuration, parallel: parallel, planner: planner),
      parallel: parallel, rigor: rigor, planner: planner)
  }

  /// A transform by a bank of one's own, on the grid that the configuration pads to.
  package init(
    _ configuration: ScatteringConfiguration, bank: FilterBank, pathAxis: PathAxis? = nil,
    parallel: Parallel = Parallel(), rigor: Rigor = .measure, planner: Planner = .shared
  ) {
    self.bank = bank
    plan = ScatteringPlan(configuration, bank: bank, pathAxis: pathAxis)
    cascade = Cascade(plan, bank: bank, planner: planner, rigor: rigor, parallel: parallel)
    (self.parallel, self.planner, self.rigor) = (parallel, planner, rigor)
  }

  /// - Parameters:
  ///   - shape: The spatial axes of one signal, each at least 2^`scales`.
  ///   - scales: J: features average over about 2^J samples.
  ///   - orientations: L.
  /// - Throws: `ScatteringError`.
  public convenience init(shape: Shape, scales: Int, orientations: Int = 8) throws(ScatteringError) {
    self.init(try ScatteringConfiguration(shape: shape, scales: scales, orientations: orientations))
  }

  /// A transform of another configuration, made and run as this one is.
  package func remade(_ configuration: ScatteringConfiguration) -> ScatteringTransform {
    ScatteringTransform(configuration, parallel: parallel, rigor: rigor, planner: planner)
  }

  /// The features of all signals.
  /// - Precondition: the signals have the configuration's shape.
  public func callAsFunction(_ signals: Signal<Sample>) -> Features<Sample> {
    precondition(
      signals.shape == configuration.shape,
      "signals of \(signals.shape) for a transform of \(configuration.shape)")
    let storage = AlignedBuffer<Sample>(uninitialized: signals.batchCount * featureCount)
    withExtendedLifetime((signals, storage)) {
      execute(signals.samples(of: 0), count: signals.batchCount, into: storage.base)
    }
    return Features(batch: signals.batch, paths: paths, layout: plan.layout, storage: storage)
  }

  /// Whether the transforms of large grids overwrite their input to save memory.
  package var isInPlace: Bool { cascade.layout.isInPlace }

  /// The number of features of one signal, of all paths.
  public var featureCount: Int { plan.layout.count }

  /// Scratch memory for `execute`, for one call at a time.
  public func makeWorkspace() -> ScatteringWorkspace<Sample> {
    ScatteringWorkspace(threads: parallel.threads, counts: cascade.layout.counts, gridCount: plan.grid.count)
  }

  /// Computes the features of `count` signals, one after the other, to `count` blocks of `featureCount`, in scratch memory that is kept for the
  /// next call.
  public func execute(
    _ signals: UnsafePointer<Sample>, count: Int, into features: UnsafeMutablePointer<Sample>
  ) {
    let workspace = idle.withLock { $0.popLast() } ?? makeWorkspace()
    execute(signals, count: count, into: features, workspace)
    idle.withLock { $0.append(workspace) }
  }

  /// Computes features without allocating: `count` signals, one after the other, to `count` blocks of `featureCount`.
  public func execute(
    _ signals: UnsafePointer<Sample>, count: Int, into features: UnsafeMutablePointer<Sample>,
    _ workspace: ScatteringWorkspace<Sample>
  ) {
    nonisolated(unsafe) let (signals, features) = (signals, features)
    forEachSignal(count) { worker, index in
      cascade.execute(
        signals + index * configuration.shape.count, into: features + index * featureCount,
        spectrum: workspace.spectrum(of: worker), workspace.workers[worker].scratch)
    } rest: { index in
      nonisolated(unsafe) let features = features + index * featureCount
      nonisolated(unsafe) let spectrum = workspace.spectrum(of: 0)
      let own = workspace.workers[0]
      let scale = cascade.root(
        signals + index * configuration.shape.count, into: features, spectrum: spectrum, own.scratch)
      nonisolated(unsafe) let gathered = own.scratch[cascade.layout.gathered]
      parallel.forEach(cascade.branches.count) { worker, branch in
        cascade.branch(
          cascade.branches.lowerBound + branch, spectrum: spectrum, into: features, gathered: gathered,
          workspace.workers[worker].scratch)
      }
      parallel.forEach(cascade.gatherIndices.count) { worker, gather in
        cascade.gather(gather, gathered, into: features, workspace.workers[worker].scratch)
      }
      cascade.undo(scale, features)
    }
  }

  /// Deals whole signals to workers, as many as go evenly, and the rest one by one to the caller, who cuts each.
  func forEachSignal(
    _ count: Int, whole: @Sendable (_ worker: Int, _ index: Int) -> Void, rest: (_ index: Int) -> Void
  ) {
    let even = count - count % parallel.threads
    parallel.forEach(even, whole)
    for index in even..<count { rest(index) }
  }

  /// Tables of the derivative, made at the first call.
  var derivativeState: DerivativeState<Sample> {
    derivatives.withLock { state in
      if let state { return state }
      let made = DerivativeState(
        CascadeDerivative(cascade, bank: bank, planner: planner, rigor: rigor), threads: parallel.threads)
      state = made
      return made
    }
  }
}
