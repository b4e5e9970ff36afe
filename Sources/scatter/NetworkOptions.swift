import ArgumentParser
import Comparison
import Networks
import Scattering
import Stability

/// Networks to compare with scattering, layer by layer.
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
    help: "Add for each checkpoint the same network before training, with weights drawn by --seed.")
  var randomNetwork = true
}

extension LayerChoice: ExpressibleByArgument {}

extension NetworkOptions {
  /// The networks of all files, each followed by its untrained twin where that is asked for.
  func networks(for shape: Shape, seed: UInt64, parallel: Parallel) throws -> [StudiedNetwork] {
    do {
      return try StudiedNetwork.networks(
        at: files, for: shape, layers: layers, randomSeed: randomNetwork ? seed : nil, parallel: parallel)
    } catch NetworkError.mismatchedShape(let name, let found, let expected)
      where found == "images of \(shape)"
    {
      throw NetworkError.mismatchedShape(name, found: found, expected: "\(expected) (--resize)")
    }
  }
}
