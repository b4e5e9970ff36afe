import Stability

/// What was asked for, of what, and how long it took.
struct MethodTables {
  let report: StabilityReport

  init(_ report: StabilityReport) { self.report = report }

  var parameters: Table {
    let parameters = report.parameters
    let values: [(String, String)] = [
      ("Preset", parameters.preset), ("Seed", "\(parameters.seed)"),
      ("Shape", parameters.shape.map(String.init).joined(separator: " × ")),
      ("Images", "\(parameters.imageCount)"),
      ("Fields of each kind and amplitude", "\(parameters.fieldCount)"),
      ("Images searched for the worst case", "\(parameters.searchedImageCount)"),
      ("Amplitudes, sup|τ| in pixels", parameters.amplitudes.map(\.shortText).joined(separator: ", ")),
      ("Kinds", parameters.kinds.map(\.rawValue).joined(separator: ", ")),
      ("Scales J", "\(parameters.scales)"), ("Orientations L", "\(parameters.orientations)"),
      ("Maximal order", "\(parameters.maximalOrder)"), ("Padding", parameters.padding),
      ("Normalization", parameters.normalization),
      ("Cutoff c of elastic fields", "\(parameters.elasticCutoff)"),
      ("Exponent a of rough fields", parameters.roughExponent.shortText),
      ("Bootstrap resamplings", "\(parameters.bootstrapCount)"),
    ]
    return Table(
      caption: "Parameters", columns: ["Parameter", "Value"], rows: values.map { [.words($0), .words($1)] },
      wordColumns: [1])
  }

  var representations: Table? {
    guard !report.representations.isEmpty else { return nil }
    let styles = RepresentationStyles(report)
    return Table(
      caption: "Representations: the length of their vectors, their parts, and their Lipschitz constants "
        + "where one is known.",
      columns: ["Representation", "Dimension", "Parts", "Lipschitz constant"],
      rows: report.representations.map {
        [
          .keyed($0.name, styles.color($0.name)), .number(Number(Double($0.dimension), decimals: 0)),
          .words($0.parts.joined(separator: ", ")), StabilityTables.number($0.lipschitzConstant),
        ]
      }, wordColumns: [2])
  }

  var inputs: Table? {
    guard !report.inputs.isEmpty else { return nil }
    return Table(
      caption: "Inputs, with the SHA-256 of their samples as little-endian doubles.",
      columns: ["Input", "SHA-256"], rows: report.inputs.map { [.words($0.name), .words($0.sha256)] },
      wordColumns: [1],
      isLarge: true)
  }

  var timings: Table? {
    guard !report.timings.isEmpty else { return nil }
    let total = report.timings.reduce(0) { $0 + $1.seconds }
    let rows = (report.timings + [StageTiming(stage: "all stages", seconds: total)]).map { timing in
      [Table.Cell.words(timing.stage), .number(Number(timing.seconds, decimals: 2))]
    }
    return Table(caption: "Time taken by each stage", columns: ["Stage", "Seconds"], rows: rows)
  }
}
