import Files
import TestSupport

/// How the samples of a WAV are stored.
enum StoredSample: CaseIterable {
  case unsigned8, signed16, signed24, signed32, float, double

  var byteCount: Int {
    [.unsigned8: 1, .signed16: 2, .signed24: 3, .signed32: 4, .float: 4, .double: 8][self]!
  }

  /// The least number of its kind, three more, and the largest, by the bytes of little-endian files.
  var examples: [(bytes: [UInt8], value: Double)] {
    switch self {
    case .unsigned8: [([0], -1), ([128], 0), ([129], 0x1p-7), ([64], -0.5), ([255], 1 - 0x1p-7)]
    case .signed16:
      [([0, 0x80], -1), ([0, 0], 0), ([1, 0], 0x1p-15), ([0, 0xC0], -0.5), ([0xFF, 0x7F], 1 - 0x1p-15)]
    case .signed24:
      [
        ([0, 0, 0x80], -1), ([0, 0, 0], 0), ([1, 0, 0], 0x1p-23), ([0, 0, 0xC0], -0.5),
        ([0xFF, 0xFF, 0x7F], 1 - 0x1p-23),
      ]
    case .signed32:
      [
        ([0, 0, 0, 0x80], -1), ([0, 0, 0, 0], 0), ([1, 0, 0, 0], 0x1p-31), ([0, 0, 0, 0xC0], -0.5),
        ([0xFF, 0xFF, 0xFF, 0x7F], 1 - 0x1p-31),
      ]
    // Not brought to [-1, 1].
    case .float:
      [-3, 0, 0.1, 1e-30, 1e30].map {
        (TestSupport.bytes(Float($0).bitPattern.littleEndian), Double(Float($0)))
      }
    case .double: [-3, 0, 0.1, 1e-30, 1e300].map { (TestSupport.bytes($0.bitPattern.littleEndian), $0) }
    }
  }
}

/// A WAV file.
///
/// - Parameters:
///   - samples: Their bytes, channels side by side.
///   - isExtensible: Whether the format is told by the longer header of WAVE_FORMAT_EXTENSIBLE.
///   - claimed: The bytes of samples that the header claims; nil for as many as there are.
func wav(
  _ type: StoredSample, _ samples: [UInt8], channels: UInt16 = 1, rate: UInt32 = 8000,
  isExtensible: Bool = false,
  claimed: UInt32? = nil
) -> [UInt8] {
  func two(_ number: UInt16) -> [UInt8] { bytes(number.littleEndian) }
  func four(_ number: UInt32) -> [UInt8] { bytes(number.littleEndian) }
  let code: UInt16 = type == .float || type == .double ? 3 : 1
  let block = channels * UInt16(type.byteCount)
  let bits = UInt16(8 * type.byteCount)
  var format =
    two(isExtensible ? 0xFFFE : code) + two(channels) + four(rate) + four(rate &* UInt32(block)) + two(block)
    + two(bits)
  if isExtensible {
    let rest: [UInt8] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
    format += two(22) + two(bits) + four(channels == 1 ? 4 : (1 << UInt32(channels)) - 1) + two(code) + rest
  }
  let chunks =
    Array("WAVEfmt ".utf8) + four(UInt32(format.count)) + format + Array("data".utf8)
    + four(claimed ?? UInt32(samples.count)) + samples + (samples.count % 2 == 1 ? [0] : [])
  return Array("RIFF".utf8) + four(UInt32(chunks.count)) + chunks
}

/// A WAV of 16 bits whose samples are these integers, channels side by side.
func wav(_ samples: [Int16], channels: UInt16 = 1, rate: UInt32 = 8000) -> [UInt8] {
  wav(.signed16, samples.flatMap { bytes($0.littleEndian) }, channels: channels, rate: rate)
}

extension Fixtures {
  /// A sound that make_sounds.c made.
  static func sound(_ name: String) -> String { path("Sounds/\(name)") }
}
