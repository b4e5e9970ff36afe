import Comparison

/// The gap between training and test, margins, Jacobians and bounds as the training set grows.
struct GeneralisationFigures {
  let rows: [GeneralisationRow]
  let styles: ComparisonStyles

  /// One network with one weight of the regulariser.
  private struct Run: Hashable {
    let network: String
    let weight: Double
  }

  private struct Line {
    let words: String
    let stroke: Series.Stroke
    let value: (GeneralisationRow) -> Double?
  }

  private var runs: [Run] { rows.map { Run(network: $0.network, weight: $0.regularisation) }.unique }

  private func name(_ run: Run) -> String {
    run.weight == 0 ? run.network : "\(run.network), λ\u{A0}=\u{A0}\(run.weight.shortText)"
  }

  /// Runs differ in colour: a network has its own, with the regulariser others of its family.
  private func style(_ run: Run) -> ComparisonStyles.Style {
    var style = styles[run.network]
    guard run.weight != 0, let place = runs.filter({ $0.weight != 0 }).firstIndex(of: run) else {
      return style
    }
    let colors = styles.family(run.network).colors
    style.color = colors[(place + 1) % colors.count]
    style.marker = .series(place + 2)
    style.layer += "-\(place)"
    return style
  }

  var controls: Controls {
    Controls(groups: [
      runs.map { run in
        let style = style(run)
        return Controls.Key(name(run), layer: style.layer, sample: .curve(style.color, marker: style.marker))
      }
    ])
  }

  var figures: [Figure] {
    [
      figure(
        "Error in training and in test", "error (%)",
        "Solid: test error; dashed: training error; the gap lies between them.",
        [
          Line(words: "training error", stroke: .dashed) { $0.trainError * 100 },
          Line(words: "test error", stroke: .solid) { $0.testError * 100 },
        ], isFromZero: true),
      figure(
        "Norm of the Jacobian", "spectral norm, median",
        "Of the scores with respect to the image. Solid: at test images; dashed: at training images.",
        [
          Line(words: "at training images", stroke: .dashed, value: \.trainJacobian),
          Line(words: "at test images", stroke: .solid, value: \.testJacobian),
        ]),
      figure(
        "Margin of the scores", "score margin",
        "o = min over k of √2 (score of the class − score of k)/2 over training images. Solid: median; dashed: 5 % quantile.",
        [
          Line(words: "5 % quantile", stroke: .dashed, value: \.lowMargin),
          Line(words: "median", stroke: .solid, value: \.medianMargin),
        ], isFromZero: true),
      figure(
        "Margin of the input", "input margin",
        "Medians. Solid: score margin over the norm of the Jacobian; dashed: over the product of spectral norms; "
          + "dotted: over the product of Frobenius norms. The proven ones lie below.",
        [
          Line(words: "by Frobenius norms", stroke: .dotted, value: { $0.frobeniusMargin }),
          Line(words: "by spectral norms", stroke: .dashed, value: { $0.spectralMargin }),
          Line(words: "by the Jacobian", stroke: .solid, value: \.jacobianMargin),
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
    let words = runs.map { run in
      let last = rows(of: run).last
      return "\(name(run)): "
        + lines.map { "\($0.words) \(last.flatMap($0.value).map(Words.digits) ?? "none")" }.joined(
          separator: ", ")
    }
    let plot = LinePlot(
      title: title,
      description: "\(label) against number of labels. At the most labels: \(words.joined(separator: "; ")).",
      x: .labelCounts(rows.map(\.labelCount)), y: y,
      series: runs.flatMap { run in lines.map { series(run, $0) } }, naming: .ends, width: 380, height: 300)
    return Figure(plot.drawing(), caption: caption)
  }

  private func rows(of run: Run) -> [GeneralisationRow] {
    rows.filter { $0.network == run.network && $0.regularisation == run.weight }.sorted {
      $0.labelCount < $1.labelCount
    }
  }

  private func series(_ run: Run, _ line: Line) -> Series {
    let own = rows(of: run).compactMap { row in
      line.value(row).map { (labelCount: row.labelCount, value: $0) }
    }
    let (style, name) = (style(run), name(run))
    return Series(
      "\(name), \(line.words)", points: own.map { Point(Double($0.labelCount), $0.value) },
      color: style.color,
      stroke: line.stroke, hasMarkers: true, marker: style.marker,
      endLabel: line.stroke == .solid ? name : nil,
      layers: style.layer, rows: Array(own.indices), rowName: "point",
      notes: own.map {
        Note(
          "\(name), \(Words.count($0.labelCount, "label"))",
          [(line.words, $0.value.text(significant: 4))]
        ).text
      })
  }

  var table: Table {
    Table(
      caption:
        "Errors in per cent and their gap in points; score margins of training images (median, 5 % quantile); medians of the Jacobian’s "
        + "spectral norm; medians of the input margin: by an example found, by the Jacobian, by the largest Jacobian found, and by products of norms.",
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
          .measured(row.adversarialMargin), .measured(row.jacobianMargin), .measured(row.hullMargin),
          .measured(row.spectralMargin), .measured(row.frobeniusMargin), .words(row.isOrdered ? "yes" : "no"),
        ]
      }, wordColumns: [15], isSortable: true, isLarge: true)
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
        "Bounds on the gap by robustness, with the probability that the run chose: share given up + √((2 ln 2 · classes · N + 2 ln(1/δ))/n), N the "
        + "balls of half the margin that cover all images. Above 1 a bound says nothing.",
      columns: [
        "Network", "Labels", "λ", "Margin by", "Cover", "Margin", "Share (%)", "ln N", "log₁₀ bound", "Says",
        "Proven",
      ],
      rows: entries.map { row, bound in
        [
          styles.cell(row.network), .number(Number(Double(row.labelCount), decimals: 0)),
          .number(Number(row.regularisation, as: row.regularisation.shortText)),
          .words(bound.constant.rawValue),
          .words(bound.cover.rawValue), .measured(bound.margin), .number(LearningTables.percent(bound.share)),
          .measured(bound.logCover), .measured(bound.logBound),
          .words(bound.isVacuous ? "nothing" : "something"),
          .words(bound.isProven ? "yes" : "no"),
        ]
      }, wordColumns: [3, 4, 9, 10], isSortable: true, isLarge: true)
  }
}
