import Numerical
import Testing

@Suite struct StudentTests {
  /// Two-sided 95 % points, as every table prints them: to half a unit of the last digit.
  @Test(arguments: [
    (1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (5, 2.5706), (9, 2.2622), (10, 2.2281), (19, 2.0930),
    (30, 2.0423), (100, 1.9840),
  ])
  func quantilesAreThoseOfTheTables(degrees: Int, expected: Double) {
    #expect(abs(StudentDistribution(degrees: degrees).quantile(0.975) - expected) < 0.5e-4)
  }

  @Test func closedFormsOfOneAndTwoDegrees() {
    for t in [0.1, 1, 3, 40] as [Double] {
      // Cauchy's, and t / sqrt(2 + t^2).
      #expect(
        abs(StudentDistribution(degrees: 2).probability(within: t) - t / (2 + t * t).squareRoot()) < 1e-14)
    }
    #expect(abs(StudentDistribution(degrees: 1).probability(within: 1) - 0.5) < 1e-15)
  }

  @Test func intervalsOfMeans() {
    let interval = MeanInterval([1, 2, 3, 6])
    // Mean 3, variance 14/3, standard error sqrt(14/12), t(3) = 3.182446.
    #expect(interval.mean == 3 && interval.count == 4)
    #expect(abs(interval.high - 3 - 3.182446 * (14.0 / 12).squareRoot()) < 1e-6)
    #expect(abs(interval.high + interval.low - 6) < 1e-12)
    let clipped = MeanInterval([0.1, 0.9]).clipped(to: 0...1)
    #expect(clipped == MeanInterval(mean: 0.5, low: 0, high: 1, count: 2))
    #expect(MeanInterval([0.5, 0.5]).clipped(to: 0...1) == MeanInterval([0.5, 0.5]))
    #expect(MeanInterval([0.25]) == MeanInterval(mean: 0.25, low: 0.25, high: 0.25, count: 1))
  }
}
