import Arrays

/// Options of reading inputs: rank, colours, resampling and scale.
public struct InputOptions: Sendable {
  /// The number of spatial axes, 1 to 3. Images have two; of an array the last `rank` axes are the signal and
  /// the others batch.
  public var rank: Int
  /// What becomes of the colours of images; arrays are taken as they are.
  public var color: ColorMode
  /// The shape to which every frame, of images and of arrays, is resampled; nil takes frames as they are.
  public var resize: Shape?
  /// What integer samples are divided by.
  public var rescaling: Rescaling

  /// - Precondition: `rank` is 1, 2 or 3, and `resize` has as many axes.
  public init(rank: Int = 2, color: ColorMode = .gray, resize: Shape? = nil, rescaling: Rescaling = .auto) {
    precondition((1...3).contains(rank), "signals of rank \(rank); the rank is 1, 2 or 3")
    precondition(resize == nil || resize?.rank == rank, "signals of rank \(rank) resampled to another rank")
    self.rank = rank
    self.color = color
    self.resize = resize
    self.rescaling = rescaling
  }
}

/// What becomes of the colours of an image. Transparency is ignored.
public enum ColorMode: String, CaseIterable, Codable, Sendable {
  /// One plane: the luma of ITU-R BT.601, `0.299 R + 0.587 G + 0.114 B` of the samples scaled to [0, 1].
  case gray
  /// A batch axis of three planes: red, green, blue. Those of a gray image are equal.
  case rgb

  /// The batch axes that one image has.
  package var batch: [Int] { self == .rgb ? [3] : [] }
}
