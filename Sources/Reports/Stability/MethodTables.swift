import Files
import Plots
import Stability

/// What was asked for, of what, and how long it took.
struct MethodTables {
  let report: StabilityReport

  init(_ report: StabilityReport) { self.report = report }
  private var noun: SignalNoun { report.noun }

  var parameters: Table {
    let parameters = report.parameters
    let values: [(String, String)] = [
      ("Preset", parameters.preset), ("Seed", "\(parameters.seed)"),
      ("Shape", parameters.shape.map(String.init).joined(separator: " × ")),
      (heading, images),
      ("Fields of each kind and amplitude", "\(parameters.fieldCount)"),
      ("\(heading) searched for the worst case", "\(parameters.searchedImageCount)"),
      (
        "Amplitudes, sup|τ| in \(noun.samples)",
        parameters.amplitudes.map(\.shortText).joined(separator: ", ")
      ),
      ("Kinds", parameters.kinds.map(\.rawValue).joined(separator: ", ")),
      ("Scales J", parameters.scales.map(String.init).joined(separator: ", ")),
      ("Orientations L", parameters.orientations.map(String.init).joined(separator: ", ")),
      ("Maximal order", "\(parameters.maximalOrder)"), ("Padding", parameters.padding),
      ("Normalization", parameters.normalization),
      ("Cutoff c of elastic fields", "\(parameters.elasticCutoff)"),
      ("Exponent a of rough fields", parameters.roughExponent.shortText),
      ("Definition of the random fields", "version \(parameters.fieldsVersion)"),
      ("Bootstrap resamplings", "\(parameters.bootstrapCount)"),
    ]
    return .pairs("Parameters", columns: ["Parameter", "Value"], values)
  }

  var representations: Table? {
    guard !report.representations.isEmpty else { return nil }
    let styles = RepresentationStyles(report)
    return Table(
      caption:
        "Representations: the length of their vectors, their parts, and where they are known the least Lipschitz constant that is "
        + "proven and the product of the layers’ norms.",
      columns: ["Representation", "Dimension", "Parts", "Lipschitz constant", "Product of norms"],
      rows: report.representations.map {
        [
          .keyed($0.name, styles.color($0.name)), .number(Number(Double($0.dimension), decimals: 0)),
          .text($0.parts.joined(separator: ", ")), .measured($0.lipschitzConstant),
          .measured($0.productConstant),
        ]
      }, textColumns: [2])
  }

  var inputs: Table? {
    .digests("Inputs, with the SHA-256 of their samples as little-endian doubles.", report.inputs)
  }

  var timings: Table? { .timings(report.timings) }

  var command: Paragraph? { report.run.map(Paragraph.command) }
  var run: Table? { report.run.map(Table.run) }

  private var heading: String { noun.plural.prefix(1).uppercased() + noun.plural.dropFirst() }

  /// How many images, and of how many they were drawn.
  private var images: String {
    let parameters = report.parameters
    return parameters.imageCount == parameters.availableImageCount
      ? "\(parameters.imageCount)"
      : "\(parameters.imageCount) of \(parameters.availableImageCount), drawn by the seed"
  }
}
