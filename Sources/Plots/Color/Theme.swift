/// The style sheet that figures share, alone or in a page. It follows the reader's light or dark setting;
/// paper is always light.
enum Theme {
  static let fonts = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif"

  /// The colours as CSS variables, and the classes of figures. A renderer without variables takes the light
  /// colours.
  static let figureStyle = [variables, colorClasses, figureClasses].joined(separator: "\n")

  private static let variables = """
    :root { color-scheme: light dark; \(declarations(\.light)) }
    @media screen and (prefers-color-scheme: dark) { :root { \(declarations(\.dark)) } }
    """

  static func declarations(_ shade: KeyPath<ThemeColor, String>) -> String {
    ThemeColor.all.map { "--\($0.name): \($0[keyPath: shade]);" }.joined(separator: " ")
  }

  private static let colorClasses = ThemeColor.all.map { color in
    let value = "\(color.light)"
    return """
      .\(color.fill) { fill: \(value); fill: var(--\(color.name)) }
      .\(color.stroke) { stroke: \(value); stroke: var(--\(color.name)) }
      """
  }.joined(separator: "\n")

  private static let figureClasses = """
    text { font-family: \(fonts); font-variant-numeric: tabular-nums }
    .tick { font-size: 10px }
    .label { font-size: 11px }
    .strong { font-weight: 600 }
    .halo { paint-order: stroke; stroke: #ffffff; stroke: var(--paper); stroke-width: 3.5px;
      stroke-linejoin: round }
    .hair { stroke-width: 0.75px; fill: none }
    .leader { stroke-width: 0.9px; stroke-dasharray: 0.9 2.6; fill: none }
    .frame { stroke-width: 1px; fill: none }
    .curve { stroke-width: 1.75px; fill: none; stroke-linejoin: round; stroke-linecap: round }
    .outline { stroke-width: 1.1px; stroke-linejoin: round }
    .dashed { stroke-dasharray: 5 3; stroke-linecap: butt }
    .dashDotted { stroke-dasharray: 7 2.5 1 2.5; stroke-linecap: butt }
    .dotted { stroke-dasharray: 0.1 3.4; stroke-linecap: round }
    .veiled { fill-opacity: 0.13 }
    .veil { fill-opacity: 0.16; stroke: none }
    .whisker-ground { stroke-width: 3px; fill: none }
    .faint { stroke-opacity: 0.55 }
    .pixels { image-rendering: pixelated }
    .cell { stroke-width: 0.75px }
    .cells { fill: none; pointer-events: all }
    """
}

/// A colour with a role, which differs in the light and in the dark theme.
///
/// Shapes take it by the classes `fill-NAME` and `stroke-NAME` of `Theme.figureStyle`.
public struct ThemeColor: Hashable, Sendable {
  public let name: String
  let light: String
  let dark: String

  /// The colour of text and lines that matter.
  public static let ink = ThemeColor(name: "ink", light: "#1a1f26", dark: "#e8edf3")
  /// The colour of text that explains.
  public static let soft = ThemeColor(name: "soft", light: "#59636f", dark: "#9aa5b1")
  /// The colour of hairlines.
  public static let rule = ThemeColor(name: "rule", light: "#dfe3e8", dark: "#2d343d")
  /// The background of figures and cards.
  public static let paper = ThemeColor(name: "paper", light: "#ffffff", dark: "#161b22")
  /// The background of the page.
  public static let ground = ThemeColor(name: "ground", light: "#f4f6f8", dark: "#0d1117")

  /// Colours that tell series apart, used in turn. The first six stay distinct to readers with any one kind
  /// of cone missing: they differ in lightness where they cannot in hue.
  public static let series: [ThemeColor] = zip(
    ["#2f6fd0", "#d8601a", "#12906c", "#8a1560", "#4d3b12", "#c277c4", "#0b2a6b", "#7a7f86"],
    ["#6aa5ff", "#ff9550", "#3ecf9f", "#d8479f", "#f4ec6a", "#7d5cf0", "#b8e9f9", "#a39a90"]
  ).enumerated().map { ThemeColor(name: "series-\($0.offset + 1)", light: $0.element.0, dark: $0.element.1) }

  /// The colour of the series of an index; after the last they begin again.
  public static func series(_ index: Int) -> ThemeColor { series[index % series.count] }

  static let all = [ink, soft, rule, paper, ground] + series

  /// The class that fills a shape with the colour.
  public var fill: String { "fill-\(name)" }
  /// The class that draws a shape's outline in the colour.
  public var stroke: String { "stroke-\(name)" }
}
