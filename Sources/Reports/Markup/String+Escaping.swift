extension String {
  /// The text as it may stand between tags. `>` stays, so that a style sheet reads the same in HTML and in
  /// XML, but for the three characters that XML reserves.
  var escapedInText: String {
    escaped { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : nil }.replacing("]]>", with: "]]&gt;")
  }

  /// The text as it may stand between double quotes.
  var escapedInAttribute: String {
    escaped { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == "\"" ? "&quot;" : nil }
  }

  /// Replaces what XML reserves and drops the control characters it forbids.
  private func escaped(_ entity: (Unicode.Scalar) -> String?) -> String {
    var text = ""
    for scalar in unicodeScalars where scalar.isAllowedInXML {
      if let entity = entity(scalar) { text += entity } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// XML 1.0 allows tab, line feed and carriage return of all the control characters, and not the last two
  /// code points.
  fileprivate var isAllowedInXML: Bool {
    value >= 0x20 ? value != 0xFFFE && value != 0xFFFF : value == 0x9 || value == 0xA || value == 0xD
  }
}
