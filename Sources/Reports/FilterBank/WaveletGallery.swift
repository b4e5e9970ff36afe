import Foundation
import Plots

/// Every wavelet of a bank in space: a row a scale, a column an orientation, and the low-pass filter to the right.
struct WaveletGallery {
  let data: FilterBankFigureData
  var width = 760.0

  private let left = 80.0
  private let right = 112.0
  private let top = 24.0
  private let gap = 5.0

  private var side: Double { (width - left - right) / Double(max(data.orientations, 1)) - gap }
  private var tall: Double { top + Double(data.scales) * (side + gap) }

  func drawing() -> Drawing {
    Drawing(
      width: width, height: max(tall + 4, 2 * lowPassSide + 60), title: "The wavelets in space",
      description:
        "The real part of every wavelet, a row a scale and a column an orientation, and the low-pass.",
      content: columnNames + (0..<data.scales).flatMap(row) + lowPass + key)
  }

  static let caption = """
    Real parts: red above zero, blue below, each scaled to the greatest modulus of its row. A row shows \
    as many pixels as its wavelets need, as written at its left; each pixel is one sample. The axis of \
    rows points down.
    """

  private var columnNames: [Element] {
    data.bands(ofScale: 0).map { band in
      .text(
        band.degrees.degreesText, at: Point(x(band.orientation) + side / 2, top - 9),
        anchor: .middle, class: "tick \(ThemeColor.soft.fill)")
    }
  }

  private func x(_ orientation: Int) -> Double { left + Double(orientation) * (side + gap) }
  private func y(_ scale: Int) -> Double { top + Double(scale) * (side + gap) }

  private func row(_ scale: Int) -> [Element] {
    let bands = data.bands(ofScale: scale)
    let radius = bands.map { self.radius(of: $0.filter) }.max() ?? 0
    let peak = bands.map { Self.peak(of: $0.filter) }.max() ?? 1
    let names = rowName(scale, radius: radius)
    return names
      + bands.map { band in
        let frame = Rectangle(x: x(band.orientation), y: y(scale), width: side, height: side)
        return tile(band.filter, in: frame, radius: radius, peak: peak)
          .titled("scale \(scale), orientation \(band.orientation): \(band.degrees.degreesText)")
      }
  }

  private func rowName(_ scale: Int, radius: Int) -> [Element] {
    let middle = y(scale) + side / 2
    return [
      .text(
        "j = \(scale)", at: Point(left - 10, middle - 2), anchor: .end,
        class: "label strong \(ThemeColor.ink.fill)"),
      .text(
        "\(2 * radius + 1) × \(2 * radius + 1) px", at: Point(left - 10, middle + 12), anchor: .end,
        class: "tick \(ThemeColor.soft.fill)"),
    ]
  }

  private func tile(_ filter: FilterPicture, in frame: Rectangle, radius: Int, peak: Double) -> Element {
    let window = data.plane(filter.realPart).window(radius: radius)
    return .group([
      .image(Raster(window, map: .diverging, domain: -peak...peak), in: frame),
      .rectangle(frame, class: "frame \(ThemeColor.rule.stroke)"),
    ])
  }

  private var lowPassSide: Double { min(side, right - 30) }

  private var lowPass: [Element] {
    let radius = radius(of: data.lowPass)
    let frame = Rectangle(x: width - right + 22, y: top, width: lowPassSide, height: lowPassSide)
    return [
      .text(
        "low-pass", at: Point(frame.midX, top - 9), anchor: .middle, class: "tick \(ThemeColor.soft.fill)"),
      tile(data.lowPass, in: frame, radius: radius, peak: Self.peak(of: data.lowPass)).titled("low-pass"),
      .text(
        "\(2 * radius + 1) × \(2 * radius + 1) px", at: Point(frame.midX, frame.bottom + 13), anchor: .middle,
        class: "tick \(ThemeColor.soft.fill)"),
    ]
  }

  private var key: [Element] {
    let above = top + lowPassSide + 34
    let frame = Rectangle(x: width - right + 22, y: above, width: 12, height: max(tall - gap - above, 40))
    return [
      ColorBar(map: .diverging, domain: -1...1, marks: [(-1, "−peak"), (0, "0"), (1, "+peak")]).drawn(
        in: frame)
    ]
  }

  /// The least distance from the origin, along the axes, beyond which the modulus stays below 2 % of its
  /// peak.
  private func radius(of filter: FilterPicture) -> Int {
    let floor = 0.02 * Self.peak(of: filter)
    let limit = (min(data.shape[0], data.shape[1]) - 1) / 2
    let reaches = filter.realPart.indices.map { index -> Int in
      guard hypot(filter.realPart[index], filter.imaginaryPart[index]) >= floor else { return 0 }
      let (row, column) = (index / data.shape[1], index % data.shape[1])
      return max(min(row, data.shape[0] - row), min(column, data.shape[1] - column))
    }
    return min(reaches.max() ?? 0, limit)
  }

  private static func peak(of filter: FilterPicture) -> Double {
    let peak = zip(filter.realPart, filter.imaginaryPart).map { hypot($0, $1) }.max() ?? 0
    return peak > 0 ? peak : 1
  }
}
