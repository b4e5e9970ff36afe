/// One step of the cascade: one or two signals of equal size that are filtered, their moduli averaged into features and,
/// where there are children, filtered again.
///
/// Signals go in pairs because their moduli are real: one complex transform serves both.
struct PlanNode: Sendable {
  /// One of the two signals.
  struct Member: Sendable {
    /// Which of the parent's two signals is filtered, 0 or 1.
    let parent: Int
    /// The index of the band in the bank; -1 for the input itself.
    let band: Int
    /// The index of the folded filter, among `ScatteringPlan.products`.
    let product: Int
    /// The index of the path that the feature goes to.
    let path: Int
  }

  let first: Member
  let second: Member?
  /// The number of wavelets passed.
  let order: Int
  /// Signals here are decimated by 2^level.
  let level: Int
  /// Indices of the nodes that filter these signals again.
  var children: Range<Int> = 0..<0
}
