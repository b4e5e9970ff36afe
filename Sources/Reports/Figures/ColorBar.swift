/// The key of a colour map: a strip that rises from the lower end of the domain to the upper.
struct ColorBar {
  let map: ColorMap
  let domain: ClosedRange<Double>
  /// What the colours measure.
  var label: String? = nil
  /// What to write beside the strip instead of round values.
  var marks: [(value: Double, label: String)]? = nil

  func drawn(in frame: Rectangle) -> Element {
    let axis = Axis(label ?? "", domain: domain)
    let ticks = Ticks(for: axis)
    let marks = self.marks ?? Array(zip(ticks.values, ticks.labels)).map { (value: $0, label: $1) }
    return .group(
      [.image(strip, in: frame), .rectangle(frame, class: "frame faint \(ThemeColor.soft.stroke)")]
        + marks.compactMap { mark in
          axis.fraction(of: mark.value).map {
            .words(
              mark.label, at: Point(frame.right + 6, frame.bottom - $0 * frame.height + 3.5),
              class: "tick \(ThemeColor.soft.fill)")
          }
        }
        + [label].compactMap(\.self).map {
          .upwardWords($0, at: Point(frame.right + 44, frame.midY), class: "label \(ThemeColor.ink.fill)")
        })
  }

  private var strip: Raster {
    let steps = 128
    return Raster(
      Plane(rows: steps, columns: 1) { row, _ in 1 - Double(row) / Double(steps - 1) }, map: map,
      domain: 0...1)
  }
}
