import CCodecs

extension ccodecs_message {
  /// The text, which may be empty.
  var description: String {
    withUnsafeBytes(of: text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// Tells what a library does not support from damage, by its words.
enum LibraryRefusal {
  private static let words = [
    "nsupported", "not supported", "not implemented", "not configured", "not allowed", "Cannot handle",
  ]

  /// Whether a message of libtiff or libjpeg-turbo says that a file is of a kind that the library does not decode.
  static func isMeant(by message: String) -> Bool {
    // A marker of no kind is damage to libjpeg-turbo's "Unsupported marker type".
    words.contains { message.contains($0) } && !message.contains("marker type")
  }
}
