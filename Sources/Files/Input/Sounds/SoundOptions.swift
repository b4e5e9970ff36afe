import Foundation

/// How signals are made of sounds: which channels, and pieces of which length.
public struct SoundOptions: Hashable, Sendable {
  /// nil is `.mix`.
  public var channels: ChannelChoice?
  /// The length of the pieces into which a sound is cut; nil takes it whole.
  public var window: SoundLength?
  /// From the start of one piece to that of the next, where there is a window; nil is the window.
  public var hop: SoundLength?

  public init(channels: ChannelChoice? = nil, window: SoundLength? = nil, hop: SoundLength? = nil) {
    (self.channels, self.window, self.hop) = (channels, window, hop)
  }
}

extension SoundOptions: CustomStringConvertible {
  /// What is asked for, as in `channel each, window 2s, hop 500ms`; empty for nothing.
  public var description: String {
    let texts = [
      channels.map { "channel \($0)" }, window.map { "window \($0)" }, hop.map { "hop \($0)" },
    ]
    return texts.compactMap(\.self).joined(separator: ", ")
  }
}

/// What becomes of the channels of a sound.
public enum ChannelChoice: Hashable, Sendable {
  /// One signal, the mean of the channels.
  case mix
  /// A batch axis of the channels.
  case each
  /// One channel, counted from 1.
  case one(Int)

  /// The signals that a sound of so many channels gives.
  func signalCount(of channelCount: Int) -> Int { self == .each ? channelCount : 1 }
}

extension ChannelChoice: LosslessStringConvertible {
  /// The text that the option `--channel` takes: `mix`, `each`, or a number as in `2`.
  public var description: String {
    switch self {
    case .mix: "mix"
    case .each: "each"
    case .one(let channel): "\(channel)"
    }
  }

  /// - Returns: nil for what is none of these, and for numbers below 1.
  public init?(_ text: String) {
    switch text {
    case "mix": self = .mix
    case "each": self = .each
    default:
      guard let channel = Int(text), channel >= 1 else { return nil }
      self = .one(channel)
    }
  }
}

/// A length of sound.
public enum SoundLength: Hashable, Sendable {
  case samples(Int)
  case seconds(Double)

  /// The samples of a channel that come nearest to the length at a rate in Hz: 1 to 2^50.
  func sampleCount(at rate: Double) -> Int {
    switch self {
    case .samples(let count): count
    case .seconds(let seconds): Int(min(max((seconds * rate).rounded(), 1), 0x1p50))
    }
  }
}

extension SoundLength: LosslessStringConvertible {
  /// The text that the options `--window` and `--hop` take: samples as in `22050`, or time as in `2s` and `500ms`.
  public var description: String {
    switch self {
    case .samples(let count): "\(count)"
    case .seconds(let seconds): "\(seconds.shortText)s"
    }
  }

  /// - Returns: nil for what is none of these, and for what is not above 0 and finite.
  public init?(_ text: String) {
    if let count = Int(text) {
      guard (1...(1 << 50)).contains(count) else { return nil }
      self = .samples(count)
      return
    }
    let isMilliseconds = text.hasSuffix("ms")
    guard text.hasSuffix("s"), let number = Double(text.dropLast(isMilliseconds ? 2 : 1)), number > 0,
      number.isFinite
    else { return nil }
    self = .seconds(isMilliseconds ? number / 1000 : number)
  }
}

extension Double {
  /// The number without a point where it is whole.
  var shortText: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
