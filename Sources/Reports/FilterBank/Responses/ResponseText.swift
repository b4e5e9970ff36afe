import Plots
import Scattering

/// The text of the report of a bank's responses.
struct ResponseText {
  let bank: ResponseBank

  private var isOfVolumes: Bool { bank.family == "solidHarmonic" || isOriented }
  private var isOriented: Bool { bank.family == "morlet3D" }
  private var signal: String { isOfVolumes ? "volume" : "signal" }

  var title: String {
    let name =
      switch bank.family {
      case "joint": "Joint time-frequency filter bank"
      case "solidHarmonic": "Solid harmonic filter bank"
      case "morlet3D": "Oriented Morlet filter bank of volumes"
      default: "Morlet filter bank of time"
      }
    return "\(name), J = \(bank.scales)"
  }

  var configuration: String {
    let grid = bank.shape.map(String.init).joined(separator: " × ")
    let rate = bank.sampleRate.map { " Frequencies are those of \($0.shortText) samples a second." } ?? ""
    return "\(counts) and one low-pass filter on a grid of \(grid) frequencies: scales \(bank.scales), "
      + "\(bank.parameters), scaled by the “\(bank.normalization)” normalization. " + average + rate
  }

  private var counts: String {
    bank.panels.map { panel in
      let count = Format.count(panel.bands.count, isOfVolumes ? "scale" : "wavelet")
      return count + (panel.axis == .logFrequency ? " " : " of ") + panel.name.lowercased()
    }.joined(separator: ", ")
  }

  private var average: String {
    isOfVolumes && !isOriented
      ? "The low-pass filter is the Gaussian of the largest scale."
      : "The low-pass filter averages over \(bank.averaging) \(isOriented ? "voxels" : "samples")."
  }

  /// Whether the first layer can expand a distance on the grid.
  var verdict: String {
    let bound = bank.sums[0].boundsWithDecimation ?? bank.sums[0].bounds
    let expansion = ((bound.upper.squareRoot() - 1) * 100).text(significant: 2)
    // Rounding may lift a bound of 1 by a few units in its last place.
    let finding =
      bound.upper <= 1 + 1e-9
      ? "expands no distance: B is at most 1."
      : "can expand the distance of two \(signal)s by up to \(expansion) %, as √B tells."
    return isOfVolumes && !isOriented
      ? "Nothing is padded or decimated; the first layer of a transform on this grid \(finding)"
      : "With decimation, the first layer of a transform on this grid \(finding) Padding that repeats samples expands distances on top."
  }

  var cards: [Card] { bank.sums.flatMap(cards) + largest }

  private func cards(_ sum: ResponseSum) -> [Card] {
    let suffix = bank.sums.count > 1 ? ", \(sum.name)" : ""
    let plain = [
      Card(
        "A" + suffix, Number(sum.bounds.lower),
        meaning: "The least of the Littlewood–Paley sum: the share of energy that is kept wherever it lies."),
      Card(
        "B" + suffix, Number(sum.bounds.upper),
        meaning: "The greatest of it: filters expand no distance, before decimation, if and only if B ≤ 1."),
    ]
    guard let decimated = sum.boundsWithDecimation else { return plain }
    return plain + [
      Card(
        "A with decimation" + suffix, Number(decimated.lower),
        meaning: "The share kept when each output is also subsampled as the transform does it."),
      Card(
        "B with decimation" + suffix, Number(decimated.upper),
        meaning: "The most that the layer returns, aliasing included."),
    ]
  }

  private var largest: [Card] {
    bank.largestUpperBound.map {
      [
        Card(
          "B with decimation, any layer", Number($0),
          meaning: "The largest over all layers of time; “nonexpansive” divides filters by its root.")
      ]
    } ?? []
  }

  func caption(_ panel: ResponsePanel) -> String {
    switch panel.axis {
    case .time:
      "Every wavelet by its real response at positive frequencies, on a logarithmic scale; point at a curve for its name and numbers."
    case .logFrequency:
      "The wavelets that filter across the wavelets of order 1, counted from the highest frequency: the two spins answer to tones that "
        + "rise and to tones that fall. A cycle a wavelet is as many cycles an octave as there are wavelets to it."
    case .radius:
      "All orders of the degree together, √Σ|ψ(ω)|² over m, which depends on the distance from zero alone; where each "
        + "order has a modulus of its own, in which m stands for −m as well, the mean over directions."
    case .alongWave:
      "One wavelet a scale by its response at frequencies along its wave; those of the other directions are the same, turned."
    }
  }

  func caption(ofSums axis: ResponseAxis) -> String {
    switch axis {
    case .time:
      "|φ|² + ½ Σ (|ψ(ω)|² + |ψ(−ω)|²): the energy of a real signal that the filters return. Dashed lines are those of the first order."
    case .logFrequency:
      "The sum over all bands, the low-pass among them. What averages along log-frequency comes after it."
    case .alongWave: ""
    case .radius where isOriented:
      "|φ|² + ½ Σ (|ψ(ω)|² + |ψ(−ω)|²) over all scales and directions, mean over shells about zero. A and B are the extremes over the cube of "
        + "frequencies, whose corners no wavelet covers."
    case .radius:
      "|φ|² + Σ |ψ|² over all scales and degrees. A and B are the extremes over the cube of frequencies, which ends at half a cycle along "
        + "each axis and at √3 of it in its corners; on an even grid odd functions are cut at its edge."
    }
  }

  var note: String {
    "The numbers on this page stand exactly in the JSON file of the same report, curves with them."
  }
}
