/// A linear operator on real signals of a padded grid, in row-major order: the deformation as certificates apply it to the
/// moduli inside the network. Any operator gives a valid certificate; a good one gives a small one.
package protocol GridOperator: Sendable {
  func apply(_ signal: [Double]) -> [Double]
}
