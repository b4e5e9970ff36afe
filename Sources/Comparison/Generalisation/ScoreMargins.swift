import Foundation

/// The score margins o(x) of images and whether each is classified right.
///
/// `o = min over k != c of (sqrt 2 / 2) (f_c - f_k)`: the Euclidean distance of the scores f from the nearest place where another class has
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
