/// A part of a page under its own heading.
public struct Section: Sendable {
  public var heading: String
  /// A sentence or two below the heading; may be empty.
  public var introduction: String
  public var blocks: [any PageBlock]

  public init(_ heading: String, introduction: String = "", blocks: [any PageBlock]) {
    self.heading = heading
    self.introduction = introduction
    self.blocks = blocks
  }

  var element: Element {
    let words = introduction.isEmpty ? [] : [Element("p", text: introduction)]
    return Element("section", [:], [Element("h2", text: heading)] + words + blocks.map(\.element))
  }
}
