import Plots
import Scattering

/// The pictures of the features of an image: disks by scale and orientation, the matrix of order 2, and maps of single paths.
struct ImageFigures {
  let view: FeatureView

  var sections: [Section] { [first, second].compactMap(\.self) }

  private var first: Section? {
    let paths = view.paths(ofOrder: 1)
    guard !paths.isEmpty else { return nil }
    let disk = OrientationDisk(view: view, names: view.names, paths: paths, position: 0, center: 0)
    return Section(
      "Order 1", introduction: "The moduli of the image behind each wavelet.",
      blocks: [
        FigureRow(
          [
            Figure(
              disk.drawing(title: "Order 1, mean over positions", shading: shading(paths)),
              caption: Self.diskCaption)
          ], isBroad: true)
      ] + maps("Maps of order 1", paths))
  }

  private static let diskCaption = """
    A sector a wavelet: its direction is that of the wave, its ring its scale, the finest outside; each is drawn twice, half a turn apart. \
    In the middle the average of the image, in the colours of the others.
    """

  private func shading(_ paths: [Int]) -> Shading {
    Shading(view.options.scale, of: paths.map(view.mean), label: "S\(view.paths[paths[0]].order)")
  }

  private var second: Section? {
    let paths = view.paths(ofOrder: 2)
    guard !paths.isEmpty else { return nil }
    let matrix = PathMatrix(
      view: view, names: view.names, paths: paths, values: paths.map(view.mean), scale: view.options.scale)
    return Section(
      "Order 2", introduction: "The moduli of order 1, filtered again, mean over positions.",
      blocks: [
        Figure(
          matrix.drawing(title: "Order 2 by its two wavelets"),
          caption:
            "A row a first wavelet, a column a second one. Blank: no path, as the second scale is no larger."
        )
      ] + disks(paths))
  }

  /// The most samples of maps on a page, and paths of disks.
  private static let (sampleLimit, diskLimit) = (1 << 21, 4096)

  /// For each first wavelet the disk of its second ones, and their maps.
  private func disks(_ paths: [Int]) -> [any PageBlock] {
    guard paths.count <= Self.diskLimit else {
      return [
        Paragraph(
          "Disks and maps are left out of \(paths.count) paths, more than \(Self.diskLimit).")
      ]
    }
    let groups = Dictionary(grouping: paths) { view.paths[$0].steps[0] }
    let shading = shading(paths)
    let all = groups.sorted { $0.value[0] < $1.value[0] }.map { first, paths in
      let disk = OrientationDisk(view: view, names: view.names, paths: paths, position: 1, center: nil)
      return Choice.Option(
        label: "First wavelet \(first): \(view.names.frequency(first))",
        blocks: [
          FigureRow(
            [
              Figure(
                disk.drawing(title: "Second wavelets behind \(first)", shading: shading),
                caption: "Mean over positions, in colours that all first wavelets share.")
            ], isBroad: true)
        ] + maps("Maps behind \(first)", paths, of: self.paths(fitting: paths)))
    }
    return [Choice(id: "first", label: "First wavelet", options: all)]
  }

  private func paths(fitting paths: [Int]) -> [Int] {
    let all = view.paths(ofOrder: 2).reduce(0) { $0 + view.shape($1).reduce(1, *) }
    return all <= Self.sampleLimit ? paths : []
  }

  private func maps(_ title: String, _ paths: [Int], of drawn: [Int]? = nil) -> [any PageBlock] {
    let paths = (drawn ?? paths).filter { view.hasPositions($0) && view.shape($0).count == 2 }
    guard !paths.isEmpty else { return [] }
    let tiles = paths.map(tile)
    let gallery = MapGallery(
      title: title, description: "\(paths.count) paths over the image, one picture each.", tiles: tiles,
      columns: columns(paths),
      shading: Shading(
        view.options.scale, of: tiles.lazy.flatMap(\.notes.plane.values),
        label: "S\(view.paths[paths[0]].order)"
      ))
    return [Figure(gallery.drawing(), caption: Self.mapCaption)]
  }

  private static let mapCaption =
    "A picture a path, a pixel a position, in colours that all pictures of the figure share."

  /// The number of maps side by side: one an orientation, or 12 where there are more than 16.
  private func columns(_ paths: [Int]) -> Int {
    let count = view.configuration.orientations
    return count <= 16 ? count : 12
  }

  private func tile(_ path: Int) -> (name: String, notes: CellNotes) {
    let (shape, limit) = (view.shape(path), 96)
    let plane = Plane(rows: shape[0], columns: shape[1], values: view.samples(path)).binned(atMost: limit)
    func marks(_ axis: Int, _ name: String) -> [String] {
      let all = view.positions(path, axis: axis).map { "\(name) \($0)" }
      return Binning(count: all.count, bins: min(all.count, limit)).names(all)
    }
    let steps = view.paths[path].steps.map(\.description)
    return (
      steps.joined(separator: " "),
      CellNotes(
        plane, valueName: "S\(steps.count)", heading: view.names.label(view.paths[path]),
        rowNames: marks(0, "row"),
        columnNames: marks(1, "column"))
    )
  }
}

/// The wavelets at one place in some paths of images, as a disk by scale and orientation.
struct OrientationDisk {
  let view: FeatureView
  let names: PathNames
  let paths: [Int]
  /// Which wavelet of the paths stands in the disk; no two paths have the same.
  let position: Int
  /// The path in the middle.
  let center: Int?

  func drawing(title: String, shading: Shading) -> Drawing {
    let steps = Dictionary(uniqueKeysWithValues: paths.map { (view.paths[$0].steps[position], $0) })
    let scales = Set(steps.keys.map(\.scale)).sorted()
    let orientations = Set(steps.keys.compactMap(\.orientation)).sorted()
    let angles = orientations.map { orientation in
      steps.keys.first { $0.orientation == orientation }?.angle ?? 0
    }
    let rings = scales.map { scale in
      orientations.map { orientation in
        steps.first { $0.key.scale == scale && $0.key.orientation == orientation }.map { cell($0.value) }
      }
    }
    return DiskMap(
      title: title,
      description:
        "\(paths.count) paths in rings of \(scales.count) scales and \(orientations.count) orientations.",
      rings: rings, angles: angles, center: center.map(cell), shading: shading
    ).drawing()
  }

  private func cell(_ path: Int) -> DiskMap.Cell {
    let value = view.mean(path)
    return DiskMap.Cell(
      value, note: names.note(path, in: view, value: value, "mean S\(view.paths[path].order)"))
  }
}
