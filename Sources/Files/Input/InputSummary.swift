import Arrays

/// How the files of a set are read, for people to see that it is as they meant it.
public struct InputSummary: Sendable {
  /// Arrays of the same axes.
  public struct Arrays: Sendable {
    public let axes: [Int]
    /// The images that one of them holds, and the axes of an image.
    public let imageCount: Int
    public let imageAxes: [Int]
    /// The first of them, and how many there are.
    public let path: String
    public fileprivate(set) var count = 1
  }

  /// Image files, and how many of them lose colours or an alpha channel.
  public private(set) var pictureCount = 0
  public private(set) var colorLossCount = 0
  public private(set) var alphaLossCount = 0
  /// Sounds, and how many of them have several channels that are mixed.
  public private(set) var soundCount = 0
  public private(set) var mixedCount = 0
  /// What is to be said of single files, with their paths.
  public private(set) var remarks: [(path: String, text: String)] = []
  /// Arrays by their axes, in the order of the inputs.
  public private(set) var arrays: [Arrays] = []
  /// The first array of unsigned bytes that are not divided, and the number of such arrays.
  public private(set) var plainBytes: (path: String, count: Int)?

  fileprivate init(_ sources: [any FrameSource]) {
    var indices: [[Int]: Int] = [:]
    for source in sources {
      if let remark = source.remark { remarks.append((source.path, remark)) }
      switch source.kind {
      case .picture(let losesColor, let losesAlpha):
        pictureCount += 1
        colorLossCount += losesColor ? 1 : 0
        alphaLossCount += losesAlpha ? 1 : 0
      case .sound(let isMixed):
        soundCount += 1
        mixedCount += isMixed ? 1 : 0
      case .array(let axes, let isOfPlainBytes):
        add(source, axes, &indices)
        if isOfPlainBytes { plainBytes = (plainBytes?.path ?? source.path, (plainBytes?.count ?? 0) + 1) }
      }
    }
  }

  private mutating func add(_ source: any FrameSource, _ axes: [Int], _ indices: inout [[Int]: Int]) {
    if let index = indices[axes] {
      arrays[index].count += 1
    } else {
      indices[axes] = arrays.count
      arrays.append(
        Arrays(
          axes: axes, imageCount: axes.dropLast(source.shape.rank).reduce(1, *),
          imageAxes: source.shape.dimensions, path: source.path))
    }
  }
}

extension InputSet {
  /// How the files are read.
  public var summary: InputSummary { InputSummary(sources) }
}
