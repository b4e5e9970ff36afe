import Arrays
import Deformations

/// The random fields of a search, or the random noise.
struct RandomPoints: Sendable {
  let images: Signal<Double>
  /// The index of the first image in the seeds.
  let first: Int
  let kind: DeformationKind
  let amplitude: Double
  let settings: WorstCaseSettings
  let parallel: Parallel

  /// The family of a kind; the one that noise is matched to.
  func family(_ kind: DeformationKind) -> any DeformationFamily {
    let space = settings.space(of: images.shape)
    let generator = DeformationGenerator(
      kind, amplitude: amplitude, shape: space, cutoff: settings.elasticCutoff,
      exponent: settings.roughExponent)
    return AffineFamily.isDefined(kind, space) ? AffineFamily(generator) : ElasticFamily(generator)
  }

  /// The fields of a family within the amplitude and a bound on sup|grad tau|.
  func space(_ family: any DeformationFamily, gradientBound: Double) -> any SearchSpace {
    settings.hasChannels
      ? ChannelSpace(
        family, images: images, displacementBound: amplitude, gradientBound: gradientBound,
        parallel: parallel)
      : FieldSpace(
        family, images: images, displacementBound: amplitude, gradientBound: gradientBound,
        parallel: parallel)
  }

  /// Points `[image][field]` of a family, fields `range` of each image.
  func points(_ range: Range<Int>, _ family: any DeformationFamily) -> [SearchPoint] {
    draw(range) { family.random(using: &$0) }
  }

  /// White noise of norm 1.
  func noise(_ range: Range<Int>) -> [SearchPoint] {
    draw(range) { matchedNoise(distance: 1, shape: images.shape, using: &$0).samples }
  }

  private func draw(_ range: Range<Int>, _ coefficients: @Sendable (inout SeededGenerator) -> [Double])
    -> [SearchPoint]
  {
    parallel.map(images.batchCount * range.count) { item in
      let image = item / range.count
      var generator = SeededGenerator(
        seed: settings.seed, kind: kind, amplitude: amplitude, image: first + image,
        field: range.lowerBound + item % range.count)
      return SearchPoint(image: image, coefficients: coefficients(&generator))
    }
  }
}
