import Arrays
import Files
import Foundation
import Scattering

extension Network {
  /// A network from a file that `save` or a training wrote; of a training, with the parameters of its best epoch so far.
  /// - Throws: `FileError` for a file that is missing, damaged or of another version; `NetworkError` or `ScatteringError` for one
  ///   that holds what no network has.
  public convenience init(checkpoint path: String, parallel: Parallel = Parallel()) throws {
    let checkpoint = try Checkpoint(contentsOf: path)
    try self.init(
      checkpoint.description, arrays: checkpoint.best.isEmpty ? checkpoint.arrays : checkpoint.best,
      scattering: checkpoint.scattering.map { ScatteringTransform($0, parallel: parallel) },
      parallel: parallel)
  }

  /// Writes the network to a file: whole, or as it was before.
  /// - Throws: `FileError.Kind.cannotWrite`; `NetworkError.script` for a TorchScript network, whose file exists.
  public func save(to path: String) throws {
    guard let description else {
      throw NetworkError.script(
        name, found: "a TorchScript file", expected: "a network of nodes: copy the file")
    }
    try Checkpoint(description, scattering: scattering?.configuration, arrays: arrays).write(to: path)
  }
}

extension Network {
  /// A network from a file of either kind: a checkpoint, known by how it begins, or else TorchScript.
  /// - Parameter input: `[channels, height, width]` of images, for a TorchScript file; a checkpoint says itself what it takes.
  /// - Throws: What `init(checkpoint:)` and `init(torchScript:input:)` throw.
  public convenience init(contentsOf path: String, input: [Int], parallel: Parallel = Parallel()) throws {
    if try InputFile.contents(path).starts(with: Checkpoint.magic) {
      try self.init(checkpoint: path, parallel: parallel)
    } else {
      try self.init(torchScript: path, input: input, parallel: parallel)
    }
  }
}

/// A whole file.
enum InputFile {
  /// - Throws: `FileError.Kind.noInput`.
  static func contents(_ path: String) throws(FileError) -> Data {
    do throws(FileError) {
      return try MappedFile.data(path)
    } catch {
      throw FileError(
        .noInput, path, found: FileStatus.exists(path) ? "a file that cannot be read" : "no such file",
        expected: "a readable file")
    }
  }
}
