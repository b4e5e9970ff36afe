import Arrays
import Fourier
import Synchronization

/// What a transform needs for its derivative, made when it is first asked for.
final class DerivativeState<Sample: ScatteringScalar>: Sendable {
  typealias Worker = ScatteringWorkspace<Sample>.Worker

  let derivative: CascadeDerivative<Sample>
  private let threads: Int
  private let idle = Mutex<[[Worker]]>([])

  init(_ derivative: CascadeDerivative<Sample>, threads: Int) {
    (self.derivative, self.threads) = (derivative, threads)
  }

  /// Calls `body` with workers that nobody else uses meanwhile.
  func withWorkers(_ body: ([Worker]) -> Void) {
    let workers =
      idle.withLock { $0.popLast() }
      ?? (0..<threads).map { _ in Worker(counts: derivative.layout.counts) }
    body(workers)
    idle.withLock { $0.append(workers) }
  }
}

extension ScatteringTransform {
  /// The Jacobian at each signal times a tangent: how features change along it, to first order.
  ///
  /// Exact where no modulus vanishes; a modulus has derivative 0 at 0. About twice the cost of the features.
  /// - Precondition: signals and tangents have the configuration's shape and one batch.
  public func pushforward(at signals: Signal<Sample>, along tangents: Signal<Sample>) -> Features<Sample> {
    requireShape(of: signals)
    requireShape(of: tangents)
    precondition(tangents.batch == signals.batch, "tangents \(tangents.batch) for signals \(signals.batch)")
    let features = AlignedBuffer<Sample>(uninitialized: signals.batchCount * featureCount)
    withExtendedLifetime((signals, tangents, features)) {
      pushforward(
        at: signals.samples(of: 0), along: tangents.samples(of: 0), count: signals.batchCount,
        into: features.base)
    }
    return Features(batch: signals.batch, paths: paths, layout: plan.layout, storage: features)
  }

  /// The transposed Jacobian at each signal times a cotangent: the gradient of the inner product of features and cotangent
  /// with respect to the signal.
  ///
  /// The exact adjoint of `pushforward`. At most three times the cost of the features; the same bits for any number of
  /// threads and any way to cut a batch.
  /// - Precondition: signals have the configuration's shape; cotangents are features of as many signals.
  public func pullback(at signals: Signal<Sample>, _ cotangents: Features<Sample>) -> Signal<Sample> {
    requireShape(of: signals)
    precondition(
      cotangents.batch == signals.batch && cotangents.layout == plan.layout,
      "cotangents of \(cotangents.batch) x \(cotangents.layout.count) features for signals \(signals.batch) of \(signals.shape)"
    )
    return Signal(batch: signals.batch, shape: signals.shape) { gradients in
      withExtendedLifetime((signals, cotangents)) {
        pullback(
          at: signals.samples(of: 0), UnsafePointer(cotangents.storage.base), count: signals.batchCount,
          into: gradients.baseAddress!)
      }
    }
  }

  private func requireShape(of signals: Signal<Sample>) {
    precondition(
      signals.shape == configuration.shape,
      "signals of \(signals.shape) for a transform of \(configuration.shape)")
  }

  /// The Jacobian at each of `count` signals, one after the other, times a tangent of each, to as many blocks of `featureCount`.
  public func pushforward(
    at signals: UnsafePointer<Sample>, along tangents: UnsafePointer<Sample>, count: Int,
    into features: UnsafeMutablePointer<Sample>
  ) {
    let state = derivativeState
    state.withWorkers {
      push(
        Pushforward(
          derivative: state.derivative, workers: $0, signals: signals, tangents: tangents, features: features),
        count)
    }
  }

  /// The transposed Jacobian at each of `count` signals, one after the other, times a block of `featureCount` cotangents of each, to as many
  /// gradients.
  public func pullback(
    at signals: UnsafePointer<Sample>, _ cotangents: UnsafePointer<Sample>, count: Int,
    into gradients: UnsafeMutablePointer<Sample>
  ) {
    let state = derivativeState
    state.withWorkers {
      pull(
        Pullback(
          derivative: state.derivative, workers: $0, signals: signals, cotangents: cotangents,
          gradients: gradients), count)
    }
  }

  private func push(_ work: Pushforward<Sample>, _ count: Int) {
    let (branches, gathers) = (cascade.branches, cascade.gatherIndices)
    forEachSignal(count) { worker, index in
      let scale = work.root(index, worker)
      for item in branches { work.branch(item, index, owner: worker, worker) }
      for item in gathers { work.gather(item, index, owner: worker, worker) }
      work.undo(scale, index)
    } rest: { index in
      let scale = work.root(index, 0)
      parallel.forEach(branches.count) { worker, item in
        work.branch(branches.lowerBound + item, index, owner: 0, worker)
      }
      parallel.forEach(gathers.count) { worker, item in work.gather(item, index, owner: 0, worker) }
      work.undo(scale, index)
    }
  }

  private func pull(_ work: Pullback<Sample>, _ count: Int) {
    let (branches, gathers) = (cascade.branches, cascade.gatherIndices)
    forEachSignal(count) { worker, index in
      let scale = work.start(index, worker)
      if !gathers.isEmpty { for item in branches { work.gatherBranch(item, owner: worker, worker) } }
      for item in gathers { work.gather(item, index, scale, owner: worker, worker) }
      for item in branches {
        work.branch(item, index, scale, owner: worker, worker)
        work.accumulate(item, owner: worker, worker)
      }
      work.end(index, scale, worker)
    } rest: { index in
      let scale = work.start(index, 0)
      if !gathers.isEmpty {
        parallel.forEach(branches.count) { worker, item in
          work.gatherBranch(branches.lowerBound + item, owner: 0, worker)
        }
        parallel.forEach(gathers.count) { worker, item in work.gather(item, index, scale, owner: 0, worker) }
      }
      parallel.forEach(branches.count) { worker, item in
        work.branch(branches.lowerBound + item, index, scale, owner: 0, worker)
      } inOrder: { worker, item in
        work.accumulate(branches.lowerBound + item, owner: 0, worker)
      }
      work.end(index, scale, 0)
    }
  }
}

/// The pieces of a pushforward, each of one signal by one worker; its owner is the worker whose memory holds the signal's spectra.
private struct Pushforward<Sample: ScatteringScalar>: @unchecked Sendable {
  let derivative: CascadeDerivative<Sample>
  let workers: [DerivativeState<Sample>.Worker]
  let signals, tangents: UnsafePointer<Sample>
  let features: UnsafeMutablePointer<Sample>

  private var layout: DerivativeLayout { derivative.layout }
  private var featureCount: Int { derivative.cascade.plan.layout.count }

  private func features(of index: Int) -> UnsafeMutablePointer<Sample> { features + index * featureCount }

  func root(_ index: Int, _ worker: Int) -> SignalScale<Sample> {
    let start = index * derivative.cascade.signalShape.count
    return derivative.pushRoot(
      signals + start, along: tangents + start, into: features(of: index), workers[worker].scratch)
  }

  func branch(_ branch: Int, _ index: Int, owner: Int, _ worker: Int) {
    let input = workers[owner]
    derivative.pushBranch(
      branch, input: (input.scratch[layout.inputSpectrum], input.scratch[layout.inputOther]),
      into: features(of: index),
      gathered: (input.scratch[layout.gathered], input.scratch[layout.gatheredChange]),
      workers[worker].scratch)
  }

  func gather(_ gather: Int, _ index: Int, owner: Int, _ worker: Int) {
    let input = workers[owner]
    derivative.pushGather(
      gather, gathered: (input.scratch[layout.gathered], input.scratch[layout.gatheredChange]),
      into: features(of: index), workers[worker].scratch)
  }

  /// Takes the scale of a signal out of the tangents of its integrals.
  func undo(_ scale: SignalScale<Sample>, _ index: Int) {
    guard let powers = derivative.cascade.powers else { return }
    scale.undo(features(of: index), count: featureCount, powers: powers, isDerivative: true)
  }
}

/// The pieces of a pullback, each of one signal by one worker; its owner is the worker whose memory holds the signal's spectrum.
private struct Pullback<Sample: ScatteringScalar>: @unchecked Sendable {
  let derivative: CascadeDerivative<Sample>
  let workers: [DerivativeState<Sample>.Worker]
  let signals, cotangents: UnsafePointer<Sample>
  let gradients: UnsafeMutablePointer<Sample>

  private var layout: DerivativeLayout { derivative.layout }

  private func cotangent(_ index: Int) -> UnsafePointer<Sample> {
    cotangents + index * derivative.cascade.plan.layout.count
  }

  private func start(of index: Int) -> Int { index * derivative.cascade.signalShape.count }

  func start(_ index: Int, _ worker: Int) -> SignalScale<Sample> {
    derivative.pullStart(signals + start(of: index), workers[worker].scratch)
  }

  func gatherBranch(_ branch: Int, owner: Int, _ worker: Int) {
    derivative.gatherBranch(
      branch, spectrum: workers[owner].scratch[layout.inputSpectrum],
      into: workers[owner].scratch[layout.gathered], workers[worker].scratch)
  }

  func gather(_ gather: Int, _ index: Int, _ scale: SignalScale<Sample>, owner: Int, _ worker: Int) {
    derivative.pullGather(
      gather, gathered: workers[owner].scratch[layout.gathered], scale: scale, of: cotangent(index),
      into: workers[owner].scratch[layout.gatheredChange], workers[worker].scratch)
  }

  func branch(_ branch: Int, _ index: Int, _ scale: SignalScale<Sample>, owner: Int, _ worker: Int) {
    derivative.pullBranch(
      branch, spectrum: workers[owner].scratch[layout.inputSpectrum], scale: scale, of: cotangent(index),
      gathered: workers[owner].scratch[layout.gatheredChange], workers[worker].scratch)
  }

  /// Adds what `branch` kept to the cotangent of the signal's spectrum.
  func accumulate(_ branch: Int, owner: Int, _ worker: Int) {
    derivative.accumulateBranch(
      branch, into: workers[owner].scratch[layout.inputOther], workers[worker].scratch)
  }

  func end(_ index: Int, _ scale: SignalScale<Sample>, _ worker: Int) {
    derivative.pullEnd(
      at: signals + start(of: index), scale: scale, of: cotangent(index),
      into: gradients + start(of: index), workers[worker].scratch)
  }
}
