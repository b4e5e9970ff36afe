import Comparison
import Foundation
import Plots
import Stability

/// Deviation against width, and distances against the angle.
struct GaussianFigures {
  private let rows: [GaussianLayerRow]
  private let findings: GaussianFindings

  private let all: [GaussianLayerRow]
  private let fits: [GaussianLayerFit]

  /// Figures show one layer; tables show all depths.
  init(_ rows: [GaussianLayerRow], fits: [GaussianLayerFit]) {
    (all, self.fits, self.rows) = (rows, fits, rows.filter { $0.depth == 1 })
    findings = GaussianFindings(rows: rows)
  }

  var figures: [Figure] { rows.isEmpty ? [] : [deviation, distance] }

  private var widths: [Int] { Set(rows.map(\.width)).sorted() }
  private var angles: [Double] { Set(rows.map(\.angle)).sorted() }

  private var deviation: Figure {
    let plot = LinePlot(
      title: "Deviation against width",
      description:
        "Standard deviation of the squared distance over draws against the width m, both logarithmic. "
        + findings.sentence,
      x: .logarithmic(widths.map(Double.init), label: "width m (rows of the layer)", apart: 2.3),
      y: .measured(rows.map(\.deviation) + line.map(\.y), label: "deviation of |ρ(Mx) − ρ(My)|²"),
      series: rate + shownAngles.enumerated().map(series), naming: .ends, width: 380, height: 310)
    return Figure(
      plot.drawing(),
      caption:
        "Standard deviation over draws of the squared distance of two unit vectors behind one random layer. Dashed: c/√m, c the "
        + "geometric mean of what was measured." + selection)
  }

  /// Six at most, evenly chosen with both ends.
  private var shownAngles: [Double] {
    let angles = angles
    guard angles.count > 6 else { return angles }
    return (0..<6).map { angles[$0 * (angles.count - 1) / 5] }
  }

  private var selection: String {
    angles.count > 6 ? " Six of \(angles.count) angles are drawn; the table has all." : ""
  }

  private func series(_ index: Int, _ angle: Double) -> Series {
    let own = rows.filter { $0.angle == angle }.sorted { $0.width < $1.width }
    let name = "angle \(angle.text(decimals: 2))"
    return Series(
      name, points: own.map { Point(Double($0.width), $0.deviation) }, color: .series(index),
      hasMarkers: true,
      marker: .series(index), endLabel: name, rows: Array(own.indices), rowName: "point",
      notes: own.map(Self.note))
  }

  private var line: [Point] {
    guard let constant = findings.constant, let first = widths.first, let last = widths.last else {
      return []
    }
    return [first, last].map { Point(Double($0), constant / Double($0).squareRoot()) }
  }

  private var rate: [Series] {
    line.isEmpty
      ? [] : [Series("c/√m", points: line, color: .ink, stroke: .dashed, endLabel: "c/√m")]
  }

  private static func note(_ row: GaussianLayerRow) -> String {
    Note(
      "width \(row.width), angle \(row.angle.text(decimals: 2))",
      [
        ("closed form", row.predicted.text(significant: 5)), ("measured", row.measured.text(significant: 5)),
        ("deviation", Format.digits(row.deviation)), ("draws", "\(row.draws)"),
      ]
    ).text
  }

  /// The closed form as a curve, and what the narrowest and the widest layers measured.
  private var distance: Figure {
    let curve = (0...60).map { step in
      let angle = Double(step) / 60 * .pi
      return Point(angle, GaussianRectifier.squaredDistance(angle: angle))
    }
    let ends =
      (widths.first == widths.last ? widths.suffix(1) : [widths.first, widths.last].compactMap(\.self)[...])
    let bands = ends.enumerated().map { measured(width: $1, index: $0) }
    let bounds = bands.flatMap(\.intervals).flatMap { [$0.lowerBound, $0.upperBound] }
    let plot = LinePlot(
      title: "Predicted and measured distance",
      description:
        "Squared distance behind the layer against the angle of two unit vectors, by the closed form and measured. "
        + findings.sentence,
      x: Axis("angle of the two vectors (radians)", domain: 0...3.2, tickStep: 0.5),
      y: .fitting(curve.map(\.y) + bounds, label: "|ρ(Mx) − ρ(My)|²", includingZero: true),
      series: [Series("closed form", points: curve, color: .ink, stroke: .dashed, endLabel: "closed form")]
        + bands,
      naming: .ends, width: 380, height: 310)
    return Figure(
      plot.drawing(),
      caption:
        "Dashed: 1 − cos t − (sin t − t cos t)/π, of unit vectors. Markers: means over draws; bands: one standard deviation "
        + "of a draw."
    )
  }

  private func measured(width: Int, index: Int) -> Series {
    let own = rows.filter { $0.width == width }.sorted { $0.angle < $1.angle }
    return Series(
      "m = \(width)", points: own.map { Point($0.angle, $0.measured) },
      intervals: own.map { row in
        row.deviation.isFinite && row.deviation >= 0
          ? max(0, row.measured - row.deviation)...row.measured + row.deviation : 0...0
      },
      color: .series(index), hasMarkers: true, marker: .series(index), endLabel: "m\u{A0}=\u{A0}\(width)",
      rows: Array(own.indices), rowName: "point", notes: own.map(Self.note))
  }

  var tables: [Table] { [table, slopes].compactMap(\.self) }

  private var table: Table {
    Table(
      caption:
        "Random Gaussian layers, one behind another: squared distance and cosine behind them by the closed form and as means "
        + "over draws; the deviation over draws, measured and by the closed form; and how far the mean lies from the closed "
        + "form, in standard errors of the mean.",
      columns: [
        "Width m", "Layers", "Angle (rad)", "Closed form", "Measured", "Cosine, closed form",
        "Cosine, measured", "Deviation",
        "Its error", "Its closed form", "Draws", "Off by (standard errors)",
      ],
      rows: all.map { row in
        [
          .number(Number(Double(row.width), decimals: 0)), .number(Number(Double(row.depth), decimals: 0)),
          .number(Number(row.angle, decimals: 3)), .number(Number(row.predicted, decimals: 4)),
          .number(Number(row.measured, decimals: 4)), .number(Number(row.predictedCosine, decimals: 4)),
          .number(Number(row.measuredCosine, decimals: 4)), .measured(row.deviation),
          .measured(row.deviationError),
          .measured(row.predictedDeviation), .number(Number(Double(row.draws), decimals: 0)),
          GaussianFindings.standardErrors(row).map { .number(Number($0, decimals: 2)) } ?? .missing,
        ]
      }, isSortable: true, isLarge: true)
  }

  private var slopes: Table? {
    guard !fits.isEmpty else { return nil }
    return Table(
      caption:
        "Slope of the deviation against the width, both in logarithms, with its 95 % interval; −1/2 by the closed form of one "
        + "layer.",
      columns: ["Layers", "Angle (rad)", "Slope"],
      rows: fits.map { fit in
        [
          .number(Number(Double(fit.depth), decimals: 0)), .number(Number(fit.angle, decimals: 3)),
          .measured(Interval(median: fit.slope, low: fit.low, high: fit.high)),
        ]
      }, isSortable: true)
  }
}
