/// The script of a page, the data that it reads, and the buttons that it serves.
public struct PageScript: Sendable {
  /// Data inside the page, as JSON.
  public struct Block: Sendable {
    public let id: String
    /// JSON text that holds none of `<`, `>` and `&`, so that no name in it can end the block.
    public let json: String

    public init(id: String, json: String) {
      self.id = id
      self.json = json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
        .replacing("&", with: "\\u0026")
    }
  }

  /// JavaScript without `<` and `&`, which XML reserves.
  public let source: String
  /// The hash of the source as a policy of content states it: `sha256-` and 32 bytes in base 64. A browser
  /// does not run a source that has another.
  public let hash: String
  public let blocks: [Block]
  /// Buttons in the header: their identities and words. They show only where scripts run.
  public let buttons: [(id: String, words: String)]

  public init(source: String, hash: String, blocks: [Block], buttons: [(id: String, words: String)]) {
    precondition(!source.contains { "<&".contains($0) }, "a script with < or &, which XML reserves")
    (self.source, self.hash, self.blocks, self.buttons) = (source, hash, blocks, buttons)
  }

  var elements: [Element] {
    blocks.map { Element("script", ["type": "application/json", "id": $0.id], text: $0.json) }
      + [Element("script", text: source)]
  }

  var tools: Element {
    Element(
      "div", ["class": "tools"],
      buttons.map { Element("button", ["type": "button", "id": $0.id], text: $0.words) })
  }
}
