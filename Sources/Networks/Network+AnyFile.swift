import Arrays
import Files

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
