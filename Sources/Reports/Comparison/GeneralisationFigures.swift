import Comparison
import Plots

/// The gap between training and test, margins, Jacobians and bounds as the training set grows.
struct GeneralisationFigures {
  let rows: [GeneralisationRow]
  let styles: ComparisonStyles

  /// One network with one weight of the regulariser.
  private struct Training: Hashable {
    let network: String
    let weight: Double
  }

  private struct Line {
    let text: String
    let stroke: Series.Stroke
    let value: (GeneralisationRow) -> Double?
  }

  private var trainings: [Training] {
    rows.map { Training(network: $0.network, weight: $0.regularisation) }.unique
  }

  private func name(_ training: Training) -> String {
    training.weight == 0
      ? training.network : "\(training.network), λ\u{A0}=\u{A0}\(training.weight.shortText)"
  }

  /// Runs differ in colour: a network has its own, with the regulariser others of its family.
  private func style(_ training: Training) -> ComparisonStyles.Style {
    var style = styles[training.network]
    guard training.weight != 0, let index = trainings.filter({ $0.weight != 0 }).firstIndex(of: training)
    else {
      return style
    }
    let colors = styles.family(training.network).colors
    style.color = colors[(index + 1) % colors.count]
    style.marker = .series(index + 2)
    style.layer += "-\(index)"
    return style
  }

  var controls: Controls {
    Controls(groups: [
      trainings.map { training in
        let style = style(training)
        return Controls.Key(
          name(training), layer: style.layer, sample: .curve(style.color, marker: style.marker))
      }
    ])
  }

  var figures: [Figure] {
    [
      figure(
        "Error in training and in test", "error (%)",
        "Solid: test error; dashed: training error; the gap lies between them.",
        [
          Line(text: "training error", stroke: .dashed) { $0.trainError * 100 },
          Line(text: "test error", stroke: .solid) { $0.testError * 100 },
        ], isFromZero: true),
      figure(
        "Norm of the Jacobian", "spectral norm, median",
        "Of the scores with respect to the image. Solid: at test images; dashed: at training images.",
        [
          Line(text: "at training images", stroke: .dashed, value: \.trainJacobian),
          Line(text: "at test images", stroke: .solid, value: \.testJacobian),
        ]),
      figure(
        "Margin of the scores", "score margin",
        "o = min over k of √2 (score of the class − score of k)/2 over training images. Solid: median; dashed: 5 % quantile.",
        [
          Line(text: "5 % quantile", stroke: .dashed, value: \.lowMargin),
          Line(text: "median", stroke: .solid, value: \.medianMargin),
        ], isFromZero: true),
      figure(
        "Margin of the input", "input margin",
        "Medians. Solid: score margin over the norm of the Jacobian; dashed: over the product of spectral norms; "
          + "dotted: over the product of Frobenius norms. The proven ones lie below.",
        [
          Line(text: "by Frobenius norms", stroke: .dotted, value: { $0.frobeniusMargin }),
          Line(text: "by spectral norms", stroke: .dashed, value: { $0.spectralMargin }),
          Line(text: "by the Jacobian", stroke: .solid, value: \.jacobianMargin),
        ]),
    ]
  }

  private func figure(
    _ title: String, _ label: String, _ caption: String, _ lines: [Line], isFromZero: Bool = false
  ) -> Figure {
    let values = rows.flatMap { row in lines.compactMap { $0.value(row) } }
    let positive = values.filter { $0 > 0 }
    let y: Axis =
      isFromZero ? .fitting(values, label: label, includingZero: true) : .measured(positive, label: label)
    let text = trainings.map { training in
      let last = rows(of: training).last
      return "\(name(training)): "
        + lines.map { "\($0.text) \(last.flatMap($0.value).map(Format.digits) ?? "none")" }.joined(
          separator: ", ")
    }
    let plot = LinePlot(
      title: title,
      description: "\(label) against number of labels. At the most labels: \(text.joined(separator: "; ")).",
      x: .labelCounts(rows.map(\.labelCount)), y: y,
      series: trainings.flatMap { training in lines.map { series(training, $0) } }, naming: .ends, width: 380,
      height: 300)
    return Figure(plot.drawing(), caption: caption)
  }

  private func rows(of training: Training) -> [GeneralisationRow] {
    rows.filter { $0.network == training.network && $0.regularisation == training.weight }.sorted {
      $0.labelCount < $1.labelCount
    }
  }

  private func series(_ training: Training, _ line: Line) -> Series {
    let own = rows(of: training).compactMap { row in
      line.value(row).map { (labelCount: row.labelCount, value: $0) }
    }
    let (style, name) = (style(training), name(training))
    return Series(
      "\(name), \(line.text)", points: own.map { Point(Double($0.labelCount), $0.value) },
      color: style.color,
      stroke: line.stroke, hasMarkers: true, marker: style.marker,
      endLabel: line.stroke == .solid ? name : nil,
      layers: style.layer, rows: Array(own.indices), rowName: "point",
      notes: own.map {
        Note(
          "\(name), \(Format.count($0.labelCount, "label"))",
          [(line.text, $0.value.text(significant: 4))]
        ).text
      })
  }

  var table: Table {
    Table(
      caption:
        "Errors in per cent and their gap in points; score margins of training images (median, 5 % quantile); medians of the "
        + "Jacobian’s spectral norm; medians of the input margin: by an example found, by the Jacobian, by the largest "
        + "Jacobian found, and by products of norms.",
      columns: [
        "Network", "Labels", "λ", "Training error", "Test error", "Gap", "Margin", "Margin, 5 %",
        "Jacobian, training",
        "Jacobian, test", "Found by example", "by the Jacobian", "by the largest", "by spectral norms",
        "by Frobenius norms", "In order",
      ],
      rows: rows.map { row in
        [
          styles.cell(row.network), .number(Number(Double(row.labelCount), decimals: 0)),
          .number(Number(row.regularisation, as: row.regularisation.shortText)),
        ] + errors(row) + [
          .measured(row.medianMargin), .measured(row.lowMargin), .measured(row.trainJacobian),
          .measured(row.testJacobian),
          .measured(row.adversarialMargin), .measured(row.jacobianMargin), .measured(row.convexHullMargin),
          .measured(row.spectralMargin), .measured(row.frobeniusMargin), .text(row.isOrdered ? "yes" : "no"),
        ]
      }, textColumns: [15], isSortable: true, isLarge: true)
  }

  private func errors(_ row: GeneralisationRow) -> [Table.Cell] {
    [row.trainError, row.testError, row.testError - row.trainError].map {
      .number(LearningTables.percent($0))
    }
  }

  /// Every bound on the gap; nil if there is none.
  var bounds: Table? {
    let entries = rows.flatMap { row in row.bounds.map { (row: row, bound: $0) } }
    guard !entries.isEmpty else { return nil }
    return Table(
      caption:
        "Bounds on the gap by robustness, with the probability that the run chose: share given up + √((2 ln 2 · classes · N + "
        + "2 ln(1/δ))/n), N the balls of half the margin that cover all images. Above 1 a bound is vacuous.",
      columns: [
        "Network", "Labels", "λ", "Margin by", "Cover", "Margin", "Share (%)", "ln N", "log₁₀ bound", "Says",
        "Proven",
      ],
      rows: entries.map { row, bound in
        [
          styles.cell(row.network), .number(Number(Double(row.labelCount), decimals: 0)),
          .number(Number(row.regularisation, as: row.regularisation.shortText)),
          .text(bound.constant.rawValue),
          .text(bound.cover.rawValue), .measured(bound.margin), .number(LearningTables.percent(bound.share)),
          .measured(bound.logCover), .measured(bound.logBound),
          .text(bound.isVacuous ? "nothing" : "something"),
          .text(bound.isProven ? "yes" : "no"),
        ]
      }, textColumns: [3, 4, 9, 10], isSortable: true, isLarge: true)
  }
}
