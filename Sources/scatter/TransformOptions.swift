import ArgumentParser
import Files
import Scattering

/// The options of one transform, and of several: `-J 2,3 -L 4,8`.
typealias TransformOptions = TransformChoice<Int>
typealias TransformListOptions = TransformChoice<List<Int>>
typealias BankOptions = BankChoice<Int>

/// The options that decide what a transform computes.
struct TransformChoice<Numbers: Counts>: ParsableArguments {
  @OptionGroup var bank: BankChoice<Numbers>

  @Option(help: "The largest number of wavelets in a path.")
  var maxOrder = 2

  @Option(help: "How images go on beyond their edges.")
  var padding = Padding.reflect

  func validate() throws {
    try check("--max-order", maxOrder, in: 0...ScatteringConfiguration.maximalScales)
    for (scales, orientations) in bank.pairs {
      let count = ScatteringConfiguration.pathCount(
        .morlet2D(orientations: orientations), scales: scales, maximalOrder: maxOrder)
      guard count == nil else { continue }
      throw ValidationError(
        """
        --scales \(scales), --orientations \(orientations) and --max-order \(maxOrder) make more than \
        \(grouped(ScatteringConfiguration.maximalPathCount)) features, the most that there can be.
        """)
    }
  }

  /// One configuration for each J and L, L fastest.
  func configurations(for shape: Shape) throws(ScatteringError) -> [ScatteringConfiguration] {
    try bank.configurations(for: shape, maxOrder: maxOrder, padding: padding)
  }

  /// One configuration for each J and L, L fastest; what does not fit is an error of the file that has the size.
  func configurations(of inputs: InputSet) throws -> [ScatteringConfiguration] {
    try bank.configurations(of: inputs, maxOrder: maxOrder, padding: padding)
  }
}

extension TransformOptions {
  func configuration(for shape: Shape) throws(ScatteringError) -> ScatteringConfiguration {
    try bank.configuration(for: shape, maxOrder: maxOrder, padding: padding)
  }

  /// The transform's configuration for the images; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet) throws -> ScatteringConfiguration {
    try bank.configuration(of: inputs, maxOrder: maxOrder, padding: padding)
  }
}

extension Padding: ExpressibleByArgument {}
extension Rigor: ExpressibleByArgument {}

/// The options that decide what filters there are.
struct BankChoice<Numbers: Counts>: ParsableArguments {
  @Option(
    name: [.customShort("J", allowingJoined: true), .long],
    help: ArgumentHelp(
      "J: features average over about 2^J pixels.\(Self.listHelp)",
      valueName: Self.isList ? "J,..." : "scales"))
  var scales = Numbers(one: 3)

  @Option(
    name: [.customShort("L", allowingJoined: true), .long],
    help: ArgumentHelp(
      "L: wavelet orientations over half a turn.\(Self.listHelp)",
      valueName: Self.isList ? "L,..." : "orientations"))
  var orientations = Numbers(one: 8)

  @Option(help: "Features stand 2^(J - N) pixels apart instead of 2^J.")
  var oversampling = 0

  @Option(
    help: """
      kymatio: as Kymatio scales filters. nonexpansive: scaled so that the filters expand no distance; padding that repeats \
      samples (reflect, edge) still may. nonexpansive-padded: features divided by their constant besides, so that no distance \
      grows with any padding.
      """)
  var normalization = Normalization.kymatio

  func validate() throws {
    typealias Bounds = ScatteringConfiguration
    try checkAll("--scales", scales, in: 1...Bounds.maximalScales)
    try checkAll("--orientations", orientations, in: 1...Bounds.maximalOrientations)
    try check("--oversampling", oversampling, in: 0...Bounds.maximalScales)
  }

  private func checkAll(_ option: String, _ numbers: Numbers, in range: ClosedRange<Int>) throws {
    for number in numbers.counts { try check(option, number, in: range) }
    guard Set(numbers.counts).count == numbers.counts.count else {
      throw ValidationError("\(option) has a number twice.")
    }
  }

  private static var isList: Bool { Numbers.self == List<Int>.self }
  private static var listHelp: String { isList ? " Several, as in 2,3, are several transforms." : "" }

  /// Every J with every L, L fastest.
  var pairs: [(scales: Int, orientations: Int)] {
    scales.counts.flatMap { scales in orientations.counts.map { (scales, $0) } }
  }
}

extension Normalization: ExpressibleByArgument {}

extension BankChoice {
  func configurations(
    for shape: Shape, maxOrder: Int, padding: Padding
  ) throws(ScatteringError) -> [ScatteringConfiguration] {
    try pairs.map { (scales, orientations) throws(ScatteringError) in
      try ScatteringConfiguration(
        shape: shape, scales: scales, orientations: orientations, maximalOrder: maxOrder, padding: padding,
        oversampling: oversampling, normalization: normalization)
    }
  }

  /// The transforms' configurations for the images; what does not fit is an error of the file that has the size.
  func configurations(of inputs: InputSet, maxOrder: Int, padding: Padding) throws
    -> [ScatteringConfiguration]
  {
    do throws(ScatteringError) {
      return try configurations(for: inputs.shape, maxOrder: maxOrder, padding: padding)
    } catch {
      let scales = scales.counts.max()!
      let expected =
        switch error {
        case .tooManyScales: "at least 2^\(scales) pixels along each side for --scales \(scales)"
        case .tooLarge: "at most \(grouped(ScatteringConfiguration.maximalGridCount)) pixels when padded"
        default: "others, as \(error)"
        }
      throw FileError(
        .badData, inputs.sources[0].path, found: "images of \(inputs.shape)", expected: expected)
    }
  }
}

extension BankOptions {
  func configuration(
    for shape: Shape, maxOrder: Int, padding: Padding
  ) throws(ScatteringError) -> ScatteringConfiguration {
    try configurations(for: shape, maxOrder: maxOrder, padding: padding)[0]
  }

  /// The transform's configuration for the images; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet, maxOrder: Int, padding: Padding) throws -> ScatteringConfiguration {
    try configurations(of: inputs, maxOrder: maxOrder, padding: padding)[0]
  }
}
