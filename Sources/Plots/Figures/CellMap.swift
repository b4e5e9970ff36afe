import Foundation

/// A plane of cells in colours, each told by name and value where a reader points at it, with axes and a colour bar.
///
/// Cells fill the frame: the axes' domains run from the first cell's outer edge to the last one's. What is no number is left blank.
public struct CellMap: Sendable {
  public var title: String
  public var description: String
  public var notes: CellNotes
  /// The axes, such as `Axis.cells(_:names:)`; y is reversed where row 0 is on top.
  public var x: Axis
  public var y: Axis
  public var shading: Shading
  public var width: Double
  public var height: Double

  public init(
    title: String, description: String, notes: CellNotes, x: Axis, y: Axis, shading: Shading,
    width: Double = 360, height: Double = 282
  ) {
    (self.title, self.description, self.notes) = (title, description, notes)
    (self.x, self.y, self.shading) = (x, y, shading)
    (self.width, self.height) = (width, height)
  }

  public func drawing() -> Drawing {
    let frame = Rectangle(width: width, height: height).inset(left: 72, top: 8, right: 74, bottom: 42)
    let area = PlotArea(frame: frame, x: x, y: y, labelDistance: 60)
    return Drawing(
      width: width, height: height, title: title, description: description,
      content: [
        .image(shading.raster(notes.plane), in: frame), area.axes(), notes.area(over: frame),
        shading.bar.drawn(in: Rectangle(x: frame.right + 12, y: frame.y, width: 12, height: frame.height)),
      ])
  }
}

/// How values become colours: in proportion, or by their decibels below the peak.
public struct Shading: Sendable {
  public enum Scale: Sendable {
    case proportional
    /// 20 log10 of the ratio to the peak, down to so many decibels below it.
    case decibels(range: Double)
  }

  public var scale: Scale
  /// The largest value, which has the last colour.
  public var peak: Double
  /// The quantity that the colours measure, with its unit.
  public var label: String

  /// - Parameter values: The peak is their largest that is finite; 1 where none is above 0.
  public init(_ scale: Scale = .proportional, of values: some Sequence<Double>, label: String) {
    let peak = values.lazy.filter(\.isFinite).max() ?? 1
    (self.scale, self.peak, self.label) = (scale, peak > 0 ? peak : 1, label)
  }

  /// The colour of a value; that of nothing for what is no number.
  func color(of value: Double) -> Color { ColorMap.sequential.color(of: measure(value), in: domain) }

  func raster(_ plane: Plane) -> Raster {
    Raster(
      Plane(rows: plane.rows, columns: plane.columns, values: plane.values.map(measure)), map: .sequential,
      domain: domain)
  }

  var bar: ColorBar {
    if case .decibels = scale {
      return ColorBar(
        map: .sequential, domain: domain, label: "\(label) (dB below \(peak.text(significant: 3)))")
    }
    let unit = DecimalUnit(peak: peak)
    return ColorBar(map: .sequential, domain: 0...unit.scaled(peak), label: unit.label(label))
  }

  private var domain: ClosedRange<Double> {
    if case .decibels(let range) = scale { -range...0 } else { 0...peak }
  }

  private func measure(_ value: Double) -> Double {
    guard case .decibels(let range) = scale, !value.isNaN else { return value }
    return value > 0 ? max(20 * log10(value / peak), -range) : -range
  }
}

extension Axis {
  /// An axis of cells by their indices, of which some are named: at most `count`, evenly spaced, the first among them.
  public static func cells(_ label: String, names: [String], atMost count: Int, isReversed: Bool = false)
    -> Axis
  {
    let step = max((names.count + count - 1) / max(count, 1), 1)
    let marked = Array(stride(from: 0, to: names.count, by: step))
    return Axis(
      label, domain: 0...Double(max(names.count, 1)), isReversed: isReversed,
      tickValues: marked.map { Double($0) + 0.5 }, tickLabels: marked.map { names[$0] })
  }
}
