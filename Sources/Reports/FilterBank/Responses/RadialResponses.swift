import Foundation
import Scattering

/// The responses of solid harmonics by the distance from frequency zero, all orders of a degree together.
struct RadialResponses {
  let bank: FilterBank
  let maximalDegree: Int
  let sigma: Double
  /// Whether each order |m| has a modulus of its own, in which m stands for -m as well.
  let perM: Bool

  private static let pointsPerOctave = 32.0
  /// The corner of the cube of frequencies, in cycles a voxel.
  private static let highest = 0.75.squareRoot()

  /// From far below the low-pass's width to the corner of the cube, evenly spaced on a logarithmic scale.
  private var frequencies: [Double] {
    let lowest = 0.05 / deviation(bank.scales)
    let steps = Int(max(log2(Self.highest / lowest) * Self.pointsPerOctave, 1).rounded(.up))
    return (0...steps).map { lowest * pow(Self.highest / lowest, Double($0) / Double(steps)) }
  }

  private func deviation(_ scale: Int) -> Double { sigma * Double(1 << scale) }

  private func response(degree: Int, scale: Int, at frequency: Double) -> Double {
    bank.gain * share(degree: degree).squareRoot()
      * SolidHarmonic.radialResponse(sigma: deviation(scale), degree: degree, frequency: frequency)
  }

  /// The part of a degree's energy that its bands have, in the mean over directions: of complex harmonics one of m and -m is left out.
  private func share(degree: Int) -> Double { perM ? Double(degree + 1) / Double(2 * degree + 1) : 1 }

  /// Degree 0 of the largest scale is the Gaussian that averages, but for the gain of features.
  private func lowPass(at frequency: Double) -> Double {
    bank.lowPass.peak * bank.lowPassGain * response(degree: 0, scale: bank.scales, at: frequency)
  }

  private func curve(_ value: (Double) -> Double) -> ResponseCurve {
    let frequencies = frequencies
    return ResponseCurve(frequencies: frequencies, values: frequencies.map(value))
  }

  /// A panel a degree.
  var panels: [ResponsePanel] {
    (0...maximalDegree).map { degree in
      ResponsePanel(
        name: "Degree \(degree)", axis: .radius,
        bands: (0...bank.scales).map { band(degree: degree, scale: $0) },
        lowPass: degree == 0 ? curve(lowPass) : nil)
    }
  }

  private func band(degree: Int, scale: Int) -> ResponseBand {
    let own = bank.bands.first { $0.scale == scale && $0.label.degree == degree }!
    return ResponseBand(
      name: "j\(scale) l\(degree)", scale: scale, spin: nil, centerFrequency: own.frequency,
      bandwidth: own.bandwidth, response: curve { response(degree: degree, scale: scale, at: $0) }.trimmed())
  }

  /// The sum over all degrees and scales and the low-pass; its extremes are those of the whole grid.
  var sum: ResponseSum {
    ResponseSum(name: "all degrees", axis: .radius, curve: curve(sum), bounds: bank.frameBounds())
  }

  /// The sum at a distance from zero, in cycles a voxel.
  func sum(at frequency: Double) -> Double {
    let all = (0...maximalDegree).flatMap { degree in
      (0...bank.scales).map { response(degree: degree, scale: $0, at: frequency) }
    }
    return (all + [lowPass(at: frequency)]).reduce(0) { $0 + $1 * $1 }
  }
}
