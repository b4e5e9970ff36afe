import Arrays
import Foundation

extension Network {
  /// A network of the user's own, from a TorchScript file whose `forward` takes images `[batch, channels, height, width]` and
  /// returns scores `[batch, classes]`. Its layers are the calls of submodules that call none themselves; where there is
  /// none, only the scores.
  ///
  /// Evaluated as after `eval()`, not trained.
  /// - Parameter input: `[channels, height, width]`.
  /// - Throws: `FileError` where the file cannot be read, `NetworkError.script` where it is no TorchScript, has an operator
  ///   that this libtorch has not, or does not take such images; what libtorch says stands in it.
  public convenience init(torchScript path: String, input: [Int], parallel: Parallel = Parallel()) throws {
    guard input.count == 3, input.allSatisfy({ (1...1 << 20).contains($0) }) else {
      throw NetworkError.outOfRange(
        "input of \(path)", found: "\(input)", expected: "[channels, height, width]")
    }
    let bytes = [UInt8](try InputFile.contents(path))
    let name = NSString(string: NSString(string: path).lastPathComponent).deletingPathExtension
    let torch = try Self.script(bytes, name: name, path: path, input: input, parallel)
    self.init(
      name: name, input: input, source: .script(bytes, layers: torch.scriptLayers),
      arrays: try torch.scriptArrays(), parallel: parallel)
  }

  private static func script(
    _ bytes: [UInt8], name: String, path: String, input: [Int], _ parallel: Parallel
  ) throws(NetworkError) -> TorchNetwork<Float> {
    let shape = "\(input[0]), \(input[1]), \(input[2])"
    if let found = ForeignNetwork.text(of: bytes) {
      throw .script(
        path, found: found,
        expected: "TorchScript: in Python, torch.jit.trace(model.eval(), torch.zeros(1, \(shape)))"
          + ".save('\(name).pt')")
    }
    do throws(NetworkError) {
      return try TorchNetwork<Float>(script: bytes, name: name, input: input, threads: parallel.threads)
    } catch .torch(_, let message) {
      if let channels = otherChannels(bytes, input) {
        throw .mismatchedChannels(path, found: channels, expected: input[0])
      }
      throw .script(
        path, found: "a file of which libtorch says: \(message)",
        expected: "a TorchScript network of images [batch, \(shape)]")
    }
  }

  /// The channels of gray images or of those in colour, whichever are not the input's, where the network takes those.
  private static func otherChannels(_ bytes: [UInt8], _ input: [Int]) -> Int? {
    [1, 3].first { channels in
      let other = [channels] + input.dropFirst()
      return channels != input[0]
        && (try? TorchNetwork<Float>(script: bytes, name: "other", input: other, threads: 1)) != nil
    }
  }
}
