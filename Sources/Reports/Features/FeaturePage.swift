import Files
import Plots
import Scattering

/// A page of the features of one signal, in pictures that suit its wavelets (Docs/FeaturePages.md).
public struct FeaturePage: Sendable {
  public let view: FeatureView
  /// The name of the feature file, as the page states it.
  public let file: String

  public init(_ view: FeatureView, file: String) { (self.view, self.file) = (view, file) }

  /// The page as one HTML file that loads nothing.
  public func html() -> String {
    Page(
      title: view.name, kind: "Features", lead: [lead, orders], sections: pictures + [table], note: note,
      script: .pointing()
    ).html()
  }

  private var pictures: [Section] {
    switch view.configuration.wavelets {
    case .morlet1D: TimeFigures(view: view).sections
    case .joint: JointFigures(view: view).sections
    case .morlet2D: ImageFigures(view: view).sections
    case .solidHarmonic, .morlet3D: VolumeFigures(view: view).sections
    }
  }

  private var lead: String {
    let (metadata, configuration) = (view.metadata, view.configuration)
    let which = metadata.batchCount > 1 ? ", number \(view.index) of 0 to \(metadata.batchCount - 1)" : ""
    return
      "Scattering features out of \(file)\(which): \(configuration.wavelets.axesText) \(configuration.shape), "
      + "scales \(configuration.scales), \(configuration.wavelets), maximal order \(configuration.maximalOrder), "
      + "padding \(configuration.padding.rawValue), normalization \(configuration.normalization.rawValue)."
  }

  private var orders: String {
    let counts = Dictionary(grouping: view.paths, by: \.order).mapValues(\.count)
    let text = counts.keys.sorted().map { "\(Format.count(counts[$0]!, "path")) of order \($0)" }
    return text.joined(separator: ", ") + "."
  }

  /// The most paths that the table lists.
  private static let tableLimit = 500

  private var table: Section {
    let listed = view.paths.indices.prefix(Self.tableLimit)
    let rest = view.paths.count > listed.count ? " The first \(listed.count) of \(view.paths.count)." : ""
    return Section(
      "Numbers",
      blocks: [
        Table(
          caption: "Every path with its frequencies and what its features come to.\(rest)",
          columns: ["Path", "Frequencies", "Features"]
            + view.readings.map { $0.prefix(1).uppercased() + $0.dropFirst() }, rows: listed.map(row),
          textColumns: [1],
          isLarge: true)
      ])
  }

  private func row(_ path: Int) -> [Table.Cell] {
    [
      .text(view.paths[path].description), .text(view.names.frequencies(view.paths[path])),
      .text(view.shape(path).map(String.init).joined(separator: " × ")),
    ] + view.readings.indices.map { .number(Number(view.value(path, reading: $0))) }
  }

  private var note: String {
    "Point at a picture for the path, its frequencies and its value. Colours are \(colors). "
      + "Features were written by \(view.metadata.toolVersion)."
  }

  private var colors: String {
    if case .decibels(let range) = view.options.scale {
      "decibels below the peak of each figure, down to \(Int(range))"
    } else {
      "in proportion to values, from 0 to the largest of each figure"
    }
  }
}
