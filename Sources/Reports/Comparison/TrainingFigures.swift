import Comparison
import Plots

/// The course of training, a choice of networks, a curve a number of labels.
struct TrainingFigures {
  let curves: [TrainingCurve]

  private var names: [String] { curves.map(\.network).unique }

  var choice: Choice {
    Choice(
      id: "training", label: "Network",
      options: names.map { name in
        let own = curves.enumerated().filter { $1.network == name && !$1.epochs.isEmpty }
          .sorted { $0.element.labelCount < $1.element.labelCount }.map(\.element)
        return Choice.Option(
          label: name, blocks: [FigureRow([loss(own, name), accuracy(own, name)], isBroad: true)])
      })
  }

  private func loss(_ curves: [TrainingCurve], _ name: String) -> Figure {
    let plot = LinePlot(
      title: "Training loss",
      description: "\(name): loss by epoch, logarithmic. "
        + rangeText(curves) { $0.loss.text(significant: 3) },
      x: epochs(curves),
      y: .measured(curves.flatMap { $0.epochs.map(\.loss) }, label: "loss, mean over samples"),
      series: curves.enumerated().map { line($1, $0, "loss", .solid) { $0.loss } }, naming: .ends, width: 380,
      height: 290)
    return Figure(plot.drawing(), caption: "Mean loss of each pass over the training samples.")
  }

  private func accuracy(_ curves: [TrainingCurve], _ name: String) -> Figure {
    let hasValidation = curves.contains { $0.epochs.contains { $0.validationAccuracy != nil } }
    let series = curves.enumerated().flatMap { index, curve in
      [
        hasValidation ? line(curve, index, "training accuracy", .dashed) { $0.trainAccuracy * 100 } : nil,
        hasValidation
          ? line(curve, index, "validation accuracy", .solid) { ($0.validationAccuracy ?? .nan) * 100 }
          : line(curve, index, "training accuracy", .solid) { $0.trainAccuracy * 100 },
      ].compactMap(\.self)
    }
    let plot = LinePlot(
      title: "Accuracy",
      description: "\(name): accuracy by epoch. " + rangeText(curves) { $0.trainAccuracy.percentText(1) },
      x: epochs(curves), y: .fitting(series.flatMap { $0.points.map(\.y) }, label: "accuracy (%)"),
      series: series, naming: .ends,
      width: 380, height: 290)
    return Figure(
      plot.drawing(),
      caption: hasValidation
        ? "Solid: on the validation part; dashed: on the training samples." : "On the training samples.")
  }

  private func epochs(_ curves: [TrainingCurve]) -> Axis {
    let most = Double(curves.map(\.epochs.count).max() ?? 1)
    let step = Ticks.roundStep(over: most, atMost: 6)
    return Axis("epoch", domain: min(1, most - 1)...max(most, 2), tickStep: max(step, 1))
  }

  private func line(
    _ curve: TrainingCurve, _ index: Int, _ text: String, _ stroke: Series.Stroke,
    _ value: (TrainingEpoch) -> Double
  ) -> Series {
    let name = Format.count(curve.labelCount, "label")
    let isShort = curve.epochs.count <= 30
    return Series(
      "\(name), \(text)", points: curve.epochs.enumerated().map { Point(Double($0 + 1), value($1)) },
      color: .series(index),
      stroke: stroke, hasMarkers: isShort, marker: .series(index), endLabel: stroke == .solid ? name : nil,
      rows: isShort ? Array(curve.epochs.indices) : [], rowName: "point",
      notes: curve.epochs.enumerated().map { epoch, values in
        Note("\(curve.network), \(name), epoch \(epoch + 1)", [(text, value(values).text(significant: 4))])
          .text
      })
  }

  private func rangeText(_ curves: [TrainingCurve], _ value: (TrainingEpoch) -> String) -> String {
    curves.compactMap { curve in
      curve.epochs.last.map {
        "\(Format.count(curve.labelCount, "label")): \(value($0)) after \(Format.count(curve.epochs.count, "epoch"))"
      }
    }.joined(separator: "; ") + "."
  }

  var table: Table {
    Table(
      caption: "Each training: its length, its time, and what it ended with. Accuracies in per cent.",
      columns: [
        "Network", "Labels", "Epochs", "Seconds", "Last loss", "Training accuracy",
        "Best validation accuracy",
      ],
      rows: curves.map { curve in
        let last = curve.epochs.last
        let best = curve.epochs.compactMap(\.validationAccuracy).max()
        return [
          .text(curve.network), .number(Number(Double(curve.labelCount), decimals: 0)),
          .number(Number(Double(curve.epochs.count), decimals: 0)),
          .measured(curve.epochs.reduce(0) { $0 + $1.seconds }),
          .measured(last?.loss), last.map { .number(LearningTables.percent($0.trainAccuracy)) } ?? .missing,
          best.map { .number(LearningTables.percent($0)) } ?? .missing,
        ]
      }, isSortable: true, isLarge: true)
  }
}
