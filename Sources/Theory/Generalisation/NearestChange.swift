import Arrays
import Foundation
import Numerical
import Representations

/// Small changes that make an image another class, found along the gradients of the scores: by steps to where the linearised scores of
/// two classes meet (Moosavi-Dezfooli, Fawzi and Frossard 2016), and then by bisection on the way there.
///
/// What is found is an example, so its size is an upper bound of the distance to the nearest image of another class; pixels may leave the range
/// of images, as they may in the definition of the margin.
struct NearestChange {
  let scores: any DifferentiableRepresentation
  var steps = 20
  var bisections = 20
  /// Beyond the point where the linearised scores are equal.
  private let overshoot = 0.02

  /// The size of the change for every image, nil where none was found.
  /// - Parameter labels: The images' classes, as which they are classified.
  func distances(_ images: Signal<Double>, labels: [Int], checkCancellation: () throws -> Void) throws
    -> [Double?]
  {
    let count = images.shape.count
    let start = images.samples
    var moved = start
    var moving = Array(labels.indices)
    var changed: [Int] = []
    for _ in 0..<steps where !moving.isEmpty {
      try checkCancellation()
      try step(&moved, moving, labels, images.shape)
      let margins = try self.margins(moved, moving, labels, images.shape)
      changed += zip(moving, margins).filter { $0.1 <= 0 }.map(\.0)
      moving = zip(moving, margins).filter { $0.1 > 0 }.map(\.0)
    }
    let fractions = try bisect(start, moved, changed, labels, images.shape, checkCancellation)
    var found = [Double?](repeating: nil, count: labels.count)
    for (image, fraction) in zip(changed, fractions) {
      let range = (image * count)..<((image + 1) * count)
      found[image] = fraction * distance(start[range], moved[range])
    }
    return found
  }

  private func step(_ moved: inout [Double], _ moving: [Int], _ labels: [Int], _ shape: Shape) throws {
    let signals = gathered(moved, moving, shape)
    let values = try scores.vectors(of: signals)
    let jacobians = try JacobianRows(scores, at: signals)
    for (index, image) in moving.enumerated() {
      guard let step = shortest(values, jacobians, index, labels[image]) else { continue }
      for column in 0..<shape.count { moved[image * shape.count + column] += step[column] }
    }
  }

  /// The shortest step to where another class' linearised score is the own one's; nil where none has another gradient.
  private func shortest(_ values: [Double], _ jacobians: JacobianRows, _ index: Int, _ label: Int)
    -> [Double]?
  {
    let own = jacobians.row(label, of: index)
    var best: (length: Double, step: [Double])?
    for other in 0..<jacobians.rows where other != label {
      let direction = difference(jacobians.row(other, of: index), own)
      let length = norm(direction)
      let gap = values[index * jacobians.rows + label] - values[index * jacobians.rows + other]
      guard length > 0, gap / length < best?.length ?? .infinity else { continue }
      let factor = (1 + overshoot) * gap / (length * length)
      best = (gap / length, direction.map { factor * $0 })
    }
    return best?.step
  }

  /// Fractions of the way at the end of which images are another class, as small as bisection finds.
  private func bisect(
    _ start: [Double], _ moved: [Double], _ changed: [Int], _ labels: [Int], _ shape: Shape,
    _ checkCancellation: () throws -> Void
  ) throws -> [Double] {
    var ends = changed.map { _ in (low: 0.0, high: 1.0) }
    var between = moved
    for _ in 0..<(changed.isEmpty ? 0 : bisections) {
      try checkCancellation()
      for (index, image) in changed.enumerated() {
        let middle = (ends[index].low + ends[index].high) / 2
        for sample in (image * shape.count)..<((image + 1) * shape.count) {
          between[sample] = start[sample] + middle * (moved[sample] - start[sample])
        }
      }
      for (index, margin) in try margins(between, changed, labels, shape).enumerated() {
        let middle = (ends[index].low + ends[index].high) / 2
        if margin <= 0 { ends[index].high = middle } else { ends[index].low = middle }
      }
    }
    return ends.map(\.high)
  }

  private func margins(_ samples: [Double], _ images: [Int], _ labels: [Int], _ shape: Shape) throws
    -> [Double]
  {
    let values = try scores.checkedVectors(of: gathered(samples, images, shape))
    return ScoreMargins(
      scores: values, labels: images.map { labels[$0] }, classCount: scores.dimension
    ).values
  }

  private func gathered(_ samples: [Double], _ images: [Int], _ shape: Shape) -> Signal<Double> {
    let count = shape.count
    return Signal(
      images.flatMap { samples[($0 * count)..<(($0 + 1) * count)] }, batch: [images.count], shape: shape)
  }
}

/// The score margins o(x) of images and whether each is classified right.
///
/// `o = min over k != c of (sqrt 2 / 2) (f_c - f_k)`: the Euclidean distance of the scores f from the nearest point where another class has
/// the same score as the own one, c; not positive where the image is misclassified (Sokolic et al. 2017, section III).
struct ScoreMargins {
  let values: [Double]

  /// - Parameter scores: `[image, class]`.
  init(scores: [Double], labels: [Int], classCount: Int) {
    values = labels.enumerated().map { image, label in
      let own = scores[image * classCount + label]
      let best = (0..<classCount).lazy.filter { $0 != label }.map { scores[image * classCount + $0] }.max()!
      return (own - best) / 2.0.squareRoot()
    }
  }

  /// The share of images that are not classified right, ties among them.
  var error: Double { Double(values.count { $0 <= 0 }) / Double(values.count) }
}
