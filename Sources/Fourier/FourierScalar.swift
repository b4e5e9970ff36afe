import Arrays
import ComplexModule

/// A scalar that FFTW transforms: the one door to the C library. Only `execute` calls may run at the same time; all else
/// happens under the planner's lock.
public protocol FourierScalar: Scalar {
  /// A plan for execution on any arrays aligned like the planner's own; nil if FFTW makes none.
  static func makePlan(_ recipe: Recipe) -> OpaquePointer?
  static func destroyPlan(_ plan: OpaquePointer)
  static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Complex<Self>>,
    _ output: UnsafeMutablePointer<Complex<Self>>)
  static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Self>, _ output: UnsafeMutablePointer<Complex<Self>>)
  static func execute(
    _ plan: OpaquePointer, _ input: UnsafeMutablePointer<Complex<Self>>, _ output: UnsafeMutablePointer<Self>)
  /// Transforms the grid at `source`, back and forth between it and `other`, which is not needed in place.
  /// - Returns: Where the result lies, one of the two.
  @discardableResult static func execute(
    _ transform: GridTransform<Self>, _ source: UnsafeMutablePointer<Complex<Self>>,
    over other: UnsafeMutablePointer<Complex<Self>>
  ) -> UnsafeMutablePointer<Complex<Self>>
  /// All that this process knows of fast plans, as text.
  static func exportWisdom() -> String
  /// Adds to what is known; false if the text is no wisdom of this FFTW.
  static func importWisdom(_ text: String) -> Bool
}
