/// What becomes of the colours of an image. Transparency is ignored.
public enum ColorMode: String, CaseIterable, Codable, Sendable {
  /// One plane: the luma of ITU-R BT.601, `0.299 R + 0.587 G + 0.114 B` of the samples scaled to [0, 1].
  case gray
  /// A batch axis of three planes: red, green, blue. Those of a gray image are equal.
  case rgb

  /// The batch axes that one image has.
  package var batch: [Int] { self == .rgb ? [3] : [] }
}
