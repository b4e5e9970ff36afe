import ArgumentParser
import Comparison
import Networks
import Scattering
import Stability

/// Networks to stand beside scattering, layer by layer.
struct NetworkOptions: ParsableArguments {
  @Option(
    name: .customLong("network"),
    help: ArgumentHelp(
      "A network to compare: a checkpoint of swift-scattering or a TorchScript file. May be repeated.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(help: "The layers of networks that are compared: all, or the last, its scores.")
  var layers = LayerChoice.all

  @Flag(
    inversion: .prefixedNo,
    help: "Beside each checkpoint, the same network before training, with weights drawn by --seed.")
  var randomNetwork = true
}

extension LayerChoice: ExpressibleByArgument {}

extension NetworkOptions {
  /// The networks of all files, each followed by its untrained twin.
  /// - Throws: `FileError`, `NetworkError`; `NetworkError.mismatchedShape` naming the file whose network takes other images.
  func networks(for shape: Shape, seed: UInt64, parallel: Parallel) throws -> [StudiedNetwork] {
    try zip(files, names).flatMap { file, name in
      let network = try Network(contentsOf: file, input: [1] + shape.dimensions, parallel: parallel)
      guard network.imageShape == shape else {
        throw NetworkError.mismatchedShape(
          file, found: "images of \(shape)",
          expected: "\(network.imageShape), which its network takes (--resize)")
      }
      let trained = StudiedNetwork(network, name: name, layers: layers, parallel: parallel)
      guard randomNetwork, let description = network.description else { return [trained] }
      let random = try Network(description, seed: seed, scattering: network.scattering, parallel: parallel)
      return [
        trained, StudiedNetwork(random, name: "\(name), random", layers: layers, parallel: parallel),
      ]
    }
  }

  /// The names of the files without their folders and extensions, where these tell them apart.
  private var names: [String] {
    let short = files.map { file in
      let last = file.split(separator: "/").last.map(String.init) ?? file
      return last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
    }
    return Set(short).count == short.count ? short : files
  }
}
