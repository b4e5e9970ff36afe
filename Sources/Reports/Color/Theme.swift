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
    .frame { stroke-width: 1px; fill: none }
    .curve { stroke-width: 1.75px; fill: none; stroke-linejoin: round; stroke-linecap: round }
    .outline { stroke-width: 1.1px; stroke-linejoin: round }
    .dashed { stroke-dasharray: 5 3; stroke-linecap: butt }
    .dotted { stroke-dasharray: 0.1 3.4; stroke-linecap: round }
    .veiled { fill-opacity: 0.13 }
    .veil { fill-opacity: 0.16; stroke: none }
    .whisker-ground { stroke-width: 3px; fill: none }
    .faint { stroke-opacity: 0.55 }
    .pixels { image-rendering: pixelated }
    """
}
