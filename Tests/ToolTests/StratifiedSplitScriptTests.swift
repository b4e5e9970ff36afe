import Learning
import Testing

@testable import Comparison

/// `Sources/Benchmarks/stratified_split.py` beside the images and folds that a comparison takes: networks in PyTorch learn from the same.
@Suite struct StratifiedSplitScriptTests {
  /// Five classes of unequal size, in no order.
  private static let labels = (0..<400).map { ($0 * $0 + $0 / 7) % 5 }

  private static func python(_ expression: String) -> String {
    let program = """
      sys.path.insert(0, "Sources/Benchmarks")
      sys.dont_write_bytecode = True
      import stratified_split
      labels = [(n * n + n // 7) % 5 for n in range(400)]
      print(json.dumps(\(expression), separators=(",", ":")))
      """
    return Tool.numpy(program)
  }

  private static func text(_ indices: [Int]) -> String {
    "[\(indices.map(String.init).joined(separator: ","))]"
  }

  /// Numbers that divide by the classes and not, more than the smallest class has, and all.
  @Test(arguments: [5, 23, 60, 230, 399, 400], [(UInt64(0), 0), (7, 2), (.max, 1)])
  func sameImages(count: Int, seeds: (seed: UInt64, repetition: Int)) throws {
    let study = try FewLabels(
      train: LabelledSignals(
        .init([Float](repeating: 0, count: 400), batch: [400], shape: [1, 1]), labels: Self.labels,
        classCount: 5),
      test: LabelledSignals(.init([0], batch: [1], shape: [1, 1]), labels: [0], classCount: 5),
      classNames: (0..<5).map(String.init), methods: [Unused()],
      settings: FewLabelSettings(labelCounts: [400], repetitions: [1], seed: seeds.seed), dataFingerprint: "")
    let found = Self.python(
      "stratified_split.trial_indices(labels, \(count), \(seeds.seed), \(seeds.repetition))")
    #expect(
      try found == Self.text(study.indices(labelCount: count, repetition: seeds.repetition)))
  }

  @Test(arguments: [2, 3, 7]) func sameFolds(count: Int) throws {
    let parts = try StratifiedSplit.folds(labels: Self.labels, count: count, seed: 11)
    let expected = parts.map { "[\(Self.text($0.train)),\(Self.text($0.heldOut))]" }.joined(separator: ",")
    #expect(Self.python("stratified_split.folds(labels, \(count), 11)") == "[\(expected)]")
  }

  /// A method that is never asked.
  private struct Unused: ComparedMethod {
    struct Asked: Error {}
    let name = "unused"
    let detail = ""
    let fingerprint = ""
    let family = MethodFamily.pixels
    let dimension: Int? = nil
    let parameterCount: Int? = nil
    let candidateCount = 1
    func evaluate(_ trial: FewLabelTrial) throws -> Outcome { throw Asked() }
  }
}
