/// What was measured of one case; times are medians over the rounds, and nil where only the transform was timed.
public struct BenchmarkResult: Codable, Sendable {
  public let name: String
  /// The axes of a signal.
  public let shape: [Int]
  /// The wavelets in words.
  public let wavelets: String
  public let scales: Int
  public let batch: Int
  public let threads: Int
  public let rigor: String
  public let rounds: Int
  /// The whole transform of the batch, on all threads.
  public let secondsPerBatch: Double
  public let signalsPerSecond: Double
  /// Making the transform, its filters and plans, once plans are known: the constructor's time.
  public let setupSeconds: Double
  /// The FFTW baseline: the Fourier transforms that the batch needs, on as many threads.
  public let fftwSecondsPerBatch: Double?
  /// The whole transform over the FFTW baseline, median over the rounds.
  public let ratioToFFTW: Double?
  /// The whole transform over the FFTW baseline at the nearest sides with factors 2, 3 and 5, by the number of samples and its logarithm;
  /// median over the rounds. FFTW alone is slow at some sides, so that a ratio to it says little there.
  public let ratioToNeighbour: Double?
  /// The whole transform on one thread.
  public let oneThreadSecondsPerBatch: Double?
  /// One thread over all threads, median over the rounds.
  public let threadSpeedup: Double?
  /// The pullback of one cotangent a signal, features computed anew, over the whole transform; median over the rounds.
  public let pullbackRatio: Double?

  /// The keys that `scatter bench --json` prints: those of the FFTW baseline speak of bare transforms.
  private enum CodingKeys: String, CodingKey {
    case name, shape, wavelets, scales, batch, threads, rigor, rounds
    case secondsPerBatch, signalsPerSecond, setupSeconds
    case fftwSecondsPerBatch = "bareSecondsPerBatch"
    case ratioToFFTW = "ratioToBare"
    case ratioToNeighbour = "ratioToSmoothBare"
    case oneThreadSecondsPerBatch, threadSpeedup, pullbackRatio
  }
}
