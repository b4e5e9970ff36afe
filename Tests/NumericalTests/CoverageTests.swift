import Numerical
import Scattering
import Testing

/// How often intervals hold the truth, and how often tests reject it.
@Suite struct CoverageTests {
  struct Setting: CustomTestStringConvertible, Sendable {
    var repetitions: Int
    var images: Int
    var error: Double
    var trainingSet: Double
    var draws = 2000

    /// Of a share of 5 % among the draws.
    var standardError: Double { (0.05 * 0.95 / Double(draws)).squareRoot() }

    var testDescription: String {
      "R = \(repetitions), n = \(images), error \(error), training sets \(trainingSet)"
    }

    /// The shares of intervals that hold the truth, of a mean error and of a difference; of tests that reject means that are equal, at 5 %
    /// and at 0.14 %, a 36th of it.
    func coverage() -> (error: Double, difference: Double, rejected: Double, rejectedAmongMany: Double) {
      let unequal = CrossedErrors(trainingSet: trainingSet, errors: (error, error * 1.2))
      let equal = CrossedErrors(trainingSet: trainingSet, errors: (error, error))
      let (first, second) = unequal.means
      var generator = SeededGenerator(seed: UInt64(repetitions * images) ^ error.bitPattern)
      var (held, heldDifference, rejected, rejectedAmongMany) = (0, 0, 0, 0)
      for _ in 0..<draws {
        let drawn = unequal.draw(repetitions: repetitions, images: images, &generator)
        if MeanInterval(errors: drawn.errors).holds(first) { held += 1 }
        if PairedDifference(drawn.differences).interval.holds(first - second) { heldDifference += 1 }
        let probability = PairedDifference(
          equal.draw(repetitions: repetitions, images: images, &generator).differences
        ).probability
        if probability < 0.05 { rejected += 1 }
        if probability < 0.05 / 36 { rejectedAmongMany += 1 }
      }
      func share(_ count: Int) -> Double { Double(count) / Double(draws) }
      return (share(held), share(heldDifference), share(rejected), share(rejectedAmongMany))
    }
  }

  private static let several = [3, 5, 10].flatMap { repetitions in
    [0.013, 0.08, 0.2].flatMap { error in
      [0.05, 0.3].map { Setting(repetitions: repetitions, images: 225, error: error, trainingSet: $0) }
    }
  }
  private static let large = [3, 5].flatMap { repetitions in
    [0.013, 0.2].flatMap { error in
      [0.05, 0.3].map {
        Setting(repetitions: repetitions, images: 10_000, error: error, trainingSet: $0, draws: 500)
      }
    }
  }
  private static let single = [225, 10_000].flatMap { images in
    [0.013, 0.08, 0.2].map {
      Setting(repetitions: 1, images: images, error: $0, trainingSet: 0, draws: images > 225 ? 500 : 2000)
    }
  }

  /// 95 % +- 2, and one standard error of the simulation (0.5 points of 2,000 draws). Where under five wrong images are expected, the
  /// interval of a discrete count covers too much, up to 98.5 %. Tests reject no more than they may, to two standard errors.
  @Test(arguments: several + large + single)
  func intervalsCoverAndTestsReject(setting: Setting) {
    let found = setting.coverage()
    let isScarce = setting.error * Double(setting.images) < 5
    let upper = 0.95 + (isScarce ? 0.035 : 0.02) + setting.standardError
    let range = 0.93 - setting.standardError...upper
    #expect(range.contains(found.error) && range.contains(found.difference), "\(found)")
    #expect(found.rejected <= 0.05 + 2 * setting.standardError, "\(found)")
    // Counts of rare rejections are Poisson's: three standard deviations above their mean.
    let rare = 0.05 / 36
    #expect(
      found.rejectedAmongMany <= rare + 3 * (rare / Double(setting.draws)).squareRoot(), "\(found)")
  }

  /// Two repetitions tell little of what training sets do: their intervals are wide and cover more than they should.
  @Test func twoRepetitionsCoverAtLeast() {
    let found = Setting(repetitions: 2, images: 225, error: 0.2, trainingSet: 0.3, draws: 200).coverage()
    #expect(found.error >= 0.93 && found.difference >= 0.93 && found.rejected <= 0.05, "\(found)")
  }
}

extension MeanInterval {
  fileprivate func holds(_ value: Double) -> Bool { low <= value && value <= high }
}
