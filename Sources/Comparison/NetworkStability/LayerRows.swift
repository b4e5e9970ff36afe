import Scattering
import Stability

/// The rows of a stability report by network and layer: scattering at its coarsest J by orders, then whole; raw pixels; and
/// every layer of every network. Noise, which has no relative stability, is left out, and so is what is neither.
struct LayerRows {
  let rows: [LayerRow]

  init(_ report: StabilityReport) {
    let scattering = report.representations.last { $0.role == .scattering }?.name
    rows = report.representations.flatMap { summary -> [LayerRow] in
      let own = report.rows.filter { $0.representation == summary.name }
      switch summary.role {
      case .layer(let place): return own.filter { $0.part == "all" }.compactMap { Self.row($0, place) }
      case .pixels: return Self.parts(own, summary)
      case .scattering: return summary.name == scattering ? Self.parts(own, summary) : []
      case .fourierModulus, .other: return []
      }
    }
  }

  /// A representation without layers: its parts one behind the other, and all of it as the last.
  private static func parts(_ rows: [StabilityRow], _ summary: RepresentationSummary) -> [LayerRow] {
    (summary.parts + ["all"]).enumerated().flatMap { depth, part in
      rows.filter { $0.part == part }.compactMap {
        row($0, LayerPlace(network: summary.name, layer: part, depth: depth))
      }
    }
  }

  private static func row(_ row: StabilityRow, _ place: LayerPlace) -> LayerRow? {
    guard let relative = row.relativeStability, let deformation = row.deformationSensitivity,
      let noise = row.noiseSensitivity
    else { return nil }
    return LayerRow(
      network: place.network, layer: place.layer, depth: place.depth, kind: row.kind,
      amplitude: row.amplitude,
      relativeStability: relative, deformationSensitivity: deformation, noiseSensitivity: noise,
      randomMaximum: row.randomMaximum, worstCase: row.worstCase, certificate: row.certificate,
      isOrdered: row.isOrdered)
  }
}
