import Arrays
import Deformations

/// Encloses the largest value over a family of deformations of a function of the deformed image that is Lipschitz.
package struct FamilySearch {
  private let image: FamilyImage
  private let limit: Int
  private let parallel: Parallel

  /// Images that are evaluated together.
  private static let batch = 64

  /// What was found.
  package struct Outcome: Sendable {
    /// The largest value found, and a bound of all values.
    package let value, bound: Double
    /// The number of deformed images that were evaluated.
    package let count: Int
  }

  init(_ image: FamilyImage, limit: Int, parallel: Parallel) {
    (self.image, self.limit, self.parallel) = (image, limit, parallel)
  }

  /// A search on one image, whose samples all weigh 1.
  package init(_ image: Signal<Double>, limit: Int, parallel: Parallel) {
    let weights = [Double](repeating: 1, count: image.shape.count)
    self.init(FamilyImage(image, weights: weights), limit: limit, parallel: parallel)
  }

  /// - Parameters:
  ///   - constant: The function changes at most by this times the weighted distance of two images.
  ///   - rounding: Added to bounds, for the function's and the warp's rounding.
  ///   - value: A value that is known to be taken.
  ///   - enough: A value at which the search ends, without a bound.
  ///   - threshold: The bound at which a cell is left, by the largest value found.
  ///   - checkCancellation: Called before every batch; what it throws ends the search.
  ///   - evaluate: The function of each image of a batch.
  package func maximize(
    over domain: DeformationDomain, constant: Double, rounding: Double, from value: Double = -.infinity,
    enough: Double = .infinity, threshold: (Double) -> Double, checkCancellation: () throws -> Void = {},
    evaluate: (Signal<Double>) throws -> [Double]
  ) throws -> Outcome {
    let search = BranchAndBound<DeformationCell>(batch: Self.batch, limit: limit, enough: enough)
    let extremes = DeformationCell.extremes(of: domain, shape: image.shape)
    let value = max(value, try evaluate(move(extremes).0).max()!)
    guard value < enough else { return Outcome(value: value, bound: .infinity, count: extremes.count) }
    let outcome = try search.maximize(
      DeformationCell.covering(domain, shape: image.shape), from: value, threshold: threshold,
      appraise: { cells in
        try checkCancellation()
        let (moved, moves) = self.move(cells)
        return zip(try evaluate(moved), moves).map { value, move in
          .init(value: value, bound: value + constant * move * (1 + 1e-9) + rounding)
        }
      }, divide: { $0.divided(by: $1) })
    return Outcome(
      value: outcome.value, bound: outcome.bound, count: outcome.count + extremes.count)
  }

  /// The image under the middle of each cell, and bounds of the weighted distance within the cells.
  private func move(_ cells: [DeformationCell]) -> (Signal<Double>, [Double]) {
    var moves: [Double] = []
    let moved = Signal<Double>(batch: [cells.count], shape: image.shape) { out in
      nonisolated(unsafe) let base = out.baseAddress!
      moves = parallel.map(cells.count) { image.move(by: cells[$0], into: base + $0 * image.shape.count) }
    }
    return (moved, moves)
  }
}
