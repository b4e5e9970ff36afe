import Stability

extension StabilityTables {
  /// Distances under one dilation: a row a frequency, a column a representation.
  var frequencies: Table? {
    let responses = report.frequencyResponses
    guard let first = responses.first(where: { !$0.distances.isEmpty }) else { return nil }
    return Table(
      caption: "Distance / ‖x‖ of waves under a dilation by "
        + "\(Words.percent(report.frequencyDilation)), by their frequency.",
      columns: ["Cycles/pixel"] + responses.map(\.representation),
      rows: first.distances.map(\.frequency).map { frequency in
        [.number(Number(frequency, as: frequency.shortText))]
          + responses.map { response in
            .measured(response.distances.first { $0.frequency == frequency }?.distance)
          }
      }, isLarge: true)
  }
}
