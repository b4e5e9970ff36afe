/// The names of points next to them, each where it covers neither a point nor another name; a point without such a frame has
/// none.
struct PointLabels {
  /// A point and its name.
  struct Entry {
    let text: String
    let point: Point
    let layers: String?
  }

  let entries: [Entry]
  let frame: Rectangle
  /// What names keep off besides points.
  var obstacles: [Rectangle] = []

  /// Rather too wide than too narrow for ten pixels of the fonts of systems.
  private static let characterWidth = 5.7
  private static let height = 12.0

  func drawn() -> Element {
    var taken = obstacles + entries.map { Self.box(around: $0.point) }
    return .group(
      entries.compactMap { entry in
        let candidates = Self.candidateFrames(of: entry)
        guard let chosen = candidates.first(where: { isFree($0, taken) }) else { return nil }
        taken.append(chosen)
        return Element.text(
          entry.text, at: Point(chosen.x, chosen.bottom - 3), class: "tick halo \(ThemeColor.ink.fill)"
        ).layered(entry.layers)
      })
  }

  private func isFree(_ box: Rectangle, _ taken: [Rectangle]) -> Bool {
    box.x >= frame.x + 2 && box.right <= frame.right - 2 && box.y >= frame.y + 1
      && box.bottom <= frame.bottom - 1 && !taken.contains { $0.overlaps(box) }
  }

  private static func box(around point: Point) -> Rectangle {
    Rectangle(x: point.x - 5, y: point.y - 5, width: 10, height: 10)
  }

  /// Frames for a name in order of preference: right, left, above, below, then further off.
  private static func candidateFrames(of entry: Entry) -> [Rectangle] {
    let width = Double(entry.text.count) * characterWidth
    let point = entry.point
    let offsets: [(x: Double, y: Double)] = [
      (7, -height / 2), (-7 - width, -height / 2), (-width / 2, -18), (-width / 2, 6), (6, -16), (6, 4),
      (-6 - width, -16), (-6 - width, 4), (6, -28), (6, 16), (-6 - width, -28), (-6 - width, 16),
    ]
    return offsets.map {
      Rectangle(x: point.x + $0.x, y: point.y + $0.y, width: width, height: height)
    }
  }
}

extension Rectangle {
  fileprivate func overlaps(_ other: Rectangle) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
}
