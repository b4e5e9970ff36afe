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
      """
      A network to compare: a checkpoint of swift-scattering or a TorchScript file, named after its file unless NAME= stands before it. \
      May be repeated.
      """, valueName: "[NAME=]file"),
    completion: .file())
  var files: [NamedValue] = []

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
        at: files.map { ($0.name, $0.value) }, for: shape, layers: layers,
        randomSeed: randomNetwork ? seed : nil, parallel: parallel)
    } catch NetworkError.mismatchedShape(let name, let found, let expected)
      where found == "images of \(shape)"
    {
      throw NetworkError.mismatchedShape(
        name, found: found, expected: "\(expected) (--resize, --color gray or rgb)")
    } catch NetworkError.mismatchedChannels(let path, let found, let expected)
      where found == 3 || found == 1
    {
      throw NetworkError.script(
        path, found: "a network of images of \(found) channel\(found == 1 ? "" : "s")",
        expected: "\(expected), as they are read: --color \(found == 3 ? "rgb" : "gray") reads \(found)")
    }
  }
}
