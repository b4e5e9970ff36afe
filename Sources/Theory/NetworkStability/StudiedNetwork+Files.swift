import Networks
import Scattering

extension StudiedNetwork {
  /// The networks of files, each followed by the same network before training where it is known how that is made.
  ///
  /// - Parameters:
  ///   - files: Paths of checkpoints and TorchScript files, and the names of their networks in reports; nil for the file's.
  ///   - shape: The axes of images, `height x width`, or with channels before them.
  ///   - randomSeed: Draws the weights of the networks before training; nil leaves these out.
  /// - Throws: `FileError`, `NetworkError`; `NetworkError.mismatchedShape` naming the file whose network takes other images.
  public static func networks(
    at files: [(name: String?, path: String)], for shape: Shape, layers: LayerChoice, randomSeed: UInt64?,
    parallel: Parallel
  ) throws -> [StudiedNetwork] {
    try zip(files, names(of: files.map(\.path))).flatMap { file, fileName in
      let (name, path) = (file.name ?? fileName, file.path)
      let network = try Network(
        contentsOf: path, input: shape.rank == 2 ? [1] + shape.dimensions : shape.dimensions,
        parallel: parallel)
      guard network.imageShape == shape else {
        throw NetworkError.mismatchedShape(
          path, found: "images of \(shape)",
          expected: "\(network.imageShape), which its network takes")
      }
      let trained = StudiedNetwork(network, name: name, layers: layers, parallel: parallel)
      guard let randomSeed, let description = network.description else { return [trained] }
      let random = try Network(
        description, seed: randomSeed, scattering: network.scattering, parallel: parallel)
      return [
        trained, StudiedNetwork(random, name: "\(name), random", layers: layers, parallel: parallel),
      ]
    }
  }

  /// The names of files without their folders and extensions, where these tell them apart.
  private static func names(of paths: [String]) -> [String] {
    let short = paths.map { path in
      let last = path.split(separator: "/").last.map(String.init) ?? path
      return last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
    }
    return Set(short).count == short.count ? short : paths
  }
}
