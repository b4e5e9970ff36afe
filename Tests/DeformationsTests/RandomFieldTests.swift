import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// The random fields beside those that `Docs/random_fields.py` made, which knows nothing of this library.
@Suite struct RandomFieldTests {
  @Test func goldenFieldsAreOfThisVersion() {
    #expect(GoldenFields.all.version == DeformationGenerator.version)
    #expect(Set(GoldenFields.all.fields.map(\.kind)) == Set(DeformationKind.allCases))
  }

  @Test(arguments: GoldenFields.all.fields) func goldenFieldsAreDrawn(field: DefinedField) throws {
    let golden = Golden.numbers("fields/\(try #require(field.file))", as: Double.self)
    #expect(field.excess(of: golden, noiseDistance: GoldenFields.all.noiseDistance) <= 1, "\(field)")
  }

  /// Every word that names a field changes it.
  @Test func everyWordCounts() {
    let first = DefinedField(.elastic, [12, 17], amplitude: 1.5, seed: 1, image: 2, field: 3)
    var others = [first, first, first, first]
    others[0].seed += 1
    others[1].image += 1
    others[2].field += 1
    others[3].kind = .rough
    let drawn = ([first] + others).map { $0.draw(noiseDistance: 1).samples }
    #expect(Set(drawn).count == 5)
    #expect(first.draw(noiseDistance: 1).samples == drawn[0])
  }
}
