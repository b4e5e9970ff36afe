/// Settings of which a page's script shows one at a time; without it they stand one below the other.
struct Choice: PageBlock {
  struct Option: Sendable {
    var words: String
    var blocks: [any PageBlock]
  }

  /// The name that the script knows it by, other than that of every other choice of the page.
  var id: String
  /// What is chosen.
  var label: String
  var options: [Option]
  /// The index of the option that shows first.
  var first: Int = 0

  var element: Element {
    Element("div", ["class": "choice"], (options.count > 1 ? [list] : []) + options.indices.map(part))
  }

  private var list: Element {
    Element(
      "label", ["class": "chooser"],
      [Element("span", text: label), Element("select", ["data-chooses": id], options.indices.map(entry))])
  }

  private func entry(_ index: Int) -> Element {
    let entry = Element("option", ["value": "\(index)"], text: options[index].words)
    return index == first ? entry.with("selected", "selected") : entry
  }

  private func part(_ index: Int) -> Element {
    Element(
      "div", ["data-choice": id, "data-option": "\(index)"],
      [Heading(options[index].words).element] + options[index].blocks.map(\.element))
  }
}
