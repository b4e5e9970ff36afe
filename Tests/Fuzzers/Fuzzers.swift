import Files
import Foundation
import Glibc
import Learning
import Networks

/// The parsers written by hand, for libFuzzer: `.ci/fuzz` builds this with its instrumentation, which brings `main`, and runs each.
///
/// The variable `FUZZ_PARSER` names the parser. Whatever it is given, a parser must read it or throw its own error; what stops the
/// program is a finding. Parsers are reached as the program reaches them, through files.
enum Parser: String, CaseIterable {
  case npy, idx, pnm, exif, csv, metadata, labels, model, checkpoint
}

struct Fuzzer {
  static let shared = Fuzzer()

  private let parser: Parser
  /// In memory.
  private let folder = "/dev/shm/scattering-fuzzer-\(getpid())"

  init() {
    let name = ProcessInfo.processInfo.environment["FUZZ_PARSER"] ?? ""
    guard let parser = Parser(rawValue: name) else {
      fatalError("FUZZ_PARSER is \"\(name)\", expected one of \(Parser.allCases.map(\.rawValue))")
    }
    self.parser = parser
    mkdir(folder, 0o700)
    write(Array(Self.metadata.utf8), "input.json")
    write(Array("input,\"S0 [0,0]\"\nx.npy[0],0.6\nx.npy[1],0.4\n".utf8), "described.csv")
  }

  func parse(_ bytes: UnsafeRawBufferPointer) {
    do { try read(Array(bytes)) } catch is FileError {} catch {
      fatalError("\(parser.rawValue): \(type(of: error)) \(error) in the place of a FileError")
    }
  }

  private func read(_ bytes: [UInt8]) throws {
    switch parser {
    case .npy:
      try readImages(Array("\u{93}NUMPY".unicodeScalars.map { UInt8($0.value) }) + bytes.dropFirst(6))
    case .idx: try readImages([0, 0] + bytes.dropFirst(2))
    case .pnm: try readImages([UInt8(ascii: "P")] + bytes.dropFirst())
    case .exif: _ = try InputSet(paths: [write(jpeg(exif: bytes), "input.jpg")])
    case .csv: _ = try FeatureFile(path: write(bytes, "input.csv")).features()
    case .metadata:
      write(bytes, "described.json")
      _ = try FeatureFile(path: "\(folder)/described.csv").features()
    case .labels: _ = try LabelReader.labels(at: write(bytes, "input"))
    case .model: _ = try StoredModel(path: write(model(bytes), "input"))
    case .checkpoint: _ = try Checkpoint(contentsOf: write(checkpoint(bytes), "input"))
    }
  }

  private func readImages(_ bytes: [UInt8]) throws {
    let set = try InputSet(paths: [write(bytes, "input")])
    if set.count > 0 { _ = try set.read(0..<min(set.count, 3), as: Float.self) }
  }

  /// Writes a file; returns its path.
  @discardableResult
  private func write(_ bytes: [UInt8], _ name: String) -> String {
    let path = "\(folder)/\(name)"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(file >= 0 && Glibc.write(file, bytes, bytes.count) == bytes.count, path)
    close(file)
    return path
  }

  /// The head of a JPEG of 8 x 8 gray pixels whose EXIF data these are.
  private func jpeg(exif: [UInt8]) -> [UInt8] {
    let data = Array("Exif\0\0".utf8) + exif.prefix(65_000)
    let size = data.count + 2
    return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(size >> 8), UInt8(size & 0xFF)] + data
      + [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
      + [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]
      + [0xFF, 0xC4, 0, 20, 0, 1] + [UInt8](repeating: 0, count: 15) + [0]
      + [0xFF, 0xC4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
      + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0xFF, 0xD9]
  }

  /// A model file of this content, or these bytes as they are where they begin like one.
  private func model(_ content: [UInt8]) -> [UInt8] {
    let mark = Array("scattering model".utf8)
    if content.starts(with: mark) { return content }
    return mark + littleEndian(UInt32(1)) + littleEndian(UInt64(content.count)) + digest(content) + content
  }

  /// A checkpoint of this content, or these bytes as they are where they begin like one.
  private func checkpoint(_ content: [UInt8]) -> [UInt8] {
    let mark = Array("SCATNET\n".utf8)
    if content.starts(with: mark) { return content }
    let bytes = mark + littleEndian(UInt32(1)) + content
    return bytes + digest(bytes)
  }

  private func digest(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.withUnsafeBytes { sha256($0) }.utf8) }

  private func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) }
  }

  /// What describes two images of one feature each, in the first schema.
  private static let metadata = """
    {"batch": [2], "configuration": {"maximalOrder": 0, "normalization": "kymatio", "orientations": 1, "oversampling": 0,
    "padding": "reflect", "scales": 2, "shape": [4, 4]}, "inputs": ["x.npy[0]", "x.npy[1]"], "outputShape": [1, 1],
    "paths": [{"index": 0, "name": "S0", "order": 0, "steps": []}], "precision": "float32", "sampleSpacing": 4,
    "schema": "swift-scattering/features", "schemaVersion": 1, "toolVersion": "swift-scattering 0.1.0"}
    """
}
