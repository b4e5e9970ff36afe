import Arrays
import ComplexModule
import Fourier

/// Scratch memory of a transform: one part a thread. For one call of `execute` at a time.
public final class ScatteringWorkspace<Sample: ScatteringScalar>: @unchecked Sendable {
  /// The memory of one worker.
  final class Worker: @unchecked Sendable {
    let scratch: Workspace<Sample>
    init(counts: [Int]) { scratch = Workspace(counts: counts) }
  }

  let workers: [Worker]
  private let spectra: [AlignedBuffer<Complex<Sample>>]

  init(threads: Int, counts: [Int], gridCount: Int) {
    workers = (0..<threads).map { _ in Worker(counts: counts) }
    spectra = (0..<threads).map { _ in AlignedBuffer(uninitialized: gridCount) }
  }

  /// The spectrum of the signal that a worker is at.
  func spectrum(of worker: Int) -> UnsafeMutablePointer<Complex<Sample>> { spectra[worker].base }

  /// Fills all with NaN, so that a test sees whether a result depends on what was there before.
  package func poison() {
    for worker in workers { worker.scratch.poison() }
    for spectrum in spectra { spectrum.mutableElements.update(repeating: Complex(.nan, .nan)) }
  }
}
