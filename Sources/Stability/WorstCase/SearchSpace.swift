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
  /// The relative sizes of coefficients; steps are taken in these units.
  var metric: [Double] { get }
  /// Perturbs fast, with what derivatives need.
  func neighbourhood(of points: [SearchPoint]) -> Neighbourhood
  /// Perturbs with the reference warp.
  func evaluate(_ points: [SearchPoint]) -> Signal<Double>
  /// The derivative of the perturbed images along directions of the coefficients.
  func pushforward(_ neighbourhood: Neighbourhood, along directions: [[Double]]) -> Signal<Double>
  /// The transpose of `pushforward`: gradients with respect to the images, to ones with respect to the coefficients.
  func pullback(_ neighbourhood: Neighbourhood, of gradients: Signal<Double>) -> [[Double]]
  /// The gradient g of the size that the bounds limit, scaled so that g . coefficients is 1; nil where it is not used.
  func boundGradient(at point: SearchPoint) -> [Double]?
  /// The point projected onto the bounds by scaling; a point within them stays unless it is to grow.
  func projected(_ point: SearchPoint, growing: Bool) -> SearchPoint
}
