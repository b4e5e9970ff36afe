import Arrays

/// What integer samples are divided by, in every format alike; booleans and floating-point numbers are taken as they are.
public enum Rescaling: Hashable, Sendable {
  /// Unsigned samples of up to 16 bits of images, and the unsigned bytes of IDX, by the largest number that the file's samples may
  /// have, so that they lie in [0, 1]; the integers of NumPy arrays, and signed and longer ones of images, by nothing.
  case auto
  /// By nothing.
  case none
  /// By this number, above 0.
  case by(Double)

  /// What samples of a type are divided by.
  /// - Parameter automatic: The divisor of `auto`.
  func divisor(automatic: Double, of type: SampleType) -> Double {
    guard type.isInteger else { return 1 }
    return switch self {
    case .auto: automatic
    case .none: 1
    case .by(let divisor): divisor
    }
  }
}

extension Rescaling: LosslessStringConvertible {
  /// The text that the option `--rescale` takes: `auto`, `none`, or a number as in `255`.
  public var description: String {
    switch self {
    case .auto: "auto"
    case .none: "none"
    case .by(let divisor): Int(exactly: divisor).map(String.init) ?? "\(divisor)"
    }
  }

  /// - Returns: nil for what is none of these, and for numbers that are not finite and above 0.
  public init?(_ text: String) {
    switch text {
    case "auto": self = .auto
    case "none": self = .none
    default:
      guard let divisor = Double(text), divisor > 0, divisor.isFinite else { return nil }
      self = .by(divisor)
    }
  }
}
