import Arrays
import Files
import Learning

/// What networks do to distances and angles: random layers against the closed form, and images through the layers of any networks.
///
/// Networks come trained, or drawn; a study trains none. Figures are fixed by the settings, whatever the number of threads.
public struct GeometryStudy: Sendable {
  public let settings: GeometrySettings
  let parallel: Parallel

  /// - Parameter parallel: The threads that draw; representations have their own.
  /// - Throws: `TheoryError` naming the first setting that no study has.
  public init(settings: GeometrySettings = GeometrySettings(), parallel: Parallel = Parallel())
    throws(TheoryError)
  {
    try settings.check()
    (self.settings, self.parallel) = (settings, parallel)
  }

  /// Measures random layers, by depth, angle and width, the last fastest; `GaussianLayerFit.fits` says how deviations fall.
  /// - Parameters:
  ///   - progress: Called on the caller's thread after every row.
  ///   - checkCancellation: Called before every row; what it throws ends the study.
  public func randomLayers(
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> [GaussianLayerRow] {
    let layers = try GaussianLayers(draws: settings.draws, seed: settings.seed, parallel: parallel)
    let total = settings.depths.count * settings.angles.count * settings.widths.count
    var rows: [GaussianLayerRow] = []
    for depth in settings.depths {
      for angle in settings.angles {
        for width in settings.widths {
          try checkCancellation()
          rows.append(try layers.measure(width: width, depth: depth, angle: angle))
          progress(StageProgress(stage: "random layers", done: rows.count, total: total))
        }
      }
    }
    return rows
  }

  /// Measures images through layers: one row a layer, network by network.
  /// - Parameters:
  ///   - images: Of the networks' shape, best ones that no network was trained on.
  ///   - progress: Called on the caller's thread after every network.
  ///   - checkCancellation: Called before every batch; what it throws ends the study.
  /// - Throws: `TheoryError`, `RepresentationError` for vectors of the wrong count or not finite, what a representation throws, and
  ///   what `checkCancellation` throws.
  public func run(
    _ networks: [LayerSequence], images: LabelledSignals, progress: (StageProgress) -> Void = { _ in },
    checkCancellation: () throws -> Void = {}
  ) throws -> [GeometryRow] {
    for network in networks {
      for source in network.sources where source.shape != images.signals.shape {
        throw TheoryError.mismatchedShape(
          network.network, found: source.shape, expected: images.signals.shape)
      }
    }
    let pairs = try ImagePairs(
      labels: images.labels, classCount: images.classCount, count: settings.pairCount, seed: settings.seed)
    let geometry = LayerGeometry(settings: settings, images: images, pairs: pairs)
    var rows: [GeometryRow] = []
    for (index, network) in networks.enumerated() {
      rows += try geometry.rows(network, checkCancellation: checkCancellation)
      progress(StageProgress(stage: "geometry", done: index + 1, total: networks.count))
    }
    return rows
  }
}
