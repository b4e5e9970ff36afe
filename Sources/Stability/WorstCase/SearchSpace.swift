import Arrays

/// One perturbation of one of the images that are searched together.
struct SearchPoint: Sendable {
  let image: Int
  var coefficients: [Double]
}

/// Perturbed images, and the slopes through which coefficients move them: the gradient of the interpolant at
/// `u - tau(u)`, `[point, axis, space...]`; nil for noise.
struct Neighbourhood: Sendable {
  let points: [SearchPoint]
  let signals: Signal<Double>
  let slopes: Signal<Double>?
}

/// The bounded perturbations of some images, by coefficients.
protocol SearchSpace: Sendable {
  /// How large coefficients are beside each other; steps are taken in these units.
  var metric: [Double] { get }
  /// Perturbs fast, with what derivatives need.
  func neighbourhood(of points: [SearchPoint]) -> Neighbourhood
  /// Perturbs with the reference warp.
  func evaluate(_ points: [SearchPoint]) -> Signal<Double>
  /// The derivative of the perturbed images along directions of the coefficients.
  func pushforward(_ place: Neighbourhood, along directions: [[Double]]) -> Signal<Double>
  /// Its transpose.
  func pullback(_ place: Neighbourhood, of gradients: Signal<Double>) -> [[Double]]
  /// The gradient g of the size that the bounds limit, scaled so that g . coefficients is 1; nil where it is not used.
  func boundGradient(at point: SearchPoint) -> [Double]?
  /// The point scaled onto the bounds; a point within them stays where it is unless it is to grow.
  func fitted(_ point: SearchPoint, growing: Bool) -> SearchPoint
}
