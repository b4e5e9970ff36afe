import Files
import Foundation

/// The script of a page, the data that it reads, and the buttons that it serves.
public struct PageScript: Sendable {
  /// A block of data inside the page, as JSON.
  public struct Block: Sendable {
    public let id: String
    /// The JSON text; it holds none of `<`, `>` and `&`, so that no name in it can end the block.
    public let json: String

    public init(id: String, json: String) {
      self.id = id
      self.json = json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
        .replacing("&", with: "\\u0026")
    }
  }

  /// The JavaScript source, without `<` and `&`, which XML reserves.
  public let source: String
  /// The hash of the source as a content security policy states it: `sha256-` and the digest's 32 bytes in base 64. A browser
  /// does not run a source that has another.
  public let hash: String
  public let blocks: [Block]
  /// The buttons in the header. They show only where scripts run.
  public let buttons: [(id: String, label: String)]

  public init(source: String, blocks: [Block], buttons: [(id: String, label: String)]) {
    precondition(!source.contains { "<&".contains($0) }, "a script with < or &, which XML reserves")
    (self.source, self.blocks, self.buttons) = (source, blocks, buttons)
    hash = "sha256-" + Self.digest(of: source).base64EncodedString()
  }

  private static func digest(of source: String) -> Data {
    let digits = Array(Array(source.utf8).withUnsafeBytes(sha256))
    return Data(
      stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16)! })
  }

  var elements: [Element] {
    blocks.map { Element("script", ["type": "application/json", "id": $0.id], text: $0.json) }
      + [Element("script", text: source)]
  }

  var tools: Element {
    Element(
      "div", ["class": "tools"],
      buttons.map { Element("button", ["type": "button", "id": $0.id], text: $0.label) })
  }
}
