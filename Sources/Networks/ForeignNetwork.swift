import Foundation

/// A file that holds a network, or its weights, in a format that is not read: known by how it begins.
enum ForeignNetwork {
  /// What the file is; nil where it is TorchScript or unknown.
  static func text(of bytes: [UInt8]) -> String? {
    func begins(_ start: [UInt8]) -> Bool { bytes.starts(with: start) }
    if begins(Array("PK\u{3}\u{4}".utf8)) { return archive(bytes) }
    if begins([0x80]) && bytes.count > 1 && (2...5).contains(bytes[1]) {
      return "a pickle, as torch.save wrote it before 1.6"
    }
    if begins([0x89] + Array("HDF".utf8)) { return "an HDF5 file, as Keras writes it" }
    if bytes.count > 9, bytes[8] == UInt8(ascii: "{"), bytes[3..<8].allSatisfy({ $0 == 0 }) {
      return "weights in safetensors, without the network's program"
    }
    return begins([0x08]) && (holds("onnx", bytes) || holds("pytorch", bytes)) ? "an ONNX file" : nil
  }

  /// What a ZIP archive holds by the names in its directory, which is at its end.
  private static func archive(_ bytes: [UInt8]) -> String? {
    let directory = Array(bytes.suffix(1 << 20))
    // Without its end an archive is damaged, and its names may be gone.
    if !holds("PK\u{5}\u{6}", directory) || holds("constants.pkl", directory) { return nil }
    if holds("data.pkl", directory) { return "what torch.save wrote, without the network's program" }
    return holds("model.weights.h5", directory) ? "a Keras model" : nil
  }

  private static func holds(_ text: String, _ bytes: [UInt8]) -> Bool {
    Data(bytes.prefix(1 << 20)).range(of: Data(text.utf8)) != nil
  }
}
