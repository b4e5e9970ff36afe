import Arrays

/// How inputs are read.
public struct InputOptions: Sendable {
  /// The number of spatial axes, 1 to 3. Images have two; of an array the last `rank` axes are the signal and
  /// the others batch.
  public var rank: Int
  /// What becomes of the colours of images; arrays are taken as they are.
  public var color: ColorMode
  /// The shape to which every frame, of images and of arrays, is resampled; nil takes frames as they are.
  public var resize: Shape?

  /// - Precondition: `rank` is 1, 2 or 3, and `resize` has as many axes.
  public init(rank: Int = 2, color: ColorMode = .gray, resize: Shape? = nil) {
    precondition((1...3).contains(rank), "signals of rank \(rank); the rank is 1, 2 or 3")
    precondition(resize == nil || resize?.rank == rank, "signals of rank \(rank) resampled to another rank")
    self.rank = rank
    self.color = color
    self.resize = resize
  }
}
