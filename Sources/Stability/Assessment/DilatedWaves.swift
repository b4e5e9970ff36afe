import Arrays
import Foundation
import Numerical
import Representations

/// Waves of many frequencies and what a small dilation makes of them, by formula: what tells a representation that is
/// stable to deformations from one that is only invariant to translations.
///
/// A wave is x(u) = g(u) cos(2 pi f u_d), with u from the centre of the image, u_d along its last axis, and g a Gaussian
/// whose deviation along each axis is a sixth of its length. The dilation tau(u) = rate u makes x(u - tau(u)) = x((1 - rate) u)
/// of it, sampled without interpolation, and moves its frequency by rate f. The spectrum of g is narrow, so the Fourier
/// modulus moves by the order of |x| however small the rate, once f is high enough in a large enough image; a wavelet as
/// wide as f in frequency moves by the order of the rate (Mallat 2012, sections 2.1 and 2.2).
public struct DilatedWaves: Sendable {
  public let shape: Shape
  /// The planes of one signal, all of one wave: signals are `[channel, space...]` where there are several.
  public let channelCount: Int
  /// The rate of the dilation, sup|grad tau|.
  public let rate: Double
  /// The frequencies in cycles a pixel, growing. The dilation lowers them, so that none passes Nyquist.
  public let frequencies: [Double]

  /// The usual frequencies 0.04, 0.08, ..., 0.4: from a wavelength that fits in small images to the room that the spectrum of g needs below Nyquist,
  /// where a sampled wave beats with its alias.
  public static let usualFrequencies = (1...10).map { Double($0) / 25 }

  /// - Parameters:
  ///   - channelCount: Positive.
  ///   - rate: At least 0 and less than 1.
  ///   - frequencies: In cycles a pixel, 0 to 0.5, growing.
  public init(
    shape: Shape, channelCount: Int = 1, rate: Double = 0.05,
    frequencies: [Double] = Self.usualFrequencies
  ) {
    self.channelCount = channelCount
    precondition(0 <= rate && rate < 1, "a dilation of rate \(rate); it must be at least 0 and less than 1")
    precondition(
      frequencies.allSatisfy { 0 <= $0 && $0 <= 0.5 }, "frequencies \(frequencies); they must be 0 to 0.5")
    (self.shape, self.rate, self.frequencies) = (shape, rate, frequencies)
  }

  /// The waves and their dilations: `[frequency, 2, space...]`.
  public func signals() -> Signal<Double> { signals(frequencies.indices) }

  /// The response |f(L_tau x) - f(x)| / |x| of a representation at each frequency.
  /// - Throws: What the representation throws; `StabilityError` where its vectors are not what they should be.
  /// - Precondition: the representation has this shape.
  public func response(of representation: any Representation) throws -> FrequencyResponse {
    let batch = BatchSizes(shape: representation.shape, dimensions: [representation.dimension])
    let chunks = frequencies.indices.chunks(of: max(1, batch.signals / 2))
    let distances = try chunks.flatMap { try self.distances($0, representation) }
    return FrequencyResponse(
      representation: representation.name,
      distances: zip(frequencies, distances).map { FrequencyDistance(frequency: $0, distance: $1) })
  }

  private func distances(_ chunk: Range<Int>, _ representation: any Representation) throws -> [Double] {
    let signals = signals(chunk)
    let (norms, dimension) = (signals.norms(), representation.dimension)
    return try representation.checkedVectors(of: signals).withUnsafeBufferPointer { vectors in
      (0..<chunk.count).map { index in
        let wave = vectors.baseAddress! + 2 * index * dimension
        return distance(wave, wave + dimension, count: dimension) / norms[2 * index]
      }
    }
  }

  private func signals(_ chunk: Range<Int>) -> Signal<Double> {
    let samples = frequencies[chunk].flatMap { frequency in
      [1, 1 - rate].flatMap { zoom in repeatElement(wave(frequency, zoom: zoom), count: channelCount).joined()
      }
    }
    let whole = channelCount == 1 ? shape : Shape(unchecked: [channelCount] + shape.dimensions)
    return Signal(samples, batch: [chunk.count, 2], shape: whole)
  }

  /// x(zoom u): a product over axes, of which the last one waves.
  private func wave(_ frequency: Double, zoom: Double) -> [Double] {
    shape.dimensions.indices.reduce([1]) { product, axis in
      let line = line(
        count: shape[axis], frequency: axis == shape.rank - 1 ? frequency : 0, zoom: zoom)
      return product.flatMap { factor in line.map { factor * $0 } }
    }
  }

  private func line(count: Int, frequency: Double, zoom: Double) -> [Double] {
    (0..<count).map { index in
      let position = zoom * (Double(index) - Double(count - 1) / 2)
      let deviations = 6 * position / Double(count)
      return exp(-deviations * deviations / 2) * cos(2 * .pi * frequency * position)
    }
  }
}
