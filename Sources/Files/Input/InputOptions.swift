import Arrays

/// Options of reading inputs: rank, colours, resampling and scale, channels and pieces of sounds, the volume of a series.
public struct InputOptions: Sendable {
  /// The number of spatial axes, 1 to 3. Of an array the last `rank` axes are the signal and the others batch, two where it is nil;
  /// other files must have it: images two, sounds one, NIfTI volumes three, FITS as many as its axes longer than 1.
  public var rank: Int?
  /// What becomes of the colours of images; arrays are taken as they are.
  public var color: ColorMode
  /// The shape to which every frame, of images and of arrays, is resampled; nil takes frames as they are.
  public var resize: Shape?
  /// What integer samples are divided by.
  public var rescaling: Rescaling
  /// How signals are made of sounds.
  public var sounds: SoundOptions
  /// Which volume of a series is read, counted from 1.
  public var volume: Int?

  /// The rank of arrays.
  var arrayRank: Int { rank ?? resize?.rank ?? 2 }

  /// - Precondition: `rank` is nil, 1, 2 or 3, and `resize` has as many axes; `volume` is at least 1.
  public init(
    rank: Int? = nil, color: ColorMode = .gray, resize: Shape? = nil, rescaling: Rescaling = .auto,
    sounds: SoundOptions = SoundOptions(), volume: Int? = nil
  ) {
    precondition((1...3).contains(rank ?? 2), "signals of rank \(rank ?? 2); the rank is 1, 2 or 3")
    precondition(
      resize == nil || resize?.rank == rank ?? 2, "signals of rank \(rank ?? 2) resampled to another rank")
    precondition(volume ?? 1 >= 1, "volume \(volume ?? 1), counted from 1")
    (self.rank, self.color, self.resize, self.rescaling) = (rank, color, resize, rescaling)
    (self.sounds, self.volume) = (sounds, volume)
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
