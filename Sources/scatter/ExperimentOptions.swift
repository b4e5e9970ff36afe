import ArgumentParser
import Stability

/// What is deformed, how, and compared with what.
struct ExperimentOptions: ParsableArguments {
  @Option(
    help:
      """
      How thorough: quick takes seconds, standard some minutes, thorough hours for 64 images of 32 x 32 (it bounds twice as many images as \
      standard at six sizes instead of four, no closer, and searches longer), more with larger images, with \
      programs, which are started for every batch, and with networks, of which every layer is searched (see --layers last). A run says \
      first about how long it takes.
      """
  )
  var preset = StabilityPreset.standard

  @Option(
    help: ArgumentHelp(
      "The most images that are taken, drawn by --seed, evenly over the folders in which their files lie.",
      valueName: "n"))
  var images = 64

  @Option(help: "Fixes every figure, and which images are drawn.")
  var seed: UInt64 = 0

  @Option(
    name: .customLong("kind"),
    help: ArgumentHelp(
      "A kind of deformation, instead of all that signals of the rank have but rough fields of series and shears of volumes: \(DeformationKind.allCases.map(\.rawValue).joined(separator: ", ")). May be repeated.",
      valueName: "kind"))
  var kinds: [DeformationKind] = []

  @Option(
    name: .customLong("amplitude"),
    help: ArgumentHelp(
      "The largest displacement in samples, instead of the preset's, which are 2^(J - 3) times larger for series from J = 4 on. May be repeated.",
      valueName: "px"))
  var amplitudes: [Double] = []

  @Option(help: ArgumentHelp("Random deformations of each image, kind and amplitude.", valueName: "n"))
  var fields: Int?

  @Option(help: ArgumentHelp("Search the worst case of so many images; 0 for none.", valueName: "n"))
  var searched: Int?

  @Option(
    help: ArgumentHelp(
      "Bring bounds over whole families of deformations of the searched images to this gap: bound <= (1 + gap) x largest found. (default: 0.1; quick: 0.25)",
      valueName: "share"))
  var gap: Double?

  @Option(
    name: .customLong("representation-command"),
    help: ArgumentHelp(
      """
      A program to compare: it reads a .npy array [batch, row, column] of float64 ([batch, time], [batch, plane, row, column]) from standard input and writes one \
      [batch, number] to standard output. Reports call it by NAME where letters, digits, spaces and -._ stand before the first =, \
      but capitals, digits and _ alone are a variable of the shell; a command that begins with = has no name. May be repeated.
      """, valueName: "[NAME=]command"))
  var commands: [NamedValue] = []

  func validate() throws {
    try check("--images", images, in: 1...100_000)
    if let fields { try check("--fields", fields, in: 1...100_000) }
    if let searched { try check("--searched", searched, in: 0...100_000) }
    if let gap, !(gap >= 0.001 && gap <= 100) {
      throw ValidationError("--gap is \(gap), but it must be from 0.001 to 100.")
    }
    for amplitude in amplitudes where !(amplitude > 0 && amplitude.isFinite) {
      throw ValidationError("--amplitude is \(amplitude), but it must be above 0, in pixels.")
    }
  }

  /// - Parameters:
  ///   - scales: J.
  ///   - rank: The axes of signals.
  func settings(scales: Int, rank: Int) -> AssessmentSettings {
    var settings = preset.settings(seed: seed, scales: scales)
    settings.experiment.kinds = kinds.isEmpty ? ExperimentSettings.kinds(rank: rank) : kinds
    // What moves an image by 2^J / 4 moves a sound by as much of its scale.
    if rank == 1, scales > 3 {
      settings.experiment.amplitudes = settings.experiment.amplitudes.map { $0 * Double(1 << (scales - 3)) }
    }
    if !amplitudes.isEmpty { settings.experiment.amplitudes = amplitudes.sorted() }
    if let fields { settings.experiment.fieldCount = fields }
    if let searched { settings.searchedImageCount = searched }
    if let gap { settings.families.gap = gap }
    return settings
  }
}

extension StabilityPreset: ExpressibleByArgument {}
extension DeformationKind: ExpressibleByArgument {}
