import Deformations

/// One kind and amplitude of an experiment.
struct ExperimentCell: Hashable, Sendable {
  let kind: DeformationKind
  /// The amplitude sup|tau| in pixels.
  let amplitude: Double
}

/// One representation under one kind and amplitude: what tells findings and the rows of whole representations apart.
struct FindingKey: Hashable, Sendable {
  let representation: String
  let cell: ExperimentCell
}

extension StabilityRow {
  var cell: ExperimentCell { ExperimentCell(kind: kind, amplitude: amplitude) }
  var key: FindingKey { FindingKey(representation: representation, cell: cell) }
}
