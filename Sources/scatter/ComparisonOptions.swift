import ArgumentParser
import Comparison

/// Which methods are compared, with how many labels, and how often.
struct ComparisonOptions: ParsableArguments {
  @Option(
    help: """
      How thorough, for 60,000 images of 28 x 28: quick takes three minutes, standard hours, full a day. quick leaves out scattering-linear, hybrid and the \
      studies of networks, unless they are asked for.
      """)
  var preset = ComparisonPreset.quick

  @Option(
    name: .customLong("contestants"),
    help: ArgumentHelp(
      "The methods that are compared, of \(MethodKind.allCases.map(\.rawValue).joined(separator: ", ")); by default all but lenet5 and resnet, and but scattering-linear and hybrid in a quick comparison.",
      valueName: "name,..."))
  var methods: List<MethodKind>?

  @Option(
    help: ArgumentHelp(
      "The numbers of labels to learn from, of all classes together, instead of the preset's.",
      valueName: "n,..."))
  var labelCounts: List<Int>?

  @Option(
    help: ArgumentHelp("The numbers of labels of each class, instead of totals.", valueName: "n,..."))
  var labelsPerClass: List<Int>?

  @Option(
    help:
      "Features at every position (none), as means over the image (mean), or both among the settings (chosen)."
  )
  var pool = FeaturePooling.chosen

  @Option(
    help: ArgumentHelp("Repetitions at each number of labels, instead of the preset's.", valueName: "n"))
  var repetitions: Int?

  @Flag(
    inversion: .prefixedNo,
    help:
      "Study networks' stability, geometry and generalisation as well, which needs libtorch; by default but in quick."
  )
  var studies: Bool?

  @Option(
    help: ArgumentHelp(
      "Certify the classes of so many test images under whole families of deformations, instead of the preset's number; 0 for none.",
      valueName: "n"))
  var certified: Int?

  @Option(help: "Fixes every figure.")
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("The most that computed features may take on the disk.", valueName: "GB"))
  var cacheSize = 8

  func validate() throws {
    if let repetitions { try check("--repetitions", repetitions, in: 1...1000) }
    if let certified { try check("--certified", certified, in: 0...1_000_000) }
    try check("--cache-size", cacheSize, in: 0...100_000)
    for count in labelCounts?.items ?? [] { try check("--label-counts", count, in: 1...1_000_000_000) }
    for count in labelsPerClass?.items ?? [] { try check("--labels-per-class", count, in: 2...1_000_000) }
    guard labelCounts == nil || labelsPerClass == nil else {
      throw ValidationError("--label-counts and --labels-per-class exclude each other.")
    }
  }

  var hasStudies: Bool { studies ?? (preset != .quick || certified != nil) }

  /// Checks that no option asks for networks, for signals that are no images.
  func checkTakesNoNetworks() throws {
    if let network = methods?.items.first(where: \.isNetwork) {
      throw ValidationError("--contestants has \(network.rawValue), but networks take images alone.")
    }
    guard studies != true, certified == nil else {
      throw ValidationError("--studies and --certified are of networks, which take images alone.")
    }
  }

  /// What is said where networks are not studied though nobody asked for that.
  var studyNotices: [String] {
    studies == nil
      ? ["Networks were not studied: a quick comparison leaves that out unless --studies asks for it."] : []
  }

  /// In the order of all.
  var kinds: [MethodKind] {
    guard let methods else { return preset.kinds }
    return MethodKind.allCases.filter(methods.items.contains)
  }

  /// - Parameter available: The training images.
  func settings(available: Int, classCount: Int) -> FewLabelSettings {
    let given = labelCounts?.items ?? labelsPerClass?.items.map { $0 * classCount }
    let counts = given.map { Set($0).sorted() } ?? preset.labelCounts(available: available)
    return FewLabelSettings(
      labelCounts: counts,
      repetitions: counts.map { repetitions ?? preset.repetitions(labelCount: $0, available: available) },
      seed: seed, tuning: preset.tuning)
  }
}

extension ComparisonPreset: ExpressibleByArgument {}
extension MethodKind: ExpressibleByArgument {}
extension FeaturePooling: ExpressibleByArgument {}
