import Comparison
import Testing

@Suite struct ComparisonPresetTests {
  @Test(arguments: ComparisonPreset.allCases, [1, 250, 300, 4000, 10_000, 60_000, 1_000_000])
  func countsAscendWithinWhatThereIs(preset: ComparisonPreset, available: Int) {
    let counts = preset.labelCounts(available: available)
    #expect(!counts.isEmpty && zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 })
    #expect(counts.last! <= available)
    let repetitions = counts.map { preset.repetitions(labelCount: $0, available: available) }
    #expect(
      repetitions.allSatisfy { $0 >= 1 } && zip(repetitions, repetitions.dropFirst()).allSatisfy { $0 >= $1 })
    if counts.last == available { #expect(repetitions.last == 1) }
  }

  @Test func theFullPresetIsTheWholeCurve() {
    #expect(
      ComparisonPreset.full.labelCounts(available: 60_000) == [
        300, 1000, 2000, 5000, 10_000, 20_000, 40_000, 60_000,
      ])
    #expect(ComparisonPreset.quick.labelCounts(available: 60_000) == [300, 1000])
  }
}
