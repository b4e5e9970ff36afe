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
  /// Points spread over the bounded perturbations of an image, so that a search looks everywhere; none where there are too many coefficients.
  func scan(image: Int) -> [SearchPoint]
  /// The direction of steepest ascent in the space's own length, 1; zeros for a gradient of zero.
  func direction(_ gradient: [Double]) -> [Double]
  /// Where a step within the bounds leads; an infinite one maximises the product with the direction.
  /// - Parameters:
  ///   - effort: How closely a step that needs iterations is solved for.
  ///   - memory: What the step before left to quicken this one; empty at first.
  func step(
    from point: SearchPoint, along direction: [Double], size: Double, effort: Int, memory: inout [Double]
  ) -> SearchPoint
  /// Points that are like the first on one side of the grid and like another on the other side; none where that has no meaning.
  func crossings(of points: [SearchPoint]) -> [SearchPoint]
  /// The point projected onto the bounds by scaling; a point within them stays unless it is to grow.
  func projected(_ point: SearchPoint, growing: Bool) -> SearchPoint
}
