import Foundation
import Scattering

/// The responses of oriented wavelets of volumes along their waves, and their sum by the distance from frequency zero.
struct DirectionalResponses {
  let bank: FilterBank
  let directions: Int

  /// A cycle a voxel at which curves along the wave end, and the least.
  private static let range = (lowest: 0.004, highest: 0.5)
  private static let pointsPerOctave = 32.0
  /// Shells of one thickness from zero to the corner of the cube of frequencies, over which the sum is averaged.
  private static let shellCount = 40

  private var frequencies: [Double] {
    let (lowest, highest) = Self.range
    let steps = Int((log2(highest / lowest) * Self.pointsPerOctave).rounded(.up))
    return (0...steps).map { lowest * pow(highest / lowest, Double($0) / Double(steps)) }
  }

  /// One wavelet a scale, all directions being alike, and the low-pass.
  var panel: ResponsePanel {
    let bands = (0..<bank.scales).compactMap { scale in bank.bands.first { $0.scale == scale } }
    return ResponsePanel(
      name: "\(directions) directions", axis: .alongWave,
      bands: bands.map { band in
        ResponseBand(
          name: "j\(band.scale)", scale: band.scale, spin: nil, centerFrequency: band.frequency,
          bandwidth: band.bandwidth, response: curve(band.components[0] as! Morlet3D).trimmed())
      },
      directions: directions,
      lowPass: ResponseCurve(frequencies: frequencies, values: frequencies.map(lowPass)))
  }

  /// A Gaussian about the centre frequency less the one about zero that makes the mean vanish, where the frequency has the wave's direction.
  private func curve(_ wavelet: Morlet3D) -> ResponseCurve {
    func gaussian(_ frequency: Double) -> Double {
      let deviations = wavelet.sigma * frequency
      return exp(-deviations * deviations / 2)
    }
    let share = gaussian(wavelet.frequency)
    return ResponseCurve(
      frequencies: frequencies,
      values: frequencies.map { frequency in
        let radians = 2 * Double.pi * frequency
        return bank.gain * (gaussian(radians - wavelet.frequency) - share * gaussian(radians))
      })
  }

  private func lowPass(_ frequency: Double) -> Double {
    let deviations = bank.lowPass.sigma[0] * 2 * .pi * frequency
    return bank.gain * bank.lowPassGain * bank.lowPass.peak * exp(-deviations * deviations / 2)
  }

  /// The mean over all directions of the sum over all wavelets and the low-pass; its extremes are those of the whole grid.
  func sum(oversampling: Int) -> ResponseSum {
    let values = bank.littlewoodPaleySum()
    let thickness = 0.75.squareRoot() / Double(Self.shellCount)
    var (sums, counts) = (
      [Double](repeating: 0, count: Self.shellCount), [Int](repeating: 0, count: Self.shellCount)
    )
    for (index, value) in values.enumerated() {
      let shell = min(Int(distance(index) / thickness), Self.shellCount - 1)
      sums[shell] += value
      counts[shell] += 1
    }
    let filled = counts.indices.filter { counts[$0] > 0 }
    return ResponseSum(
      name: "all directions", axis: .radius,
      curve: ResponseCurve(
        frequencies: filled.map { (Double($0) + 0.5) * thickness },
        values: filled.map { sums[$0] / Double(counts[$0]) }),
      bounds: bank.frameBounds(),
      boundsWithDecimation: bank.frameBoundsWithDecimation(oversampling: oversampling))
  }

  /// The distance of a frequency of the grid from zero, in cycles a voxel.
  private func distance(_ index: Int) -> Double {
    var (rest, square) = (index, 0.0)
    for count in bank.grid.dimensions.reversed() {
      let (k, frequency) = (rest % count, Double(min(rest % count, count - rest % count)) / Double(count))
      rest = (rest - k) / count
      square += frequency * frequency
    }
    return square.squareRoot()
  }
}
