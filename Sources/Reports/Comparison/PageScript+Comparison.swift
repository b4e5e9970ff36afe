extension PageScript {
  /// The script of the comparison page, with the two documents that it offers and reads.
  static func comparison(json: String, csv: String) -> PageScript {
    .measuring(source: comparisonSource, hash: comparisonHash, json: json, csv: csv)
  }

  /// Of `comparisonSource`; a test says what it must be when the source changes.
  static let comparisonHash = "sha256-folzlVL1lY5GFPz2/f16nOwTwowOS0CyZObrg00EZI8="

  static let comparisonSource = measuringSource(
    facts: """
          // What a marker stands for, from its own words: a heading, and lines of a name, a colon and a value.
          const kind = "comparison";
          const marked = "[data-point]";
          const describe = (marker, words) => {
            const [heading, ...lines] = words.split("\\n");
            return { heading, facts: lines.map(line => line.split(": ")) };
          };
      """)
}
