/// A plot of horizontal bars, each with its name to the left and its value to the right.
public struct BarPlot: Sendable {
  public struct Bar: Sendable {
    public var name: String
    /// The length of the bar in units of the plot; nothing is drawn for values that are not positive.
    public var value: Double
    /// The value as the plot writes it.
    public var text: String
    public var color: ThemeColor
    /// The range the value may lie in, drawn over the end of the bar.
    public var interval: ClosedRange<Double>?
    /// The tooltip of the bar; none if nil.
    public var note: String?

    public init(
      _ name: String, _ value: Double, text: String, color: ThemeColor, interval: ClosedRange<Double>? = nil,
      note: String? = nil
    ) {
      (self.name, self.value, self.text, self.color) = (name, value, text, color)
      (self.interval, self.note) = (interval, note)
    }

    /// The end of the bar or of its interval, whichever is larger.
    fileprivate var end: Double { max(value, interval?.upperBound ?? value) }
  }

  public var title: String
  public var description: String
  public var bars: [Bar]
  /// A value that bars are compared with, drawn as a dashed line.
  public var reference: Double?
  public var width: Double

  public init(
    title: String, description: String, bars: [Bar], reference: Double? = nil, width: Double = 380
  ) {
    (self.title, self.description, self.bars) = (title, description, bars)
    (self.reference, self.width) = (reference, width)
  }

  private static let lineHeight = 30.0
  private static let nameWidth = 112.0
  private static let textWidth = 62.0

  public func drawing() -> Drawing {
    Drawing(
      width: width, height: Double(bars.count) * Self.lineHeight + 8, title: title, description: description,
      content: bars.enumerated().flatMap { elements(of: $1, line: $0) } + [base] + referenceLine)
  }

  private var height: Double { Double(bars.count) * Self.lineHeight }

  /// Pixels of a unit of value.
  private var scale: Double {
    let most = (bars.map(\.end) + [reference ?? 0]).filter(\.isFinite).max() ?? 0
    return most > 0 ? (width - Self.nameWidth - Self.textWidth) / most : 0
  }

  private func length(_ value: Double) -> Double { value.isFinite ? max(value, 0) * scale : 0 }

  private func elements(of bar: Bar, line: Int) -> [Element] {
    let middle = (Double(line) + 0.5) * Self.lineHeight + 4
    let frame = Rectangle(x: Self.nameWidth, y: middle - 9, width: length(bar.value), height: 18)
    let rectangle = Element.rectangle(frame, class: bar.color.fill)
    return name(of: bar, middle: middle) + [bar.note.map(rectangle.titled) ?? rectangle]
      + whisker(of: bar, middle: middle)
      + [
        .text(
          bar.text, at: Point(Self.nameWidth + length(bar.end) + 7, middle + 4),
          class: "label halo \(ThemeColor.ink.fill)")
      ]
  }

  private func name(of bar: Bar, middle: Double) -> [Element] {
    let lines = NameLines(bar.name, longest: 16).lines
    let first = middle + 4 - Double(lines.count - 1) * 6
    return lines.enumerated().map { index, line in
      .text(
        line, at: Point(Self.nameWidth - 9, first + Double(index) * 12), anchor: .end,
        class: "label \(ThemeColor.ink.fill)")
    }
  }

  /// A line from end to end of the interval, with a stroke across each.
  private func whisker(of bar: Bar, middle: Double) -> [Element] {
    guard let interval = bar.interval else { return [] }
    let ends = [interval.lowerBound, interval.upperBound].map { Self.nameWidth + length($0) }
    let level = [Point(ends[0], middle), Point(ends[1], middle)].outline()
    let strokes = ends.map { [Point($0, middle - 4), Point($0, middle + 4)].outline() }
    let outline = ([level] + strokes).joined()
    return [
      .path(outline, class: "whisker-ground \(ThemeColor.paper.stroke)"),
      .path(outline, class: "frame \(ThemeColor.ink.stroke)"),
    ]
  }

  private var base: Element {
    .line(
      from: Point(Self.nameWidth, 2), to: Point(Self.nameWidth, height + 6),
      class: "frame \(ThemeColor.soft.stroke)")
  }

  private var referenceLine: [Element] {
    guard let reference else { return [] }
    let x = Self.nameWidth + length(reference)
    return [
      .line(from: Point(x, 2), to: Point(x, height + 6), class: "frame dashed \(ThemeColor.ink.stroke)")
    ]
  }
}
