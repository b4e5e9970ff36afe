import Files
import Foundation
import Glibc
import Learning
import Networks
import Numerical

/// The parsers written by hand, for libFuzzer: `.ci/fuzz` builds this with its instrumentation, which brings `main`, and runs each.
///
/// The variable `FUZZ_PARSER` names the parser. Whatever it is given, a parser must read it or throw its own error; what stops the
/// program is a finding. Parsers are reached as the program reaches them, through files.
enum Parser: String, CaseIterable {
  /// Arrays.
  case npy, npz, matrix, idx, gzip
  /// Images; of JPEG and WebP the markers, of TIFF the layout of its pixels, of GIF the frame, the rest being libraries'.
  case pnm, exif, png, jpeg, tiff, gif, bmp, webp
  /// Sounds and volumes; libsndfile and CFITSIO are not instrumented.
  case sound, nifti, fits
  /// Feature files.
  case csv, metadata, features, archive
  case labels, model, checkpoint, journal
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
    // The folder goes with the process, unless that is stopped by a finding.
    atexit { try? FileManager.default.removeItem(atPath: Fuzzer.shared.folder) }
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
    case .npy: try readImages(numpy(bytes))
    case .npz:
      let parts = halves(bytes)
      try readImages(
        zip([("x.npy", numpy(parts.first)), ("y.npy", numpy(parts.second))]), named: "input.npz:x")
    case .matrix: _ = try NPYMatrix(numpy(bytes), of: "input").numbers()
    case .idx: try readImages([0, 0] + bytes.dropFirst(2))
    case .gzip: try readImages(gzip(bytes))
    case .pnm: try readImages([UInt8(ascii: "P")] + bytes.dropFirst())
    case .exif: _ = try InputSet(paths: [write(jpeg(exif: bytes), "input.jpg")])
    case .png: try readImages([0x89] + Array("PNG\r\n\u{1A}\n".utf8) + bytes.dropFirst(8))
    case .jpeg: try readImages([0xFF, 0xD8, 0xFF] + bytes.dropFirst(3))
    case .tiff: try readImages(bytes)
    case .gif: try readImages(Array("GIF89a".utf8) + bytes.dropFirst(6))
    case .bmp: try readImages(Array("BM".utf8) + bytes.dropFirst(2))
    case .webp:
      try readImages(
        Array("RIFF".utf8) + bytes.dropFirst(4).prefix(4) + Array("WEBP".utf8) + bytes.dropFirst(12))
    case .sound: try readSound(bytes)
    case .nifti: try readImages(bytes)
    case .fits: try readImages(fits(bytes))
    case .csv: _ = try FeatureFile(path: write(bytes, "input.csv")).features()
    case .metadata:
      write(bytes, "described.json")
      _ = try FeatureFile(path: "\(folder)/described.csv").features()
    case .features:
      let parts = halves(bytes)
      write(parts.first, "array.json")
      _ = try FeatureFile(path: write(numpy(parts.second), "array.npy")).features()
    case .archive:
      let parts = halves(bytes)
      let entries = [("metadata.npy", numpy(parts.first)), ("features.npy", numpy(parts.second))]
      _ = try FeatureFile(path: write(zip(entries), "input.npz")).features()
    case .labels:
      let names = ["a.png", "photos/cat/b.png", "photos/dog/stack.tif[0]", "photos/dog/stack.tif[1]"]
      _ = try LabelSource.file(write(bytes, "input")).labels(of: "photos", names: names)
    case .model: try useModel(at: write(model(bytes), "input"))
    case .checkpoint: _ = try Checkpoint(contentsOf: write(checkpoint(bytes), "input"))
    case .journal: _ = try JournalFile(write(bytes, "input")).value(for: "a", as: Double.self)
    }
  }

  /// - Parameter name: The file's, or that of an array in it.
  private func readImages(_ bytes: [UInt8], named name: String = "input") throws {
    write(bytes, ArchiveMember.file(of: name))
    let set = try InputSet(paths: ["\(folder)/\(name)"])
    if set.count > 0 { _ = try set.read(0..<min(set.count, 3), as: Float.self) }
  }

  /// A sound whole, and in pieces in the wrong order.
  private func readSound(_ bytes: [UInt8]) throws {
    try readImages(bytes)
    let options = InputOptions(sounds: SoundOptions(channels: .each, window: .samples(64), hop: .samples(48)))
    let set = try InputSet(paths: ["\(folder)/input"], options: options)
    for piece in [min(set.count, 4) - 1, 0] { _ = try set.read(piece..<(piece + 1), as: Float.self) }
  }

  /// What a model is read for.
  private func useModel(at path: String) throws {
    let model = try StoredModel(path: path)
    let count = model.pipeline.dimension
    guard (1...4096).contains(count) else { return }
    let vectors = Matrix([Float](repeating: 0.5, count: count), rows: 1, columns: count)
    let table = FeatureTable(
      vectors: vectors, axes: model.axes, pathWidth: 1, configurationHash: nil, names: ["input"])
    _ = try model.scores(of: table, at: path)
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

  /// What describes two images of one feature each, in the first schema.
  private static let metadata = """
    {"batch": [2], "configuration": {"maximalOrder": 0, "normalization": "kymatio", "orientations": 1, "oversampling": 0,
    "padding": "reflect", "scales": 2, "shape": [4, 4]}, "inputs": ["x.npy[0]", "x.npy[1]"], "outputShape": [1, 1],
    "paths": [{"index": 0, "name": "S0", "order": 0, "steps": []}], "precision": "float32", "sampleSpacing": 4,
    "schema": "swift-scattering/features", "schemaVersion": 1, "toolVersion": "swift-scattering 0.1.0"}
    """
}
