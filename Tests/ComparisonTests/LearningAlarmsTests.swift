import Comparison
import Numerical
import Testing

@Suite struct LearningAlarmsTests {
  /// A row with Student's interval of three repetitions, 4.303 standard errors either way; without one where there are fewer.
  private static func row(_ method: String, _ count: Int, _ errors: [Double]) -> LearningRow {
    let mean = errors.reduce(0, +) / Double(errors.count)
    let squares = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let half = errors.count == 3 ? 4.303 * (squares / 6).squareRoot() : 0
    return LearningRow(
      method: method, labelCount: count, errors: errors,
      error: MeanInterval(mean: mean, low: mean - half, high: mean + half, count: errors.count), sources: [],
      chosen: errors.map { _ in "" }, trainingSeconds: 0, inferenceSeconds: 0)
  }

  private static func trials(
    _ row: LearningRow, accuracy: Double? = nil, heldOut: Int = 100, edges: [[String]] = []
  ) -> [LearningAlarms.Trial] {
    row.errors.enumerated().map { index, error in
      LearningAlarms.Trial(
        method: row.method, labelCount: row.labelCount, error: error, trainAccuracy: accuracy,
        choice: ChoiceQuality(heldOutCount: heldOut, edges: index < edges.count ? edges[index] : []))
    }
  }

  /// Six classes, as many of each: naming one is wrong on 83.3 %.
  private func notices(_ rows: [LearningRow], _ trials: [LearningAlarms.Trial]) -> [String] {
    LearningAlarms(rows: rows, trials: trials, testLabels: (0..<60).map { $0 % 6 }).notices
  }

  @Test func aFairComparisonHasNone() {
    let rows = [Self.row("CNN", 300, [0.2, 0.21, 0.22]), Self.row("CNN", 1000, [0.15, 0.16, 0.15])]
    #expect(notices(rows, rows.flatMap { Self.trials($0, accuracy: 1) }).isEmpty)
    // Not trained, and nothing to choose.
    let row = Self.row("PCA", 60, [0.82])
    #expect(notices([row], Self.trials(row, heldOut: 0)).isEmpty)
  }

  /// The failure that was seen: 100 % of the training images, 82 % of the test images wrong.
  @Test(arguments: [(1.0, 0.82, true), (0.95, 0.67, true), (0.94, 0.82, false), (1.0, 0.66, false)])
  func whatWasLearnedIsNotWhatIsTested(accuracy: Double, error: Double, isTold: Bool) throws {
    let row = Self.row("scattering + CNN", 60, [0.03, error])
    let found = notices([row], Self.trials(row, accuracy: accuracy))
    #expect(found.count == (isTold ? 1 : 0))
    guard isTold else { return }
    for part in ["scattering + CNN at 60 labels", "\((error * 1000).rounded() / 10) %", "83.3 %"] {
      #expect(found[0].contains(part))
    }
  }

  @Test func errorsThatRiseBeyondTheirIntervals() {
    let low = Self.row("CNN", 300, [0.20, 0.201, 0.202])
    let high = Self.row("CNN", 1000, [0.25, 0.251, 0.252])
    let found = notices([low, high], [])
    #expect(found.count == 1 && found[0].hasPrefix("CNN: wrong on 25.1 % with 1000 labels"))
    #expect(found[0].contains("20.1 % with 300"))
    // Of another method, falling, and within the interval of either.
    #expect(notices([low, Self.row("SVM", 1000, [0.25, 0.251, 0.252])], []).isEmpty)
    #expect(notices([high, low].enumerated().map { Self.row("CNN", $0 + 1, $1.errors) }, []).isEmpty)
    #expect(notices([low, Self.row("CNN", 1000, [0.20, 0.248, 0.206])], []).isEmpty)
    #expect(notices([Self.row("CNN", 300, [0.225, 0.199, 0.202]), high], []).isEmpty == false)
    // One repetition has no interval of its own.
    #expect(notices([low, Self.row("CNN", 1000, [0.3])], []).count == 1)
  }

  @Test func choicesAtTheEdge() {
    let row = Self.row("SVM", 300, [0.2, 0.21, 0.22])
    let edge = "gamma 1, the largest tried"
    let found = notices([row], Self.trials(row, edges: [[edge], [edge]]))
    #expect(found == ["SVM at 300 labels: 2 of 3 repetitions chose \(edge): one beyond might be better."])
    #expect(notices([row], Self.trials(row, edges: [[edge], ["C 4, the smallest tried"]])).isEmpty)
  }

  @Test(arguments: [(6, 1), (19, 1), (20, 0)]) func choicesByFewImages(heldOut: Int, count: Int) {
    let row = Self.row("CNN", 12, [0.5, 0.5])
    let found = notices([row], Self.trials(row, heldOut: heldOut))
    #expect(found.count == count && found.allSatisfy { $0.contains("\(heldOut) images held out") })
  }
}
