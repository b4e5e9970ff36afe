import Arrays
import Deformations
import Numerical

/// Draws fields for a group of images and applies them.
struct BatchMaker: Sendable {
  let kind: DeformationKind
  let amplitude: Double
  let settings: ExperimentSettings
  let group: ImageGroup
  let parallel: Parallel
  private let generator: DeformationGenerator

  init(
    _ kind: DeformationKind, amplitude: Double, settings: ExperimentSettings, group: ImageGroup,
    parallel: Parallel
  ) {
    (self.kind, self.amplitude, self.settings) = (kind, amplitude, settings)
    (self.group, self.parallel) = (group, parallel)
    generator = settings.generator(kind, amplitude: amplitude, shape: group.space)
  }

  /// Items count fields fastest, from the group's first image.
  func batch(_ items: Range<Int>) -> DeformedBatch {
    let (block, count) = (group.shape.count, items.count)
    var results: [(sizes: DeformationSizes, interpolationError: Double)] = []
    let signals = Signal<Double>(batch: [kind.hasField ? 2 * count : count], shape: group.shape) { out in
      nonisolated(unsafe) let (moved, noised) = (
        out.baseAddress!, out.baseAddress! + (kind.hasField ? count * block : 0)
      )
      results = parallel.map(count) { index in
        item(items.lowerBound + index, moved: moved + index * block, noised: noised + index * block)
      }
    }
    return DeformedBatch(
      signals: signals, count: count, sizes: kind.hasField ? results.map(\.sizes) : [],
      interpolationErrors: kind.hasField ? results.map(\.interpolationError) : [])
  }

  /// Warps first and adds noise last, so that both may go to one buffer.
  private func item(
    _ item: Int, moved: UnsafeMutablePointer<Double>, noised: UnsafeMutablePointer<Double>
  ) -> (sizes: DeformationSizes, interpolationError: Double) {
    let (image, shape) = (item / settings.fieldCount, group.shape)
    var generator = SeededGenerator(
      seed: settings.seed, kind: kind, amplitude: amplitude, image: group.first + image,
      field: item % settings.fieldCount)
    let field = self.generator.field(using: &generator)
    let interpolationError = field.displacement.withUnsafeSamples { tau in
      group.warp(image, by: tau.baseAddress!, into: moved)
      return kind.hasField ? group.interpolationError(image, tau.baseAddress!, moved) : 0
    }
    let original = group.images.samples(of: image)
    let eta = matchedNoise(
      distance: distance(moved, original, count: shape.count), shape: shape, using: &generator)
    eta.withUnsafeSamples { eta in
      for index in 0..<shape.count { noised[index] = original[index] + eta[index] }
    }
    return (field.sizes(), interpolationError)
  }
}

extension ExperimentSettings {
  /// What draws the fields of a kind; noise is matched to elastic fields.
  func generator(_ kind: DeformationKind, amplitude: Double, shape: Shape) -> DeformationGenerator {
    DeformationGenerator(
      kind.hasField ? kind : .elastic, amplitude: amplitude, shape: shape, cutoff: elasticCutoff,
      exponent: roughExponent)
  }
}

/// Some images under some fields, and under noise of matched norms.
struct DeformedBatch {
  /// `L_tau x` of all items, then `x + eta` of all; for noise the latter alone.
  let signals: Signal<Double>
  /// The number of items.
  let count: Int
  /// Empty for noise.
  let sizes: [DeformationSizes]
  /// `|W_fast x - W_ref x| / |x|`; empty for noise.
  let interpolationErrors: [Double]
}
