/// The names of curves at their right ends, moved apart where they would overlap.
struct EndLabels {
  let series: [Series]
  let area: PlotArea

  /// What a plot leaves free for them to the right of its frame.
  static let width = 112.0
  private static let lineHeight = 11.5
  /// The most characters that fit on a line.
  private static let longest = 14

  private struct Label {
    let series: Series
    let lines: [String]
    let end: Point
    /// Whether the curve ends below the frame.
    let isBelow: Bool
    /// The middle of the text.
    var y: Double

    var half: Double { Double(lines.count) * EndLabels.lineHeight / 2 + 1 }
  }

  func drawn() -> Element { .group(separated(labels).flatMap(elements)) }

  /// The curves that have a name and an end, from top to bottom.
  private var labels: [Label] {
    series.compactMap { series in
      guard series.endLabel != nil, let end = series.points.compactMap(area.position).last else { return nil }
      let y = min(max(end.y, area.frame.y), area.frame.bottom)
      return Label(
        series: series, lines: NameLines(series.endLabel ?? "", longest: Self.longest).lines,
        end: Point(end.x, y),
        isBelow: end.y > area.frame.bottom, y: y)
    }.sorted { $0.y < $1.y }
  }

  /// Pushes labels down until none overlaps, then back up into the frame.
  private func separated(_ labels: [Label]) -> [Label] {
    var labels = labels
    for index in labels.indices.dropFirst() {
      let above = labels[index - 1]
      labels[index].y = max(labels[index].y, above.y + above.half + labels[index].half)
    }
    var limit = area.frame.bottom + Self.lineHeight / 2
    for index in labels.indices.reversed() {
      labels[index].y = min(labels[index].y, limit - labels[index].half)
      limit = labels[index].y - labels[index].half
    }
    return labels
  }

  private func elements(of label: Label) -> [Element] {
    let start = area.frame.right + 16
    let shapes = leader(of: label, to: start - 7) + [sample(of: label.series, at: Point(start, label.y))]
    return (shapes + text(of: label, x: start + 7)).map { $0.layered(label.series.layers) }
  }

  /// Dots without colour, so that nobody takes them for a curve, outside the frame; none where the name stands beside the end.
  private func leader(of label: Label, to end: Double) -> [Element] {
    let start = area.frame.right + 1
    let isBeside = label.end.x > area.frame.right - 24 && abs(label.y - label.end.y) < 3
    guard !isBeside else { return [] }
    let points = [Point(max(start, label.end.x + 5), label.end.y), Point(end, label.y)]
    return [.path(points.outline(), class: "leader \(ThemeColor.soft.stroke)")]
  }

  /// The marker of the curve, or a piece of it if it has none.
  private func sample(of series: Series, at point: Point) -> Element {
    guard !series.hasMarkers else { return series.marker.drawn(at: point, class: series.color.fill) }
    return .line(
      from: Point(point.x - 5, point.y), to: Point(point.x + 4, point.y),
      class: "curve \(series.stroke.rawValue) \(series.color.stroke)")
  }

  private func text(of label: Label, x: Double) -> [Element] {
    let first = label.y - Double(label.lines.count - 1) * Self.lineHeight / 2 + 3.5
    return label.lines.enumerated().map { index, line in
      let isLast = index == label.lines.count - 1
      return .text(
        line + (isLast && label.isBelow ? " ↓" : ""),
        at: Point(x, first + Double(index) * Self.lineHeight), class: "tick \(ThemeColor.ink.fill)")
    }
  }
}

/// A name on two lines at most, broken between words, else behind a hyphen.
struct NameLines {
  let lines: [String]

  /// - Parameter longest: The most characters that fit on a line.
  init(_ name: String, longest: Int) {
    lines = name.count > longest ? Self.broken(name, longest) : [name]
  }

  private static func broken(_ name: String, _ longest: Int) -> [String] {
    if let cut = name.prefix(longest + 1).lastIndex(of: " ") {
      return [String(name[..<cut]), short(name[name.index(after: cut)...], longest)]
    }
    guard let cut = name.prefix(longest).lastIndex(of: "-") else { return [short(name[...], longest)] }
    return [String(name[...cut]), short(name[name.index(after: cut)...], longest)]
  }

  private static func short(_ name: Substring, _ longest: Int) -> String {
    name.count > longest ? name.prefix(longest - 1) + "…" : String(name)
  }
}
