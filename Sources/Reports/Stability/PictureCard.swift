import Stability

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

  private var image: Element {
    let plane = Plane(rows: picture.rows, columns: picture.columns, values: picture.samples.map(Double.init))
    let raster = Raster(plane, map: .grays, domain: domain)
    return Element(
      "img",
      [
        "src": raster.dataURI, "width": picture.columns, "height": picture.rows,
        "alt": "\(picture.image), \(words)", "class": picture.rows == 1 ? "pixels line" : "pixels",
      ])
  }

  private var words: String {
    guard let kind = picture.kind else { return "undeformed" }
    return "\(kind.title.lowercased()), \(picture.amplitude.shortText) px"
      + (picture.isWorstCase ? ", worst case found" : "")
  }

  /// The kind, and below it the size and how the deformation was come by.
  private var title: Element {
    let size = "\(picture.amplitude.shortText) px"
    let origin = picture.kind == nil ? "the image itself" : picture.isWorstCase ? "\(size), worst case" : size
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
