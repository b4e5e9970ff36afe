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
    derivativeState.withWorkers { workers in
      push(signals, tangents, into: features, workers)
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
      derivativeState.withWorkers { workers in
        pull(signals, cotangents, into: gradients.baseAddress!, workers)
      }
    }
  }

  private func requireShape(of signals: Signal<Sample>) {
    precondition(
      signals.shape == configuration.shape,
      "signals of \(signals.shape) for a transform of \(configuration.shape)")
  }

  private func push(
    _ signals: Signal<Sample>, _ tangents: Signal<Sample>, into features: AlignedBuffer<Sample>,
    _ workers: [DerivativeState<Sample>.Worker]
  ) {
    let (derivative, branches, gathers) = (
      derivativeState.derivative, cascade.branches, cascade.gatherIndices
    )
    let layout = derivative.layout
    @Sendable func root(_ index: Int, _ worker: Int) -> SignalScale<Sample> {
      derivative.pushRoot(
        signals.samples(of: index), along: tangents.samples(of: index),
        into: features.base + index * featureCount, workers[worker].scratch)
    }
    @Sendable func branch(_ branch: Int, _ index: Int, owner: Int, _ worker: Int) {
      let input = workers[owner]
      derivative.pushBranch(
        branch, input: (input.scratch[layout.inputSpectrum], input.scratch[layout.inputOther]),
        into: features.base + index * featureCount,
        gathered: (input.scratch[layout.gathered], input.scratch[layout.gatheredChange]),
        workers[worker].scratch)
    }
    @Sendable func gather(_ gather: Int, _ index: Int, owner: Int, _ worker: Int) {
      let input = workers[owner]
      derivative.pushGather(
        gather, gathered: (input.scratch[layout.gathered], input.scratch[layout.gatheredChange]),
        into: features.base + index * featureCount, workers[worker].scratch)
    }
    @Sendable func undo(_ scale: SignalScale<Sample>, _ index: Int) {
      guard let powers = cascade.powers else { return }
      scale.undo(
        features.base + index * featureCount, count: featureCount, powers: powers, isDerivative: true)
    }
    forEachSignal(signals.batchCount) { worker, index in
      let scale = root(index, worker)
      for item in branches { branch(item, index, owner: worker, worker) }
      for item in gathers { gather(item, index, owner: worker, worker) }
      undo(scale, index)
    } rest: { index in
      let scale = root(index, 0)
      parallel.forEach(branches.count) { worker, item in
        branch(branches.lowerBound + item, index, owner: 0, worker)
      }
      parallel.forEach(gathers.count) { worker, item in gather(item, index, owner: 0, worker) }
      undo(scale, index)
    }
  }

  private func pull(
    _ signals: Signal<Sample>, _ cotangents: Features<Sample>, into gradients: UnsafeMutablePointer<Sample>,
    _ workers: [DerivativeState<Sample>.Worker]
  ) {
    let (derivative, branches, gathers) = (
      derivativeState.derivative, cascade.branches, cascade.gatherIndices
    )
    let layout = derivative.layout
    nonisolated(unsafe) let gradients = gradients
    let count = configuration.shape.count
    @Sendable func cotangent(_ index: Int) -> UnsafePointer<Sample> {
      UnsafePointer(cotangents.storage.base + index * featureCount)
    }
    @Sendable func branch(
      _ branch: Int, _ index: Int, _ scale: SignalScale<Sample>, owner: Int, _ worker: Int
    ) {
      derivative.pullBranch(
        branch, spectrum: workers[owner].scratch[layout.inputSpectrum], scale: scale, of: cotangent(index),
        gathered: workers[owner].scratch[layout.gatheredChange], workers[worker].scratch)
    }
    @Sendable func gatherBranch(_ branch: Int, owner: Int, _ worker: Int) {
      derivative.gatherBranch(
        branch, spectrum: workers[owner].scratch[layout.inputSpectrum],
        into: workers[owner].scratch[layout.gathered], workers[worker].scratch)
    }
    @Sendable func gather(
      _ gather: Int, _ index: Int, _ scale: SignalScale<Sample>, owner: Int, _ worker: Int
    ) {
      derivative.pullGather(
        gather, gathered: workers[owner].scratch[layout.gathered], scale: scale, of: cotangent(index),
        into: workers[owner].scratch[layout.gatheredChange], workers[worker].scratch)
    }
    @Sendable func end(_ index: Int, _ scale: SignalScale<Sample>, _ worker: Int) {
      derivative.pullEnd(
        at: signals.samples(of: index), scale: scale, of: cotangent(index), into: gradients + index * count,
        workers[worker].scratch)
    }
    @Sendable func accumulate(_ branch: Int, owner: Int, _ worker: Int) {
      derivative.accumulateBranch(
        branch, into: workers[owner].scratch[layout.inputOther], workers[worker].scratch)
    }
    forEachSignal(signals.batchCount) { worker, index in
      let scale = derivative.pullStart(signals.samples(of: index), workers[worker].scratch)
      if !gathers.isEmpty { for item in branches { gatherBranch(item, owner: worker, worker) } }
      for item in gathers { gather(item, index, scale, owner: worker, worker) }
      for item in branches {
        branch(item, index, scale, owner: worker, worker)
        accumulate(item, owner: worker, worker)
      }
      end(index, scale, worker)
    } rest: { index in
      let scale = derivative.pullStart(signals.samples(of: index), workers[0].scratch)
      if !gathers.isEmpty {
        parallel.forEach(branches.count) { worker, item in
          gatherBranch(branches.lowerBound + item, owner: 0, worker)
        }
        parallel.forEach(gathers.count) { worker, item in gather(item, index, scale, owner: 0, worker) }
      }
      parallel.forEach(branches.count) { worker, item in
        branch(branches.lowerBound + item, index, scale, owner: 0, worker)
      } inOrder: { worker, item in
        accumulate(branches.lowerBound + item, owner: 0, worker)
      }
      end(index, scale, 0)
    }
    withExtendedLifetime((signals, cotangents)) {}
  }
}
