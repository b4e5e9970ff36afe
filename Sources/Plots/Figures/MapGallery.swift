/// Small planes in rows under their names, in colours that they share, each cell told where a reader points at it.
public struct MapGallery: Sendable {
  public var title: String
  public var description: String
  /// The planes with their notes, each named by its notes' heading.
  public var tiles: [(name: String, notes: CellNotes)]
  public var columns: Int
  public var shading: Shading
  public var width: Double

  public init(
    title: String, description: String, tiles: [(name: String, notes: CellNotes)], columns: Int,
    shading: Shading, width: Double = 1080
  ) {
    precondition(columns > 0, "a gallery without columns")
    (self.title, self.description, self.tiles) = (title, description, tiles)
    (self.columns, self.shading, self.width) = (columns, shading, width)
  }

  private static let gap = 10.0
  private static let nameHeight = 16.0
  private static let barWidth = 84.0

  private var tileWidth: Double {
    min((width - Self.barWidth) / Double(max(columns, 4)) - Self.gap, 220)
  }

  /// The height of a tile: its shape is that of the first plane, but neither flat nor tall.
  private var tileHeight: Double {
    let plane = tiles.first?.notes.plane
    let ratio = plane.map { Double($0.rows) / Double(max($0.columns, 1)) } ?? 1
    return tileWidth * min(max(ratio, 0.25), 2)
  }

  private var lineHeight: Double { Self.nameHeight + tileHeight + Self.gap }
  private var lines: Int { max((tiles.count + columns - 1) / columns, 1) }

  public func drawing() -> Drawing {
    let height = max(Double(lines) * lineHeight, 120)
    let bar = Rectangle(
      x: width - Self.barWidth + 16, y: Self.nameHeight, width: 12,
      height: min(height - Self.nameHeight - Self.gap, 240))
    return Drawing(
      width: width, height: height, title: title, description: description,
      content: tiles.indices.flatMap(tile) + [shading.bar.drawn(in: bar)])
  }

  private func tile(_ index: Int) -> [Element] {
    let (name, notes) = tiles[index]
    let x = Double(index % columns) * (tileWidth + Self.gap)
    let y = Double(index / columns) * lineHeight
    let frame = Rectangle(x: x, y: y + Self.nameHeight, width: tileWidth, height: tileHeight)
    return [
      .text(name, at: Point(frame.midX, y + 11), anchor: .middle, class: "tick \(ThemeColor.soft.fill)"),
      .image(shading.raster(notes.plane), in: frame),
      .rectangle(frame, class: "frame \(ThemeColor.rule.stroke)"), notes.area(over: frame),
    ]
  }
}
