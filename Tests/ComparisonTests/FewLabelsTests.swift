import Learning
import Scattering
import Synchronization
import Testing

@testable import Comparison

@Suite struct FewLabelsTests {
  /// 3 classes of 40 training images and 20 test images, of one sample: the number of the class, and something.
  private static func images(_ count: Int) -> LabelledSignals {
    let labels = (0..<count).map { $0 % 3 }
    let samples = labels.enumerated().map { Float($1) + Float($0 % 7) / 20 }
    return LabelledSignals(Signal(samples, batch: [count], shape: [1, 1]), labels: labels, classCount: 3)
  }

  /// Learns the mean of each class; the test images that it misses tell the images it was given.
  private struct NearestMean: ComparedMethod {
    struct Stopped: Error {}

    let name: String
    var candidateCount = 2
    var fingerprint = "1"
    /// Rounds until it stops, as a killed run does.
    var limit = Int.max
    let rounds = Counter()

    final class Counter: Sendable {
      private let places = Mutex<[[Int]]>([])
      func add(_ round: [Int]) { places.withLock { $0.append(round) } }
      var all: [[Int]] { places.withLock { $0 } }
    }

    var family: MethodFamily { .pixels }
    var detail: String { "means" }
    var dimension: Int? { 1 }
    var parameterCount: Int? { 3 }

    func evaluate(_ round: FewLabelTrial) throws -> Outcome {
      guard rounds.all.count < limit else { throw Stopped() }
      rounds.add(round.indices)
      var generator = SeededGenerator(seed: round.seed)
      let noise = Double.random(in: 0..<0.1, using: &generator)
      let given = round.indices.reduce(0) { ($0 &* 31 &+ $1) % 1009 }
      let isWrong = (0..<round.test.count).map { _ in
        Double.random(in: 0..<1, using: &generator) < 0.1 + noise + Double(given) / 5000
      }
      return Outcome(
        errors: TestErrors(isWrong), chosen: "\(round.indices.count)",
        trainingSeconds: 1,
        inferenceSeconds: 0.5,
        epochs: [TrainingEpoch(loss: noise, trainAccuracy: 1, validationAccuracy: nil, seconds: 0)])
    }
  }

  /// Remembers as a file does, across runs.
  private final class MemoryJournal: OutcomeJournal {
    private let outcomes = Mutex<[String: Outcome]>([:])
    func outcome(for key: String) -> Outcome? { outcomes.withLock { $0[key] } }
    func record(_ outcome: Outcome, for key: String) { outcomes.withLock { $0[key] = outcome } }
    var count: Int { outcomes.withLock(\.count) }
  }

  private let settings = FewLabelSettings(
    labelCounts: [6, 30, 120], repetitions: [4, 3, 1], seed: 5, tuning: Tuning())

  private func study(
    _ methods: [NearestMean], _ settings: FewLabelSettings? = nil, data: String = "data",
    train: LabelledSignals = images(120)
  ) throws(ComparisonError) -> FewLabels {
    try FewLabels(
      train: train, test: Self.images(60), classNames: ["a", "b", "c"], methods: methods,
      settings: settings ?? self.settings, dataFingerprint: data, parallel: Parallel(threads: 1))
  }

  private func fault(_ methods: [NearestMean], _ settings: FewLabelSettings? = nil) -> ComparisonError? {
    do throws(ComparisonError) {
      _ = try study(methods, settings)
      return nil
    } catch { return error }
  }

  @Test func everyMethodLearnsFromTheSameImages() throws {
    let (first, second) = (NearestMean(name: "one"), NearestMean(name: "two"))
    let result = try study([first, second]).run()
    #expect(first.rounds.all == second.rounds.all)
    #expect(first.rounds.all.map(\.count) == [6, 6, 6, 6, 30, 30, 30, 120])
    #expect(Set(first.rounds.all).count == 8)
    for places in first.rounds.all {
      let sizes = places.reduce(into: [0, 0, 0]) { $0[$1 % 3] += 1 }
      #expect(sizes == [Int](repeating: places.count / 3, count: 3))
    }
    #expect(result.rows.map(\.method) == ["one", "one", "one", "two", "two", "two"])
    #expect(result.rows.map(\.errors.count) == [4, 3, 1, 4, 3, 1])
    #expect(result.rows[0].errors == result.rows[3].errors)
    #expect(result.rows[0].trainingSeconds == 1 && result.rows[0].inferenceSeconds == 0.5)
    #expect(result.curves.map(\.labelCount) == [6, 30, 120, 6, 30, 120])
  }

  @Test func aSeedFixesTheResult() throws {
    let first = try study([NearestMean(name: "one")]).run()
    #expect(try study([NearestMean(name: "one")]).run() == first)
    var others = settings
    others.seed = 6
    #expect(try study([NearestMean(name: "one")], others).run() != first)
  }

  @Test func whatComesBeforeDoesNotChangeARound() throws {
    let whole = try study([NearestMean(name: "one"), NearestMean(name: "two")]).run()
    let part = FewLabelSettings(
      labelCounts: [30], repetitions: [2], seed: 5, tuning: Tuning())
    let found = try study([NearestMean(name: "two")], part).run()
    #expect(found.rows[0].errors == Array(whole.rows[4].errors.prefix(2)))
  }

  @Test(arguments: 0...16)
  func aKilledRunGoesOnToTheSameResult(limit: Int) throws {
    let whole = try study([NearestMean(name: "one"), NearestMean(name: "two")]).run()
    let journal = MemoryJournal()
    // Two methods of 8 rounds each: the first stops after half of the limit, the second a round earlier or later.
    let stopped = [
      NearestMean(name: "one", limit: (limit + 1) / 2), NearestMean(name: "two", limit: limit / 2),
    ]
    if limit < 16 {
      #expect(throws: ComparisonError.self) { try study(stopped).run(journal: journal) }
    } else {
      _ = try study(stopped).run(journal: journal)
    }
    #expect(journal.count == limit)
    let resumed = [NearestMean(name: "one"), NearestMean(name: "two")]
    #expect(try study(resumed).run(journal: journal) == whole)
    #expect(resumed.reduce(0) { $0 + $1.rounds.all.count } == 16 - limit)
  }

  @Test func whatWasComputedOtherwiseIsComputedAgain() throws {
    let journal = MemoryJournal()
    _ = try study([NearestMean(name: "one")]).run(journal: journal)
    func repeats(_ method: NearestMean, _ settings: FewLabelSettings? = nil, data: String = "data") throws
      -> Int
    {
      _ = try study([method], settings, data: data).run(journal: journal)
      return method.rounds.all.count
    }
    #expect(try repeats(NearestMean(name: "one")) == 0)
    #expect(try repeats(NearestMean(name: "other")) == 8)
    #expect(try repeats(NearestMean(name: "one", fingerprint: "2")) == 8)
    #expect(try repeats(NearestMean(name: "one"), data: "other") == 8)
    var more = settings
    more.repetitions = [5, 3, 1]
    #expect(try repeats(NearestMean(name: "one"), more) == 1)
    more.tuning = Tuning(folds: 4)
    #expect(try repeats(NearestMean(name: "one"), more) == 9)
    more.seed = 7
    #expect(try repeats(NearestMean(name: "one"), more) == 9)
  }

  @Test func progressTellsTheTimeLeft() throws {
    var heard: [FewLabelProgress] = []
    _ = try study([NearestMean(name: "one"), NearestMean(name: "two")]).run { heard.append($0) }
    #expect(heard.map(\.done) == Array(0...16) && heard.allSatisfy { $0.total == 16 })
    #expect(heard[0].secondsLeft == nil && heard.dropFirst().allSatisfy { $0.secondsLeft! >= 0 })
    #expect(heard.last?.secondsLeft == 0 && heard.last?.method == nil)
  }

  @Test func timeIsTakenToGrowWithTheLabels() {
    var clock = FewLabelClock()
    clock.note("one", labelCount: 100, seconds: 2)
    #expect(clock.seconds(of: [("one", 300)]) == 6)
    // A method not yet seen costs what the others do.
    #expect(clock.seconds(of: [("one", 100), ("two", 50)]) == 3)
    clock.note("one", labelCount: 950, seconds: 99)
    // (2 / 2 + 99) / (100 / 2 + 950) a label.
    #expect(abs(clock.seconds(of: [("one", 1000)])! - 100) < 1e-12)
  }

  @Test func whatCannotBeCompared() {
    let one = NearestMean(name: "one")
    #expect(fault([]) == .tooFew("methods", found: 0, expected: 1))
    #expect(fault([one, one])?.description.contains("one twice") == true)
    func settings(_ counts: [Int], _ repetitions: Int = 1) -> FewLabelSettings {
      FewLabelSettings(
        labelCounts: counts, repetitions: counts.map { _ in repetitions }, tuning: Tuning())
    }
    #expect(fault([one], settings([])) == .tooFew("numbers of labels", found: 0, expected: 1))
    #expect(
      fault([one], settings([121]))
        == .outOfRange("labels to learn from", found: "121", expected: "at most the 120 there are"))
    #expect(fault([one], settings([30, 6])) != nil)
    #expect(fault([one], settings([6], 0)) != nil)
    #expect(fault([one], settings([2])) != nil)
    #expect(fault([one], settings([0])) != nil)
    #expect(
      fault([one], settings([5]))?.description.contains("at 5 labels: found 1, expected at least 2") == true)
  }

  @Test func aClassWithOneTrainingImage() {
    let labels = [0, 0, 0, 1, 2, 2, 2]
    let train = LabelledSignals(
      Signal(labels.map(Float.init), batch: [7], shape: [1, 1]), labels: labels, classCount: 3)
    let all = FewLabelSettings(labelCounts: [7], repetitions: [1], tuning: Tuning())
    #expect(
      throws: ComparisonError.tooFew("training images of the class b at 7 labels", found: 1, expected: 2)
    ) { try study([NearestMean(name: "one")], all, train: train) }
  }

  @Test func aMethodThatFailsIsNamed() {
    let error = ComparisonError.method("two", labelCount: 6, reason: "\(NearestMean.Stopped())")
    #expect(throws: error) {
      try study([NearestMean(name: "one"), NearestMean(name: "two", limit: 0)]).run()
    }
  }
}
