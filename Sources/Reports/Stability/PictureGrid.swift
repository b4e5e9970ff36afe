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
      place($0.element) + [Double($0.offset)] < place($1.element) + [Double($1.offset)]
    }
    .map(\.element)
  }

  private static func place(_ picture: DeformedPicture) -> [Double] {
    let kind = picture.kind.flatMap { DeformationKind.allCases.firstIndex(of: $0) } ?? -1
    return [Double(kind), picture.amplitude, picture.isWorstCase ? 1 : 0]
  }

  var element: Element {
    Element(
      "div", ["class": "pictures"],
      pictures.map { PictureCard(picture: $0, domain: domain, styles: styles).element })
  }

  /// One scale of grey for all, 0 to 1 if their samples lie there.
  private var domain: ClosedRange<Double> {
    let samples = pictures.flatMap(\.samples).filter(\.isFinite)
    guard let least = samples.min(), let most = samples.max() else { return 0...1 }
    let slack: Float = 0.1
    return least >= -slack && most <= 1 + slack ? 0...1 : Double(least)...Double(most)
  }
}

extension [Double] {
  fileprivate static func < (left: [Double], right: [Double]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
