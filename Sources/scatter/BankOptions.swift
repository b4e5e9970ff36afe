import ArgumentParser
import Files
import Scattering

/// The options that decide what filters there are.
struct BankChoice<Numbers: Counts>: ParsableArguments {
  @Option(
    name: [.customShort("J", allowingJoined: true), .long],
    help: ArgumentHelp(
      "J: the longest wavelets extend over about 2^J samples; unless given 3 for images, 8 for time series, 2 for volumes.\(Self.listHelp)",
      valueName: Self.isList ? "J,..." : "scales"))
  var scales: Numbers?

  @Option(
    name: [.customShort("L", allowingJoined: true), .long],
    help: ArgumentHelp(
      """
      L, of images: wavelet orientations over half a turn, 8 unless given; of volumes: the largest degree of the solid harmonics, 3 unless \
      given, or the directions of oriented wavelets, 6 unless given.\(Self.listHelp)
      """,
      valueName: Self.isList ? "L,..." : "orientations"))
  var orientations: Numbers?

  @Option(
    name: [.customShort("Q", allowingJoined: true), .long],
    help: ArgumentHelp(
      "Q, of time series: wavelets to the octave, an entry an order; 8 is short for 8,1. 8,1 unless given.",
      valueName: "Q1,..."))
  var quality: List<Int>?

  @Option(
    help: """
      morlet: of any rank, the only ones of images; of volumes oriented. joint: of time series, wavelets along log-frequency as well, which \
      tell rising tones from falling ones. solid-harmonic: of volumes, unless given.
      """)
  var wavelets: WaveletKind?

  @Option(
    help: ArgumentHelp(
      "J_fr, of joint wavelets: the longest extend over about 2^J_fr wavelets of order 1; 4 unless given.",
      valueName: "J_fr"))
  var frequencyScales: Int?

  @Option(
    help: ArgumentHelp(
      "Q_fr, of joint wavelets: wavelets to the octave along log-frequency; 1 unless given.",
      valueName: "Q_fr"))
  var frequencyQuality: Int?

  @Option(
    help: ArgumentHelp(
      """
      F, of joint wavelets: wavelets of order 1 that averages are taken over; 2^J_fr unless given. global: the mean over all. none: no \
      average along log-frequency.
      """, valueName: "wavelets|global|none"))
  var frequencyAveraging: Averaging?

  @Option(
    help: """
      Of joint wavelets. time: a path for each position along log-frequency, [path, time]. joint: log-frequency as an axis, \
      [path, log-frequency, time], with the positions of its padding.
      """)
  var layout: LogFrequencyWavelets.Layout?

  @Option(help: "Of volumes: the deviation of the solid harmonics of scale 0, in voxels; 1 unless given.")
  var sigma: Double?

  @Flag(help: "Of volumes: a modulus for each order |m| of a degree, not one for all.")
  var perM = false

  @Option(
    help: ArgumentHelp(
      "Of volumes: the powers of moduli that are integrated, where -T is not given; 0.5,1,2 unless given.",
      valueName: "q,..."))
  var powers: List<Double>?

  @Option(
    name: [.customShort("T", allowingJoined: true), .long],
    help: ArgumentHelp(
      """
      T: samples that averages are taken over, of time series; 2^J unless given. global: one number a path, its mean over the whole \
      signal. none: the moduli themselves. local: averages of volumes, whose moduli are integrated over the whole otherwise.
      """, valueName: "samples|local|global|none"))
  var averaging: Averaging?

  @Option(
    help:
      "Averages stand 2^N times closer than they are wide: 2^(J - N) samples apart where they are 2^J wide.")
  var oversampling = 0

  @Option(
    help: """
      kymatio: as Kymatio scales filters. littlewood-paley: so that the Littlewood-Paley sum peaks at 1 (2 of one-sided transforms, as MATLAB \
      has it). nonexpansive: scaled so that the filters expand no distance; padding that repeats \
      samples (reflect, edge) still may. nonexpansive-padded: features divided by their constant besides, so that no distance \
      grows with any padding.
      """)
  var normalization = Normalization.kymatio

  @Option(
    help: """
      Whose numbers features of time series are. kymatio: those of Kymatio after 0.3. kymatio-0.3: those of 0.3, whose order 2 loses a \
      factor of two an octave.
      """)
  var convention = Convention.kymatio

  func validate() throws {
    typealias Bounds = ScatteringConfiguration
    try checkAll("--scales", scales, in: 1...Bounds.maximalScales)
    try checkAll("--orientations", orientations, in: 1...Bounds.maximalOrientations)
    try frequencyScales.map { try check("--frequency-scales", $0, in: 1...20) }
    try frequencyQuality.map { try check("--frequency-quality", $0, in: 1...Bounds.maximalQuality) }
    let along: [(String, Any?)] = [
      ("--frequency-scales", frequencyScales), ("--frequency-quality", frequencyQuality),
      ("--frequency-averaging", frequencyAveraging), ("--layout", layout),
    ]
    for (option, value) in along where value != nil && wavelets != .joint {
      throw ValidationError("\(option) is of --wavelets joint alone.")
    }
    for value in quality?.items ?? [] { try check("--quality", value, in: 1...Bounds.maximalQuality) }
    try check("--oversampling", oversampling, in: 0...Bounds.maximalScales)
  }

  private func checkAll(_ option: String, _ numbers: Numbers?, in range: ClosedRange<Int>) throws {
    guard let counts = numbers?.counts else { return }
    for number in counts { try check(option, number, in: range) }
    guard Set(counts).count == counts.count else {
      throw ValidationError("\(option) has a number twice.")
    }
  }

  private static var isList: Bool { Numbers.self == List<Int>.self }
  private static var listHelp: String { isList ? " Several, as in 2,3, are several transforms." : "" }
}

/// The wavelets of a rank that has several.
enum WaveletKind: String, CaseIterable, ExpressibleByArgument {
  case morlet, joint
  case solidHarmonic = "solid-harmonic"
}

extension LogFrequencyWavelets.Layout: ExpressibleByArgument {}

/// What averages are taken over: `-T 4096`, `global` or `none`.
enum Averaging: ExpressibleByArgument, Equatable {
  case samples(Int)
  case local, global, none

  init?(argument: String) {
    switch argument {
    case "local": self = .local
    case "global": self = .global
    case "none": self = .none
    default:
      guard let count = Int(argument), count >= 1 else { return nil }
      self = .samples(count)
    }
  }

  static var allValueStrings: [String] { ["local", "global", "none"] }
}

extension Normalization: ExpressibleByArgument {}
extension Convention: ExpressibleByArgument {}

/// The wavelets of one transform.
struct BankParameters {
  let wavelets: WaveletFamily
  let scales: Int

  /// The error that they make too many features.
  func hasTooManyPaths(maxOrder: Int) -> ValidationError {
    ValidationError(
      """
      --scales \(scales), \(wavelets) and --max-order \(maxOrder) make more than \
      \(grouped(ScatteringConfiguration.maximalPathCount)) features, the most that there can be.
      """)
  }
}

extension BankChoice {
  /// Every J with every set of wavelets for signals of a rank, J slowest.
  func choices(rank: Int) -> [BankParameters] {
    let scales = scales?.counts ?? [[8, 3, 2][rank - 1]]
    return scales.flatMap { scales in
      families(rank: rank).map { BankParameters(wavelets: $0, scales: scales) }
    }
  }

  private func families(rank: Int) -> [WaveletFamily] {
    let quality = quality?.items ?? [8]
    if rank == 1 {
      return [
        wavelets == .joint
          ? .joint(quality: quality, logFrequency: logFrequency) : .morlet1D(quality: quality)
      ]
    }
    if rank == 2 { return (orientations?.counts ?? [8]).map { .morlet2D(orientations: $0) } }
    if wavelets == .morlet { return (orientations?.counts ?? [6]).map { .morlet3D(directions: $0) } }
    return (orientations?.counts ?? [3]).map {
      .solidHarmonic(maximalDegree: $0, sigma: sigma ?? 1, perM: perM)
    }
  }

  private var logFrequency: LogFrequencyWavelets {
    let averaging: LogFrequencyWavelets.Averaging? =
      switch frequencyAveraging {
      case .samples(let count): .wavelets(count)
      case .global: .global
      case .some(.none): LogFrequencyWavelets.Averaging.none
      case .local, nil: nil
      }
    return LogFrequencyWavelets(
      scales: frequencyScales ?? 4, quality: frequencyQuality ?? 1, averaging: averaging,
      layout: layout ?? .time)
  }

  /// Checks that no option is given of signals of another rank.
  private func checkOptions(rank: Int) throws(ScatteringError) {
    if rank != 1, quality != nil { throw Self.misplaced("--quality", "time series") }
    if rank != 1, case .samples = averaging { throw Self.misplaced("--averaging in samples", "time series") }
    if rank != 1, convention != .kymatio { throw Self.misplaced("--convention", "time series") }
    let isOfVolumes = sigma != nil || perM || powers != nil
    if rank != 3, isOfVolumes { throw Self.misplaced("--sigma, --per-m or --powers", "volumes") }
    if rank != 3, wavelets == .solidHarmonic { throw Self.misplaced("--wavelets solid-harmonic", "volumes") }
    if rank == 3, wavelets == .morlet, isOfVolumes {
      throw Self.misplaced("--sigma, --per-m or --powers", "solid harmonics")
    }
    if rank != 1, wavelets == .joint { throw Self.misplaced("--wavelets joint", "time series") }
    if rank == 1, orientations != nil { throw Self.misplaced("--orientations", "images and volumes") }
  }

  /// Whether no option is given that signals of a rank do not have.
  func isPossible(rank: Int) -> Bool { (try? checkOptions(rank: rank)) != nil }

  /// The first choice for signals of a rank that makes too many features.
  func choiceWithTooManyPaths(rank: Int, maxOrder: Int) -> BankParameters? {
    choices(rank: rank).first {
      ScatteringConfiguration.pathCount($0.wavelets, scales: $0.scales, maximalOrder: maxOrder) == nil
    }
  }

  private static func misplaced(_ option: String, _ signals: String) -> ScatteringError {
    .outOfRange(option, found: "given", expected: "left out, as it is of \(signals) alone")
  }

  func configurations(
    for shape: Shape, maxOrder: Int, padding: Padding?
  ) throws(ScatteringError) -> [ScatteringConfiguration] {
    try checkOptions(rank: shape.rank)
    var samples: Int?
    if case .samples(let count) = averaging { samples = count }
    return try choices(rank: shape.rank).map { choice throws(ScatteringError) in
      try ScatteringConfiguration(
        shape: shape, wavelets: choice.wavelets, scales: choice.scales, averaging: samples,
        maximalOrder: maxOrder, padding: padding ?? (choice.wavelets.isDecimated ? .reflect : .periodic),
        oversampling: oversampling, normalization: normalization, convention: convention,
        readout: readout(rank: shape.rank))
    }
  }

  private func readout(rank: Int) -> Readout {
    switch averaging {
    case .global: .globalMean
    case .some(.none): .samples
    case nil where rank == 3 && wavelets != .morlet: .integrals(powers: powers?.items ?? [0.5, 1, 2])
    case .samples, .local, nil: .average
    }
  }

  /// The transforms' configurations for the inputs; what does not fit is an error of the file that has the size.
  func configurations(of inputs: InputSet, maxOrder: Int, padding: Padding?) throws
    -> [ScatteringConfiguration]
  {
    do throws(ScatteringError) {
      return try configurations(for: inputs.shape, maxOrder: maxOrder, padding: padding)
    } catch {
      switch error {
      case .outOfRange: throw ValidationError("\(error).")
      case .tooManyPaths(let wavelets, let scales, let order):
        throw BankParameters(wavelets: wavelets, scales: scales).hasTooManyPaths(maxOrder: order)
      default: break
      }
      let noun = SignalNoun(rank: inputs.shape.rank)
      throw FileError(
        .badData, inputs.sources[0].path, found: "\(noun.plural) of \(inputs.shape)",
        expected: expected(of: error, noun, rank: inputs.shape.rank))
    }
  }

  private func expected(of error: ScatteringError, _ noun: SignalNoun, rank: Int) -> String {
    let scales = choices(rank: rank).map(\.scales).max()!
    return switch error {
    case .tooManyScales: "at least 2^\(scales) \(noun.samples) along each side for --scales \(scales)"
    case .tooLarge: "at most \(grouped(ScatteringConfiguration.maximalGridCount)) \(noun.samples) when padded"
    default: "others, as \(error)"
    }
  }
}

extension BankOptions {
  func configuration(
    for shape: Shape, maxOrder: Int, padding: Padding?
  ) throws(ScatteringError) -> ScatteringConfiguration {
    try configurations(for: shape, maxOrder: maxOrder, padding: padding)[0]
  }

  /// The transform's configuration for the inputs; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet, maxOrder: Int, padding: Padding?) throws -> ScatteringConfiguration
  {
    try configurations(of: inputs, maxOrder: maxOrder, padding: padding)[0]
  }
}

extension SignalNoun {
  /// Such as `1 image` and `12 images`.
  func counted(_ count: Int) -> String { count == 1 ? "1 \(singular)" : "\(grouped(count)) \(plural)" }
}

extension InputSet {
  /// Checks that the inputs are images, for commands that take no others.
  /// - Parameter command: The command's name.
  func checkAreImages(for command: String) throws(FileError) {
    guard shape.rank != 2 else { return }
    throw FileError(
      .badData, sources[0].path, found: "\(SignalNoun(rank: shape.rank).plural) of \(shape)",
      expected: "images, which 'scatter \(command)' takes alone")
  }
}
