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

  @Test func confusionsAreCounted() {
    let confusion = ConfusionMatrix(
      truth: [0, 0, 1, 2, 2, 2], predictions: [0, 1, 1, 0, 2, 2], classCount: 3)
    #expect(confusion.counts == [[1, 1, 0], [0, 1, 0], [1, 0, 2]])
    #expect(confusion.total == 6 && confusion.misclassifiedCount == 2)
  }
}
