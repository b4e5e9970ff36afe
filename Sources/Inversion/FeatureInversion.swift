import CLBFGS
import Numerical
import Scattering

/// Looks for a signal that has given scattering features: least squares by L-BFGS on the exact derivative (Nocedal 1980; libLBFGS).
///
/// The objective is `|S x - s|^2 / |s|^2`, features weighted alike. It is not convex: a signal with features near `s` need not be near
/// the one they came from, and another start may find another. Features of order 1 alone leave more such signals than those of order 2
/// as well (Bruna and Mallat 2013, section 3.3; Anden and Mallat 2014, section 5).
public struct FeatureInversion: Sendable {
  public let transform: ScatteringTransform<Double>
  /// The features sought, those of one signal.
  public let features: [Double]

  /// When the search ends.
  public struct Settings: Hashable, Sendable {
    /// Iterations at the most, each of one or a few evaluations of features and gradient.
    public var iterations: Int
    /// The relative error `|S x - s| / |s|` at which it is done.
    public var tolerance: Double

    public init(iterations: Int = 1000, tolerance: Double = 1e-3) {
      (self.iterations, self.tolerance) = (iterations, tolerance)
    }
  }

  /// A signal, and how near its features are.
  public struct Result: Sendable {
    public let signal: Signal<Double>
    /// `|S x - s| / |s|`.
    public let relativeError: Double
    public let iterations: Int
    public let end: End
  }

  /// Why a search ended.
  public enum End: Hashable, Sendable {
    /// The error is within the tolerance.
    case tolerance
    case iterations
    /// No step lowers the error further.
    case noProgress
    /// `progress` said so.
    case stopped
  }

  /// - Precondition: As many features as the transform has of a signal, not all zero, all finite.
  public init(_ transform: ScatteringTransform<Double>, features: [Double]) {
    precondition(features.count == transform.featureCount)
    precondition(features.allSatisfy(\.isFinite) && features.contains { $0 != 0 })
    (self.transform, self.features) = (transform, features)
  }

  /// A start for the search: noise of the features' size, brought to the averages that are wanted.
  ///
  /// Features of order 0 are linear, so they alone are found first.
  /// - Parameter seed: Fixes the noise.
  public func start(seed: UInt64) -> Signal<Double> {
    let configuration = transform.configuration
    let size = (features.reduce(0) { $0 + $1 * $1 } / Double(features.count)).squareRoot()
    var generator = SeededGenerator(seed: seed)
    let noise = Signal(
      (0..<configuration.shape.count).map { _ in size * generator.nextNormal() }, batch: [1],
      shape: configuration.shape)
    guard configuration.readout == .average, transform.plan.pathAxis == nil,
      let averaged = try? configuration.with(maximalOrder: 0)
    else { return noise }
    let averages = Array(features[transform.plan.layout.range(ofPath: 0)])
    guard averages.contains(where: { $0 != 0 }) else { return noise }
    let first = FeatureInversion(transform.remade(averaged), features: averages)
    return first.search(from: noise, settings: Settings(iterations: 100)).signal
  }

  /// Searches from a start.
  ///
  /// - Parameters:
  ///   - start: One signal of the transform's shape.
  ///   - progress: Called after each iteration with its number and the relative error; false ends the search.
  public func search(
    from start: Signal<Double>, settings: Settings = Settings(),
    progress: (_ iteration: Int, _ relativeError: Double) -> Bool = { _, _ in true }
  ) -> Result {
    precondition(start.shape == transform.configuration.shape && start.batchCount == 1)
    return withoutActuallyEscaping(progress) { progress in
      let search = InversionSearch(self, settings, progress)
      return search.run(from: start.samples)
    }
  }
}

/// One run of libLBFGS, whose callbacks find their state here.
private final class InversionSearch {
  private let inversion: FeatureInversion
  private let settings: FeatureInversion.Settings
  private let progress: (Int, Double) -> Bool
  private let norm: Double
  private var end: FeatureInversion.End?
  private var iterations = 0

  init(
    _ inversion: FeatureInversion, _ settings: FeatureInversion.Settings,
    _ progress: @escaping (Int, Double) -> Bool
  ) {
    (self.inversion, self.settings, self.progress) = (inversion, settings, progress)
    norm = inversion.features.reduce(0) { $0 + $1 * $1 }
  }

  func run(from start: [Double]) -> FeatureInversion.Result {
    // libLBFGS wants memory of its own, aligned for vectors, in multiples of 16 samples.
    let count = (start.count + 15) / 16 * 16
    let x = lbfgs_malloc(Int32(count))!
    defer { lbfgs_free(x) }
    for index in 0..<count { x[index] = index < start.count ? start[index] : 0 }
    var parameters = lbfgs_parameter_t()
    lbfgs_parameter_init(&parameters)
    parameters.m = 20
    parameters.epsilon = 0
    parameters.max_iterations = Int32(settings.iterations)
    var objective = 0.0
    let code = lbfgs(
      Int32(count), x, &objective,
      { state, x, gradient, _, _ in InversionSearch.of(state).evaluate(x!, gradient!) },
      { state, _, _, objective, _, _, _, _, iteration, _ in
        InversionSearch.of(state).hasEnded(Int(iteration), objective) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque(), &parameters)
    let signal = self.signal(x)
    return FeatureInversion.Result(
      signal: signal, relativeError: relativeError(signal), iterations: iterations,
      end: end ?? (Int(code) == LBFGSERR_MAXIMUMITERATION ? .iterations : .noProgress))
  }

  private static func of(_ state: UnsafeMutableRawPointer?) -> InversionSearch {
    Unmanaged<InversionSearch>.fromOpaque(state!).takeUnretainedValue()
  }

  private func signal(_ x: UnsafePointer<Double>) -> Signal<Double> {
    let shape = inversion.transform.configuration.shape
    return Signal(UnsafeBufferPointer(start: x, count: shape.count), batch: [1], shape: shape)
  }

  private func evaluate(
    _ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) -> Double {
    let (transform, signal) = (inversion.transform, signal(x))
    let features = transform(signal)
    let residual = zip(features.samples, inversion.features).map { $0 - $1 }
    let cotangent = Features(
      residual.map { 2 * $0 / norm }, batch: [1], paths: features.paths, layout: features.layout)
    let slope = transform.pullback(at: signal, cotangent).samples
    let padding = (slope.count + 15) / 16 * 16 - slope.count
    for index in slope.indices { gradient[index] = slope[index] }
    for index in 0..<padding { gradient[slope.count + index] = 0 }
    return residual.reduce(0) { $0 + $1 * $1 } / norm
  }

  private func hasEnded(_ iteration: Int, _ objective: Double) -> Bool {
    iterations = iteration
    let error = objective.squareRoot()
    if !progress(iteration, error) { end = .stopped }
    if error <= settings.tolerance { end = .tolerance }
    return end != nil
  }

  private func relativeError(_ signal: Signal<Double>) -> Double {
    let found = inversion.transform(signal).samples
    return (zip(found, inversion.features).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / norm)
      .squareRoot()
  }
}
