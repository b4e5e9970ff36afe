import Scattering
import TestSupport
import Testing

/// Transforms of columns in place against their definition, with `FourierPlanTests`' tolerance.
@Suite struct ColumnTransformTests {
  /// No whole strip, one, one and a rest, and more.
  @Test(arguments: [1, 7, 8, 9, 20], [1, 5, 12, 34, 1031]) func equalsTheDefinition(columns: Int, length: Int)
    throws
  {
    try check(length, columns, as: Float.self)
    try check(length, columns, as: Double.self)
  }

  func check<Sample: FourierScalar>(_ length: Int, _ columns: Int, as _: Sample.Type) throws {
    let shape = try Shape([length, columns])
    let input = complexNoise(shape.count, seed: 1, as: Sample.self)
    let exact = input.map { Complex(Double($0.real), Double($0.imaginary)) }
    for (kind, sign) in [(Recipe.Kind.forward, -1.0), (.backward, 1.0)] {
      let arena = Arena()
      let transform = ColumnTransform<Sample>(
        kind, length: length, columns: columns, rigor: .estimate, planner: Planner(wisdom: nil), in: arena)
      let matrix = AlignedBuffer<Complex<Sample>>(uninitialized: shape.count)
      _ = matrix.mutableElements.update(fromContentsOf: input)
      transform.execute(matrix.base)
      let expected = naiveTransform(exact, shape: shape, sign: sign, axes: [0])
      let roundings = 4 * (Double.log2(Double(length)) + 1)
      #expect(relativeDistance(Array(matrix.elements), expected) < roundings * Double(Sample.ulpOfOne))
    }
  }
}
