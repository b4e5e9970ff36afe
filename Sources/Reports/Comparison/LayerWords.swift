import Comparison
import Stability

/// The last layers at the setting that shows first, in a sentence made of their numbers.
struct LayerWords {
  private let rows: [LayerRow]
  private let setting: LayerFigures.Setting?

  init(_ figures: LayerFigures) {
    let settings = figures.settings
    setting = settings.isEmpty ? nil : settings[figures.first]
    rows = setting.map(figures.rows) ?? []
  }

  var sentence: String {
    guard let setting, let first = last.first else { return "" }
    let words = last.map { "\($0.network) \(Note.interval($0.relativeStability))" }
    let start =
      "At \(setting.kind.title.lowercased()) of \(setting.amplitude.shortText) px, R at the last layer is: \(words.joined(separator: "; "))."
    guard last.count > 1 else { return start }
    let equals = last.dropFirst().filter { $0.relativeStability.low <= first.relativeStability.high }
    return start
      + (equals.isEmpty
        ? " \(first.network) is the most stable, outside the intervals."
        : " The intervals do not tell \(first.network) apart from \(ComparisonWords.list(equals.map(\.network))).")
  }

  /// The deepest layer of each network, from the most stable.
  private var last: [LayerRow] {
    rows.map(\.network).unique.compactMap { name in
      rows.filter { $0.network == name }.max { $0.depth < $1.depth }
    }.filter(\.relativeStability.median.isFinite).sorted {
      $0.relativeStability.median < $1.relativeStability.median
    }
  }
}
