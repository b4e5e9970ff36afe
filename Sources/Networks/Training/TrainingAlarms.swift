/// What a reader should know before believing a trained network: a sentence each.
package enum TrainingAlarms {
  /// The least images held out that are trusted to choose by.
  package static let leastHeldOut = 20
  /// The steps from which on the course of a training is not called short.
  private static let leastSteps = 100
  /// The training accuracy from which on a network has learned its images.
  private static let learned = 0.95
  /// The share of the error of naming one class for all from which on a network has learned nothing.
  private static let nothing = 0.8

  /// The error of naming the commonest class for every image.
  /// - Precondition: at least one label.
  package static func majorityError(_ labels: [Int]) -> Double {
    let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    return 1 - Double(counts.values.max()!) / Double(labels.count)
  }

  /// A network that is right on what it learned from and little better than naming one class on others; nil for any other.
  package static func collapse(
    _ name: String, trainAccuracy: Double, error: Double, majorityError: Double
  ) -> String? {
    guard trainAccuracy >= learned, error >= nothing * majorityError else { return nil }
    return """
      \(name): right on \(percent(trainAccuracy)) of the training images, but wrong on \(percent(error)) of the test images, where naming the \
      commonest class for all is wrong on \(percent(majorityError)): what was learned is not what is tested.
      """
  }

  /// A choice made by fewer images than can be trusted; nil where there were enough, or nothing to choose.
  package static func fewHeldOut(_ name: String, count: Int, what: String) -> String? {
    guard count > 0, count < leastHeldOut else { return nil }
    return """
      \(name): \(count) images held out chose \(what), fewer than \(leastHeldOut): the choice is close to chance.
      """
  }

  /// A course too short for a network to learn in; nil for others.
  package static func fewSteps(_ name: String, steps: Int) -> String? {
    guard steps < leastSteps else { return nil }
    return "\(name): \(steps) steps in all, where networks need some hundreds: more by --steps."
  }

  /// A share in per cent, to one digit after the point.
  package static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
