import Arrays

/// Why a network cannot be described, made, read, run or trained.
public enum NetworkError: Error, RangeError, Equatable, Sendable {
  /// No library of networks under any of the paths, each with the reason.
  case libraryMissing([String])
  /// A library of networks that another build made.
  case libraryMismatch(String, found: String, expected: String)
  /// A node that its inputs do not fit.
  case invalidNode(String, found: String, expected: String)
  /// A setting that no network and no training has.
  case outOfRange(String, found: String, expected: String)
  /// Signals of another size than the network's.
  case mismatchedShape(String, found: String, expected: String)
  /// A file whose network takes images of other channels than those it was to be asked.
  case mismatchedChannels(String, found: Int, expected: Int)
  /// A label that is no class, with its index.
  case unknownLabel(Int, index: Int, classCount: Int)
  /// A TorchScript file that cannot be read or run.
  case script(String, found: String, expected: String)
  /// What libtorch said, for something that was to be done.
  case torch(String, message: String)
  /// A loss that is no number any more.
  case diverged(epoch: Int, step: Int, rate: Double)
  /// A checkpoint of another training than the one to be resumed.
  case otherTraining(String, found: String, expected: String)
}

extension NetworkError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .libraryMissing(let reasons):
      "networks: found no usable library CTorch (\(reasons.joined(separator: "; "))), expected the one that "
        + "`.ci/install --networks && swift build -c release` makes next to the tool"
    case .libraryMismatch(let path, let found, let expected):
      "\(path): found \(found), expected \(expected); `swift build -c release` makes it anew"
    case .invalidNode(let name, let found, let expected), .outOfRange(let name, let found, let expected),
      .mismatchedShape(let name, let found, let expected), .script(let name, let found, let expected),
      .otherTraining(let name, let found, let expected):
      Self.text(name, found, expected)
    case .mismatchedChannels(let path, let found, let expected):
      Self.text(
        path, "a network of images of \(found) channel\(found == 1 ? "" : "s")",
        "\(expected) channel\(expected == 1 ? "" : "s"), as the images have")
    case .unknownLabel(let label, let index, let classCount):
      "labels: found \(label) at index \(index), expected 0 to \(classCount - 1)"
    case .torch(let what, let message): "\(what): libtorch says: \(message)"
    case .diverged(let epoch, let step, let rate):
      "training: found a loss or parameters that are no finite numbers in epoch \(epoch), step \(step), expected finite ones; "
        + "a learning rate below \(rate) may help"
    }
  }
}

extension NetworkError {
  /// Whether what is wrong is the installation, not the data.
  public var isMissingLibrary: Bool {
    switch self {
    case .libraryMissing, .libraryMismatch: true
    default: false
    }
  }
}
