/// Terms, each with what it means.
struct Glossary: PageBlock {
  var entries: [(term: String, meaning: String)]

  var element: Element {
    Element(
      "dl", ["class": "glossary"],
      entries.flatMap { [Element("dt", text: $0.term), Element("dd", text: $0.meaning)] })
  }
}
