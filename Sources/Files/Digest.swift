import COpenSSL
import Scattering

/// SHA-256 (FIPS 180-4) of some bytes, in 64 hexadecimal digits.
public func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var count: UInt32 = 0
  let status = EVP_Digest(bytes.baseAddress, bytes.count, &digest, &count, EVP_sha256(), nil)
  precondition(status == 1, "OpenSSL has no SHA-256")
  return digest.prefix(Int(count)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

extension Signal<Double> {
  /// The SHA-256 of each signal's samples as little-endian doubles.
  public var digests: [String] {
    withUnsafeSamples { samples in
      let bits = samples.map { $0.bitPattern.littleEndian }
      return bits.withUnsafeBytes { bytes in
        let size = shape.count * MemoryLayout<UInt64>.stride
        return (0..<batchCount).map {
          sha256(UnsafeRawBufferPointer(rebasing: bytes[($0 * size)..<(($0 + 1) * size)]))
        }
      }
    }
  }
}
