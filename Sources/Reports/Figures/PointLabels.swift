/// The names of points beside them, each where it covers neither a point nor another name; what finds no such place has none.
struct PointLabels {
  /// A point and the words that belong to it.
  struct Entry {
    let words: String
    let point: Point
    let layers: String?
  }

  let entries: [Entry]
  let frame: Rectangle

  /// Rather too wide than too narrow for ten pixels of the fonts of systems.
  private static let characterWidth = 5.7
  private static let height = 12.0

  func drawn() -> Element {
    var taken = entries.map { Self.box(around: $0.point) }
    return .group(
      entries.compactMap { entry in
        let places = Self.places(of: entry)
        guard let place = places.first(where: { isFree($0, taken) }) else { return nil }
        taken.append(place)
        return Element.words(
          entry.words, at: Point(place.x, place.bottom - 3), class: "tick halo \(ThemeColor.ink.fill)"
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

  /// From the best: right, left, above, below, then further off.
  private static func places(of entry: Entry) -> [Rectangle] {
    let width = Double(entry.words.count) * characterWidth
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
