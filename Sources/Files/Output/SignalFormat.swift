import CCodecs
import Foundation
import Scattering

/// The formats in which one signal is written.
public enum SignalFormat: String, CaseIterable, Sendable {
  /// An array of double precision, of the signal's axes.
  case npy
  /// A sound of single precision, for signals of one axis.
  case wav
  /// A gray picture of 8 bits, for images: samples in [0, 1] become 0 to 255, others the nearer end.
  case png

  /// The format by the extension of a path, for signals of a rank.
  ///
  /// - Throws: `FileError.Kind.cannotWrite` for any other extension, and one that is not for the rank.
  public init(path: String, rank: Int) throws(FileError) {
    let all = Self.allCases.filter { $0.ranks.contains(rank) }
    guard let format = Self(rawValue: NSString(string: path).pathExtension.lowercased()), all.contains(format)
    else { throw .unknownExtension(.cannotWrite, path, choices: all.map(\.rawValue)) }
    self = format
  }

  private var ranks: ClosedRange<Int> {
    switch self {
    case .npy: 1...3
    case .wav: 1...1
    case .png: 2...2
    }
  }

  /// The bytes of a file that holds one signal.
  /// - Parameter sampleRate: Hertz, of sounds; at least 1.
  public func bytes(of signal: Signal<Double>, sampleRate: Int) -> [UInt8] {
    precondition(signal.batchCount == 1 && ranks.contains(signal.shape.rank))
    switch self {
    case .npy:
      return NPYHeader(.float64, shape: signal.shape.dimensions).bytes
        + signal.samples.withUnsafeBytes(Array.init)
    case .wav: return SoundEncoder(sampleRate: sampleRate).encode(signal.samples)
    case .png:
      let gray = signal.samples.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
      return PNGEncoder(format: .rgb).encode(
        gray.flatMap { [$0, $0, $0] }, width: signal.shape[1], height: signal.shape[0])
    }
  }
}

/// Turns samples in memory into a WAV file in memory, of one channel and single precision, through libsndfile.
struct SoundEncoder {
  let sampleRate: Int

  /// The file as it grows, and where the library stands in it.
  private final class Memory {
    var bytes: [UInt8] = []
    var position = 0
  }

  func encode(_ samples: [Double]) -> [UInt8] {
    let memory = Memory()
    var info = SF_INFO()
    (info.samplerate, info.channels) = (Int32(sampleRate), 1)
    info.format = Int32(SF_FORMAT_WAV | SF_FORMAT_FLOAT)
    var calls = Self.calls
    guard
      let file = sf_open_virtual(&calls, Int32(SFM_WRITE), &info, Unmanaged.passUnretained(memory).toOpaque())
    else { preconditionFailure("no sound of \(sampleRate) Hz: \(String(cString: sf_strerror(nil)))") }
    // Without what differs from one second to the next: equal samples make equal files.
    sf_command(file, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
    let written = sf_writef_double(file, samples, Int64(samples.count))
    sf_close(file)
    precondition(written == samples.count, "\(written) of \(samples.count) samples of a sound")
    return withExtendedLifetime(memory) { memory.bytes }
  }

  private static var calls: SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { Int64(SoundEncoder.memory($0).bytes.count) },
      seek: { offset, origin, user in
        let memory = SoundEncoder.memory(user)
        let start = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? memory.position : memory.bytes.count
        memory.position = start + Int(offset)
        return Int64(memory.position)
      },
      read: { out, count, user in
        let memory = SoundEncoder.memory(user)
        let end = min(memory.position + Int(count), memory.bytes.count)
        guard let out, memory.position < end else { return 0 }
        memory.bytes[memory.position..<end].withUnsafeBytes {
          out.copyMemory(from: $0.baseAddress!, byteCount: $0.count)
        }
        defer { memory.position = end }
        return Int64(end - memory.position)
      },
      write: { bytes, count, user in
        let memory = SoundEncoder.memory(user)
        let end = memory.position + Int(count)
        if end > memory.bytes.count { memory.bytes += [UInt8](repeating: 0, count: end - memory.bytes.count) }
        memory.bytes.replaceSubrange(
          memory.position..<end, with: UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        memory.position = end
        return count
      }, tell: { Int64(SoundEncoder.memory($0).position) })
  }

  private static func memory(_ user: UnsafeMutableRawPointer?) -> Memory {
    Unmanaged<Memory>.fromOpaque(user!).takeUnretainedValue()
  }
}
