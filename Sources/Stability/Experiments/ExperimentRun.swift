import Arrays
import Deformations
import Files
import Numerical
import Representations

/// One run of an experiment: what it has measured so far.
struct ExperimentRun {
  let experiment: Experiment
  let layouts: [PartLayout]
  let sizes: BatchSizes
  let bootstrap: Bootstrap
  /// The images' norms.
  let norms: [Double]
  /// What was measured, by kind and amplitude, the last fastest.
  var cells: [CellRecord]
  /// The squares of the factors that bring the images' vectors to the unit of the largest.
  let weights: [Double]
  /// Distances between images, by representation; none for one image.
  var pairs: [PairDistances] = []
  /// The squared changes of the vectors' numbers, by cell and representation, as long as they are needed; nil where they are too many.
  private var components: [[ComponentSquares?]]
  /// The pictures' samples, by image and cell; distances come at the end.
  var shown: [PictureKey: [Double]] = [:]
  private var done = 0

  struct PictureKey: Hashable {
    let image, cell: Int
  }

  init(_ experiment: Experiment) {
    let settings = experiment.settings
    self.experiment = experiment
    let layouts = experiment.representations.map { PartLayout($0) }
    self.layouts = layouts
    bootstrap = Bootstrap(resamplings: settings.bootstrapCount, seed: settings.seed)
    norms = experiment.images.norms()
    weights = experiment.units.commonFactors.map { $0 * $0 }
    sizes = BatchSizes(
      shape: experiment.images.shape, dimensions: experiment.representations.map(\.dimension))
    cells = settings.cells.map {
      CellRecord($0.kind, $0.amplitude, fieldCount: settings.fieldCount, layouts: layouts)
    }
    components = cells.map { _ in [] }
  }

  /// Signals that all representations together are given.
  private var total: Int {
    cells.reduce(0) { sum, cell in
      sum + (cell.kind.hasField ? 2 : 1) * cell.fieldCount * experiment.names.count
        * experiment.representations.count
    }
  }

  mutating func measure(
    progress: (StageProgress) -> Void, checkCancellation: () throws -> Void
  ) throws {
    if experiment.names.count > 1 {
      try measurePairs(progress: progress, checkCancellation: checkCancellation)
    }
    for chunk in (0..<experiment.names.count).chunks(of: sizes.images) {
      try checkCancellation()
      let group = try ImageGroup(experiment, chunk)
      for cell in cells.indices {
        try measure(cell, group, progress: progress, checkCancellation: checkCancellation)
      }
    }
  }

  private mutating func measurePairs(
    progress: (StageProgress) -> Void, checkCancellation: () throws -> Void
  ) throws {
    for (index, representation) in experiment.representations.enumerated() {
      pairs.append(
        try PairDistances(
          representation, experiment.units, batch: sizes.signals, bootstrap: bootstrap,
          parallel: experiment.parallel, checkCancellation: checkCancellation))
      progress(
        StageProgress(
          stage: "representations", done: index + 1, total: experiment.representations.count))
    }
  }

  private mutating func measure(
    _ cell: Int, _ group: ImageGroup, progress: (StageProgress) -> Void,
    checkCancellation: () throws -> Void
  ) throws {
    let maker = BatchMaker(
      cells[cell].kind, amplitude: cells[cell].amplitude, settings: experiment.settings, group: group,
      parallel: experiment.parallel)
    if group.first == 0 { components[cell] = componentSquares(cell, group) }
    for items in (0..<(group.count * experiment.settings.fieldCount)).chunks(of: sizes.signals) {
      try checkCancellation()
      let batch = maker.batch(items)
      cells[cell].sizes += batch.sizes
      cells[cell].interpolationErrors += batch.interpolationErrors
      keepPictures(cell, group, items, batch)
      for index in experiment.representations.indices {
        try compare(cell, index, group, items, batch)
        done += batch.signals.batchCount
        progress(StageProgress(stage: "deformations", done: done, total: total))
        try checkCancellation()
      }
    }
    if group.first + group.count == norms.count {
      cells[cell].ratiosOfMedians = components[cell].map { $0?.ratios(experiment.parallel) ?? [] }
      components[cell] = []
    }
  }

  /// What takes up the squared changes of each representation's numbers: where all images are in the group it is needed for one cell
  /// at a time, else it must be small enough to be held for all.
  private func componentSquares(_ cell: Int, _ group: ImageGroup) -> [ComponentSquares?] {
    guard cells[cell].kind.hasField else { return [] }
    return zip(experiment.representations, layouts).map { representation, layout in
      let numbers = 2 * norms.count * representation.dimension * cells.count
      return group.count == norms.count || numbers <= ComponentSquares.limit
        ? ComponentSquares(layout, dimension: representation.dimension) : nil
    }
  }

  /// One representation of a batch, compared with that of its images.
  private mutating func compare(
    _ cell: Int, _ index: Int, _ group: ImageGroup, _ items: Range<Int>, _ batch: DeformedBatch
  ) throws {
    let (representation, layout) = (experiment.representations[index], layouts[index])
    let (dimension, fieldCount) = (representation.dimension, experiment.settings.fieldCount)
    let vectors = try representation.checkedVectors(of: batch.signals)
    let distances = experiment.parallel.map(batch.signals.batchCount) { signal in
      let image = (items.lowerBound + signal % batch.count) / fieldCount
      return vectors.withUnsafeBufferPointer { vectors in
        group.vectors[index].withUnsafeBufferPointer {
          layout.squaredDistances(
            vectors.baseAddress! + signal * dimension, $0.baseAddress! + image * dimension)
        }
      }
    }
    for part in layout.names.indices {
      cells[cell].moved[index][part] += distances.prefix(batch.count).map { $0[part] }
      cells[cell].noised[index][part] += distances.suffix(batch.count).map { $0[part] }
    }
    if cells[cell].kind.hasField { keepComponents(cell, index, group, items, vectors) }
  }

  /// Adds the first field of each image, and its noise, in their order.
  private mutating func keepComponents(
    _ cell: Int, _ index: Int, _ group: ImageGroup, _ items: Range<Int>, _ vectors: [Double]
  ) {
    let (dimension, fieldCount) = (
      experiment.representations[index].dimension, experiment.settings.fieldCount
    )
    vectors.withUnsafeBufferPointer { vectors in
      group.vectors[index].withUnsafeBufferPointer { originals in
        for item in items where item % fieldCount == 0 {
          let (moved, image) = (item - items.lowerBound, item / fieldCount)
          components[cell][index]?.append(
            moved: vectors.baseAddress! + moved * dimension,
            noised: vectors.baseAddress! + (items.count + moved) * dimension,
            from: originals.baseAddress! + image * dimension, weight: weights[group.first + image])
        }
      }
    }
  }

  /// Keeps the first field of the images that are shown, at the largest amplitude.
  private mutating func keepPictures(
    _ cell: Int, _ group: ImageGroup, _ items: Range<Int>, _ batch: DeformedBatch
  ) {
    let settings = experiment.settings
    guard cells[cell].amplitude == settings.amplitudes.max() else { return }
    for item in items where item % settings.fieldCount == 0 {
      let image = group.first + item / settings.fieldCount
      guard settings.pictures.contains(image) else { continue }
      shown[PictureKey(image: image, cell: cell)] = experiment.units.picture(
        batch.signals.picture(item - items.lowerBound, of: group.space), of: image)
    }
  }
}

extension Signal<Double> {
  /// The samples of one signal of the flattened batch, as they are shown: of red, green and blue the luma of ITU-R BT.601, of a volume
  /// the plane in its middle.
  func picture(_ index: Int, of space: Shape) -> [Double] {
    let samples = elements(of: index)
    guard shape.count == 3 * space.count, space.rank == 2 else {
      let count = space.pictureAxes.rows * space.pictureAxes.columns
      return Array(samples.dropFirst(space.rank == 3 ? space[0] / 2 * count : 0).prefix(count))
    }
    return (0..<space.count).map { sample in
      zip(Self.luma, 0...).reduce(0) { $0 + $1.0 * samples[$1.1 * space.count + sample] }
    }
  }

  private static let luma = [0.299, 0.587, 0.114]
}

extension Shape {
  /// The rows and columns that are shown of a signal: a line is one row, a volume the plane in its middle.
  var pictureAxes: (rows: Int, columns: Int) { (rank > 1 ? self[rank - 2] : 1, self[rank - 1]) }
}
