/// A choice among options, of which a page's script shows one at a time; without it all are shown, one below the other.
public struct Choice: PageBlock {
  /// An option of a choice: its name and what it shows.
  public struct Option: Sendable {
    public var label: String
    public var blocks: [any PageBlock]

    public init(label: String, blocks: [any PageBlock]) { (self.label, self.blocks) = (label, blocks) }
  }

  /// The name by which the script finds the choice, different from that of every other choice of the page.
  public var id: String
  /// The name of what is chosen, above the list.
  public var label: String
  public var options: [Option]
  /// The index of the option that shows first.
  public var first: Int

  public init(id: String, label: String, options: [Option], first: Int = 0) {
    (self.id, self.label, self.options, self.first) = (id, label, options, first)
  }

  public var element: Element {
    Element("div", ["class": "choice"], (options.count > 1 ? [list] : []) + options.indices.map(part))
  }

  private var list: Element {
    Element(
      "label", ["class": "chooser"],
      [Element("span", text: label), Element("select", ["data-chooses": id], options.indices.map(entry))])
  }

  private func entry(_ index: Int) -> Element {
    let entry = Element("option", ["value": "\(index)"], text: options[index].label)
    return index == first ? entry.with("selected", "selected") : entry
  }

  private func part(_ index: Int) -> Element {
    Element(
      "div", ["data-choice": id, "data-option": "\(index)"],
      [Heading(options[index].label).element] + options[index].blocks.map(\.element))
  }
}
