import Learning
import Testing

@Suite struct LabelsTests {
  @Test func numbersAreInTheirOrder() {
    let labels = Labels(names: ["10", "9", "-1", "10"])
    #expect(labels.classNames == ["-1", "9", "10"])
    #expect(labels.values == [2, 1, 0, 2])
    #expect(labels.counts == [1, 1, 2])
  }

  @Test func wordsAreInTheOrderOfTheirScalars() {
    let labels = Labels(names: ["shoe", "10", "bag", "9"])
    #expect(labels.classNames == ["10", "9", "bag", "shoe"])
    #expect(labels.values == [3, 0, 2, 1])
  }
}
