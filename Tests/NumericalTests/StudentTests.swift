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
}
