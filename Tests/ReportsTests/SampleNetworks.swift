import Scattering
import Stability

/// The sample report with two networks of three layers beside scattering, one of them without certificates.
enum SampleNetworks {
  static let networks = ["CNN, trained", "CNN, random"]
  static let layers = ["convolution 1", "rectifier 1", "scores"]

  static let report: StabilityReport = {
    var report = SampleStability.report
    for (index, network) in networks.enumerated() {
      for (depth, layer) in layers.enumerated() {
        add(LayerPosition(network: network, layer: layer, depth: depth), isBounded: index == 0, to: &report)
      }
    }
    return report
  }()

  private static func add(_ position: LayerPosition, isBounded: Bool, to report: inout StabilityReport) {
    let name = "\(position.network): \(position.layer)"
    report.representations.append(
      RepresentationSummary(
        name: name, role: .layer(position), dimension: 100 - position.depth, parts: [],
        lipschitzConstant: isBounded ? 10 : nil, productConstant: isBounded ? 40 : nil))
    report.rows += report.rows.filter { $0.representation == "convolutional network" }.map { template in
      var row = template
      let ratio = 1.1 - 0.2 * Double(position.depth) * (isBounded ? 2 : 1)
      row.representation = name
      row.relativeStability = Interval(median: ratio, low: ratio - 0.1, high: ratio + 0.1)
      row.worstCase = 2 * row.randomMaximum
      row.certificate = isBounded ? 300 * row.randomMaximum : nil
      return row
    }
    report.frequencyResponses.append(
      FrequencyResponse(representation: name, distances: report.frequencyResponses[2].distances))
    for picture in report.pictures.indices { report.pictures[picture].distances.append(0.25) }
  }
}
