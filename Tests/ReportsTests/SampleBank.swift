import Foundation

@testable import Plots
@testable import Reports

/// Kymatio's Morlet bank in the plainest Swift, slow: something real to draw.
struct SampleBank {
  let size: Int
  var scales = 3
  var orientations = 8

  func figureData() -> FilterBankFigureData {
    let bands = (0..<scales).flatMap { scale in (0..<orientations).map { band(scale: scale, orientation: $0) }
    }
    let low = picture(gabor(sigma: 0.8 * exp2(Double(scales - 1)), frequency: 0, angle: 0, slant: 1))
    let sum = littlewoodPaley(bands.map(\.filter.response), low.response)
    return FilterBankFigureData(
      family: "Morlet", shape: [size, size], scales: scales, orientations: orientations,
      normalization: "kymatio",
      bands: bands, lowPass: low, littlewoodPaley: sum, lowerBound: sum.min() ?? 0,
      upperBound: sum.max() ?? 0,
      lowerBoundWithDecimation: 0.1171, upperBoundWithDecimation: 1.125)
  }

  private func band(scale: Int, orientation: Int) -> BandPicture {
    let sigma = 0.8 * exp2(Double(scale))
    let frequency = 3 * .pi / 4 / exp2(Double(scale))
    let steps = (Double(orientations) / 2 - 1).rounded(.down) - Double(orientation)
    let angle = steps * .pi / Double(orientations)
    return BandPicture(
      scale: scale, orientation: orientation, angle: angle, centerFrequency: frequency / (2 * .pi),
      bandwidth: (2 * log(2)).squareRoot() / (.pi * sigma),
      filter: picture(morlet(sigma: sigma, frequency: frequency, angle: angle)))
  }

  private typealias Wave = (real: [Double], imaginary: [Double])

  private func morlet(sigma: Double, frequency: Double, angle: Double) -> Wave {
    let slant = 4 / Double(orientations)
    let wave = gabor(sigma: sigma, frequency: frequency, angle: angle, slant: slant)
    let bump = gabor(sigma: sigma, frequency: 0, angle: angle, slant: slant).real
    let total = bump.reduce(0, +)
    let (real, imaginary) = (wave.real.reduce(0, +) / total, wave.imaginary.reduce(0, +) / total)
    return (
      zip(wave.real, bump).map { $0 - real * $1 }, zip(wave.imaginary, bump).map { $0 - imaginary * $1 }
    )
  }

  private func gabor(sigma: Double, frequency: Double, angle: Double, slant: Double) -> Wave {
    var wave: Wave = ([], [])
    for index in 0..<size * size {
      var sample = (0.0, 0.0)
      for shift in 0..<25 {
        let x = Double(index / size + (shift / 5 - 2) * size)
        let y = Double(index % size + (shift % 5 - 2) * size)
        let (along, across) = (x * cos(angle) + y * sin(angle), -x * sin(angle) + y * cos(angle))
        let height = exp(-(along * along + slant * slant * across * across) / (2 * sigma * sigma))
        sample.0 += height * cos(frequency * along)
        sample.1 += height * sin(frequency * along)
      }
      wave.real.append(sample.0 * slant / (2 * 3.1415 * sigma * sigma))
      wave.imaginary.append(sample.1 * slant / (2 * 3.1415 * sigma * sigma))
    }
    return wave
  }

  private func picture(_ wave: Wave) -> FilterPicture {
    FilterPicture(response: response(of: wave), realPart: wave.real, imaginaryPart: wave.imaginary)
  }

  /// The real part of the discrete Fourier transform, rows first.
  private func response(of wave: Wave) -> [Double] {
    transposed(transformedRows(transposed(transformedRows(wave)))).real
  }

  private func transformedRows(_ wave: Wave) -> Wave {
    let turns = (0..<size).map { 2 * .pi * Double($0) / Double(size) }
    var result: Wave = ([], [])
    for index in 0..<size * size {
      var sum = (0.0, 0.0)
      for column in 0..<size {
        let turn = turns[index % size * column % size]
        let (real, imaginary) = (
          wave.real[index / size * size + column], wave.imaginary[index / size * size + column]
        )
        sum.0 += real * cos(turn) + imaginary * sin(turn)
        sum.1 += imaginary * cos(turn) - real * sin(turn)
      }
      result.real.append(sum.0)
      result.imaginary.append(sum.1)
    }
    return result
  }

  private func transposed(_ wave: Wave) -> Wave {
    let order = (0..<size * size).map { $0 % size * size + $0 / size }
    return (order.map { wave.real[$0] }, order.map { wave.imaginary[$0] })
  }

  private func littlewoodPaley(_ bands: [[Double]], _ low: [Double]) -> [Double] {
    low.indices.map { index in
      let opposite = (size - index / size) % size * size + (size - index % size) % size
      return bands.reduce(low[index] * low[index]) {
        $0 + ($1[index] * $1[index] + $1[opposite] * $1[opposite]) / 2
      }
    }
  }
}

/// One report of a real bank, made once for all tests.
enum Sample {
  static let report = FilterBankReport(SampleBank(size: 32).figureData())
}
