import Stability

/// What the distances at each frequency show: the Fourier modulus beside scattering, in a sentence made of their numbers.
struct FrequencyWords {
  let report: StabilityReport

  /// nil unless both were measured at the same frequencies.
  var sentence: String? {
    guard let fourier = response(report.names(of: .fourierModulus).first),
      let scattering = response(report.names(of: .scattering).last),
      let (low, high) = ends(of: fourier), let (lowOther, highOther) = ends(of: scattering),
      high.frequency == highOther.frequency, low.frequency == lowOther.frequency
    else { return nil }
    return "At \(high.frequency.shortText) cycles a pixel, dilation by "
      + "\(Words.percent(report.frequencyDilation)) moves the \(fourier.representation) by "
      + "\(share(high))\(pixels(high)) and \(scattering.representation) by \(share(highOther))"
      + "\(comparison(high.distance, highOther.distance)); at \(low.frequency.shortText) it moves them by "
      + "\(share(low)) and \(share(lowOther))."
  }

  private func response(_ name: String?) -> FrequencyResponse? {
    report.frequencyResponses.first { $0.representation == name }
  }

  private func ends(of response: FrequencyResponse) -> (low: FrequencyDistance, high: FrequencyDistance)? {
    guard let low = response.distances.first, let high = response.distances.last else { return nil }
    return (low, high)
  }

  private func share(_ point: FrequencyDistance) -> String {
    "\(Words.digits(point.distance))\u{A0}‖x‖"
  }

  /// That the raw pixels move as far, to a hundredth, where they do.
  private func pixels(_ point: FrequencyDistance) -> String {
    let pixels = response(report.names(of: .pixels).first)?.distances.last
    guard let pixels, pixels.frequency == point.frequency,
      abs(pixels.distance - point.distance) <= 0.01 * pixels.distance
    else { return "" }
    return ", as far as the raw pixels,"
  }

  private func comparison(_ fourier: Double, _ scattering: Double) -> String {
    guard scattering > 0, fourier.isFinite else { return "" }
    return fourier > scattering
      ? ", \(Words.digits(fourier / scattering)) times less" : ", which is no less"
  }
}
