import Files
import Plots
import Stability

/// One image and its deformations side by side.
struct PictureGrid: PageBlock {
  let image: String
  let pictures: [DeformedPicture]
  let styles: RepresentationStyles

  /// A grid an image, in the report's order; pictures without samples are left out.
  static func grids(of report: StabilityReport, styles: RepresentationStyles) -> [PictureGrid] {
    let drawable = report.pictures.filter { !$0.samples.isEmpty && $0.samples.count == $0.rows * $0.columns }
    var names: [String] = []
    for picture in drawable where !names.contains(picture.image) { names.append(picture.image) }
    return names.map { name in
      PictureGrid(
        image: name, pictures: inOrder(drawable.filter { $0.image == name }), styles: styles)
    }
  }

  /// The image itself, then kind by kind, growing, random before worst.
  private static func inOrder(_ pictures: [DeformedPicture]) -> [DeformedPicture] {
    pictures.enumerated().sorted {
      sortKey($0.element) + [Double($0.offset)] < sortKey($1.element) + [Double($1.offset)]
    }
    .map(\.element)
  }

  private static func sortKey(_ picture: DeformedPicture) -> [Double] {
    let kind = picture.kind.flatMap { DeformationKind.allCases.firstIndex(of: $0) } ?? -1
    return [Double(kind), picture.amplitude, picture.isWorstCase ? 1 : 0]
  }

  var element: Element {
    Element(
      "div", ["class": "pictures"],
      pictures.map { PictureCard(picture: $0, domain: domain, styles: styles).element })
  }

  /// One scale of grey for all, 0 to 1 if their samples lie there and reach more than one of 256 steps.
  private var domain: ClosedRange<Double> {
    let samples = pictures.flatMap(\.samples).filter(\.isFinite)
    guard let least = samples.min(), let most = samples.max() else { return 0...1 }
    let slack = 0.1
    let isUnit = least >= -slack && most <= 1 + slack && most > 1.0 / 256
    return isUnit ? 0...1 : least...most
  }
}

extension [Double] {
  fileprivate static func < (left: [Double], right: [Double]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}

/// A picture, what was done to it, and how far that moved each representation.
struct PictureCard {
  let picture: DeformedPicture
  let domain: ClosedRange<Double>
  let styles: RepresentationStyles

  var element: Element {
    Element(
      "figure", ["class": picture.isWorstCase ? "picture worst" : "picture"],
      [image, Element("figcaption", [:], [title] + (picture.kind == nil ? [] : [distances]))])
  }

  private var noun: SignalNoun { styles.noun }

  private var image: Element {
    guard picture.rows > 1 || noun.singular == "image" else { return waveform }
    let plane = Plane(rows: picture.rows, columns: picture.columns, values: picture.samples)
    let raster = Raster(plane, map: .grays, domain: domain)
    return Element(
      "img",
      [
        "src": raster.dataURI, "width": picture.columns, "height": picture.rows,
        "alt": "\(picture.image), \(text)", "class": picture.rows == 1 ? "pixels line" : "pixels",
      ])
  }

  /// The extremes of the samples behind each of the columns of a picture, joined.
  private var waveform: Element {
    let (width, height, bins) = (240.0, 80.0, min(picture.columns, 240))
    func y(_ value: Double) -> String {
      let span = max(domain.upperBound - domain.lowerBound, .leastNormalMagnitude)
      return ((domain.upperBound - value) / span * (height - 2) + 1).text(significant: 4)
    }
    let steps = (0..<bins).map { bin -> String in
      let range = (bin * picture.columns / bins)..<((bin + 1) * picture.columns / bins)
      let samples = picture.samples[range].filter(\.isFinite)
      let x = ((Double(bin) + 0.5) / Double(bins) * width).text(significant: 4)
      return "\(x) \(y(samples.max() ?? 0))L\(x) \(y(samples.min() ?? 0))"
    }
    return Element(
      "svg",
      [
        "class": "waveform", "viewBox": "0 0 \(Int(width)) \(Int(height))", "role": "img",
        "aria-label": "\(picture.image), \(text)",
      ],
      [
        Element(
          "path",
          [
            "d": "M" + steps.joined(separator: "L"), "fill": "none", "stroke": "currentColor",
            "stroke-width": "1",
          ])
      ])
  }

  private var text: String {
    guard let kind = picture.kind else { return "undeformed" }
    return "\(kind.title.lowercased()), \(picture.amplitude.shortText) \(noun.unit)"
      + (picture.isWorstCase ? ", worst case found" : "")
  }

  /// The kind, and below it the size and whether the deformation was drawn or found.
  private var title: Element {
    let size = "\(picture.amplitude.shortText) \(noun.unit)"
    let origin =
      picture.kind == nil ? "the \(noun.singular) itself" : picture.isWorstCase ? "\(size), worst case" : size
    return Element(
      "p", ["class": "title"],
      [
        Element("span", text: picture.kind?.title ?? "Undeformed"),
        Element("span", ["class": "origin"], text: origin),
      ])
  }

  private var distances: Element {
    Element(
      "dl", [:],
      zip(styles.names, picture.distances).filter { styles.drawn.contains($0.0) }.flatMap { name, distance in
        [
          Element("dt", [:], [key(name), Element("span", text: name)]),
          Element("dd", [:], [Number(distance, significant: 3).element]),
        ]
      })
  }

  private func key(_ name: String) -> Element {
    Element(
      "svg", ["class": "spot", "viewBox": "0 0 10 10", "aria-hidden": "true"],
      [styles.marker(name).drawn(at: Point(5, 5), radius: 3.6, class: styles.color(name).fill)])
  }
}
