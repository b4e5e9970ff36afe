import Scattering
import TestSupport
import Testing

/// Kymatio's filters at every level, which it makes in single precision.
@Suite struct GoldenFilterTests {
  @Test(arguments: Golden.all.banks) func filtersEqualKymatio(example: Golden.Bank) throws {
    let bank = FilterBank.morlet2D(
      grid: try Shape([example.height, example.width]), scales: example.scales,
      orientations: example.orientations)
    for level in example.psi {
      let bands = bank.bands.filter { $0.scale >= level.firstScale ?? 0 }
      let found = bands.flatMap { bank.response(of: $0, level: level.level) }
      #expect(relativeDistance(found, Golden.numbers(level.file, as: Double.self)) < 1e-6)
    }
    for level in example.phi {
      let found = bank.lowPassResponse(level: level.level)
      #expect(relativeDistance(found, Golden.numbers(level.file, as: Double.self)) < 1e-6)
    }
  }
}
