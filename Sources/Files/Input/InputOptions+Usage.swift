import Arrays

/// What options concern: a kind of input, with the words for it.
enum InputKind: String {
  case image = "an image"
  case array = "an array"
  case sound = "a sound"
  case volume = "a volume"

  /// The rank that its signals have; nil of arrays.
  var rank: Int? {
    switch self {
    case .image: 2
    case .array: nil
    case .sound: 1
    case .volume: 3
    }
  }
}

extension InputOptions {
  /// Checks that nothing is asked for that inputs of a kind do not have.
  ///
  /// - Throws: `.usage` in the name of the file at `path` for an option of other kinds, `.badData` for a file of another rank.
  func check(_ kind: InputKind, _ path: String) throws(FileError) {
    for (option, kinds) in given where !kinds.contains(kind) {
      throw Self.misuse(option, kind.rawValue, path, for: kinds)
    }
    guard let own = kind.rank, let rank, own != rank else { return }
    throw FileError(
      .badData, path, found: "\(kind.rawValue), whose rank is \(own)", expected: Self.signals(of: rank))
  }

  /// Checks that images' options are not given for signals of another rank, which only some files of a kind have.
  func check(signalsOf rank: Int, _ path: String) throws(FileError) {
    guard rank != 2 else { return }
    let option = resize != nil && resize?.rank != rank ? "--resize" : color != .gray ? "--color" : nil
    guard let option else { return }
    throw Self.misuse(option, "signals of rank \(rank)", path, for: [.image])
  }

  /// The options that are set, with the kinds of inputs that they concern.
  private var given: [(option: String, kinds: [InputKind])] {
    var given: [(String, [InputKind])] = []
    if resize != nil { given.append(("--resize", [.image, .array])) }
    if color != .gray { given.append(("--color", [.image, .array])) }
    if sounds.channels != nil { given.append(("--channel", [.sound])) }
    if sounds.window != nil { given.append(("--window", [.sound])) }
    if sounds.hop != nil { given.append(("--hop", [.sound])) }
    if volume != nil { given.append(("--volume", [.volume])) }
    return given
  }

  private static func misuse(_ option: String, _ found: String, _ path: String, for kinds: [InputKind])
    -> FileError
  {
    FileError(
      .usage, path, found: "\(found), which \(option) does not concern",
      expected: "\(kinds.map(\.rawValue).joined(separator: " or ")), or no \(option)")
  }

  private static func signals(of rank: Int) -> String {
    switch rank {
    case 1: "a sound, or an array of signals of rank 1"
    case 2: "an image, or an array of signals of rank 2"
    default: "a volume, or an array of signals of rank \(rank)"
    }
  }
}
