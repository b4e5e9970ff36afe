/// A library that computes Fourier transforms: one file in `Providers` each.
///
/// A planner asks its providers in turn and takes the first plan; FFTW, which makes every plan, is the last.
package protocol FourierProvider: Sendable {
  /// Whether this library transforms the grids it takes whole, in place, rather than axis by axis.
  var prefersWholeGrids: Bool { get }

  /// The plan of a recipe, or nil if that is not for this library. What is taken may depend on nothing but the recipe: it
  /// decides bits.
  ///
  /// The planner calls this with the lock of all planning held (`plannerLock`).
  func makePlan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> FourierPlan<Sample>?
}

/// A plan without its owner, a `FourierPlan`, which must outlive it: what inner loops hold.
struct UnownedPlan: @unchecked Sendable {
  /// A library's function that executes a plan of one kind: complex, real to half spectrum, or back. Samples are untyped.
  typealias Execute =
    @convention(c) (
      _ plan: OpaquePointer?, _ input: UnsafeMutableRawPointer?, _ output: UnsafeMutableRawPointer?
    ) -> Void
  typealias Destroy = @convention(c) (_ plan: OpaquePointer?) -> Void

  let handle: OpaquePointer
  let function: Execute

  @inline(__always)
  func execute(_ input: UnsafeMutableRawPointer, _ output: UnsafeMutableRawPointer) {
    function(handle, input, output)
  }
}
