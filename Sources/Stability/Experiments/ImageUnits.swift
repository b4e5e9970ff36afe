import Arrays
import Foundation

/// Images in ordinary units, in which no square and no fourth power of a sample vanishes or overflows.
///
/// An image whose peak lies outside 2^-60 to 2^61 is multiplied by the power of two that brings its peak to 1 up to 2, which rounds
/// nothing; others stay as they are. Figures are shares of the image's norm, so they do not depend on it as far as representations
/// are homogeneous; others are given the image in its ordinary unit. Every image has a power of its own: images may differ by more
/// than what squares have numbers for.
struct ImageUnits: Sendable {
  /// The images in ordinary units, `[image, space...]`.
  let images: Signal<Double>
  /// The image as it entered is 2 to this power times the one in its ordinary unit.
  let exponents: [Int]

  /// The least exponent of a peak that is not ordinary.
  private static let limit = 60

  /// - Parameter images: Finite.
  init(_ images: Signal<Double>) {
    let exponents = (0..<images.batchCount).map { Self.exponent(images, $0) }
    self.exponents = exponents
    guard exponents.contains(where: { $0 != 0 }) else {
      self.images = images
      return
    }
    let count = images.shape.count
    self.images = images.withUnsafeSamples { source in
      Signal(batch: images.batch, shape: images.shape) { target in
        for index in source.indices { target[index] = scalbn(source[index], -exponents[index / count]) }
      }
    }
  }

  private static func exponent(_ images: Signal<Double>, _ index: Int) -> Int {
    let samples = UnsafeBufferPointer(start: images.samples(of: index), count: images.shape.count)
    let peak = samples.reduce(0) { max($0, abs($1)) }
    return peak > 0 && abs(Int(peak.exponent)) > limit ? Int(peak.exponent) : 0
  }

  /// The factors that bring the images, and their vectors, from ordinary units to one unit for all, that of the largest: powers of
  /// two, at most 1. None is below 2^-400, whose square has a number and is nothing beside that of the largest image all the same.
  var commonFactors: [Double] {
    let largest = exponents.max() ?? 0
    return exponents.map { scalbn(1, max($0 - largest, -400)) }
  }

  /// Samples of one image, or of its deformation, in the unit in which it entered, as they are shown: to single precision.
  func picture(_ samples: some Sequence<Double>, of image: Int) -> [Double] {
    samples.map { sample in
      // The decimal text of the single precision number, so that documents stay as short as its digits.
      let rounded = Double("\(Float(sample))") ?? .nan
      return exponents[image] == 0 ? rounded : scalbn(rounded, exponents[image])
    }
  }

  /// Deformations of one image in the unit in which it entered.
  func restored(_ signals: Signal<Double>, of images: [Int]) -> Signal<Double> {
    guard images.contains(where: { exponents[$0] != 0 }) else { return signals }
    let count = signals.shape.count
    return signals.withUnsafeSamples { source in
      Signal(batch: signals.batch, shape: signals.shape) { target in
        for index in source.indices {
          target[index] = scalbn(source[index], exponents[images[index / count]])
        }
      }
    }
  }
}
