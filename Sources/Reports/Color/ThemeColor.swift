/// A colour with a part to play, which differs on light and on dark paper.
///
/// Shapes take it by the classes `fill-NAME` and `stroke-NAME` of `Theme.figureStyle`.
public struct ThemeColor: Hashable, Sendable {
  public let name: String
  let light: String
  let dark: String

  /// Words and lines that matter.
  public static let ink = ThemeColor(name: "ink", light: "#1a1f26", dark: "#e8edf3")
  /// Words that explain.
  public static let soft = ThemeColor(name: "soft", light: "#59636f", dark: "#9aa5b1")
  /// Hairlines.
  public static let rule = ThemeColor(name: "rule", light: "#dfe3e8", dark: "#2d343d")
  /// What figures and cards lie on.
  public static let paper = ThemeColor(name: "paper", light: "#ffffff", dark: "#161b22")
  /// What the paper lies on.
  public static let ground = ThemeColor(name: "ground", light: "#f4f6f8", dark: "#0d1117")

  /// Colours that tell series apart, used in turn. The first six stay distinct to readers with any one kind
  /// of cone missing: they differ in lightness where they cannot in hue.
  public static let series: [ThemeColor] = zip(
    ["#2f6fd0", "#d8601a", "#12906c", "#8a1560", "#4d3b12", "#c277c4", "#0b2a6b", "#7a7f86"],
    ["#6aa5ff", "#ff9550", "#3ecf9f", "#d8479f", "#f4ec6a", "#7d5cf0", "#b8e9f9", "#a39a90"]
  ).enumerated().map { ThemeColor(name: "series-\($0.offset + 1)", light: $0.element.0, dark: $0.element.1) }

  /// The colour of the series of that index; after the last they begin again.
  public static func series(_ index: Int) -> ThemeColor { series[index % series.count] }

  static let all = [ink, soft, rule, paper, ground] + series

  /// The class that fills a shape with the colour.
  public var fill: String { "fill-\(name)" }
  /// The class that draws a shape's outline in the colour.
  public var stroke: String { "stroke-\(name)" }
}
