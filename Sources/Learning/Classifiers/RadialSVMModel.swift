import Numerical
import Scattering

/// Decisions between all pairs of classes by one kernel: the score of a class is how many pairs it wins, and between the same
/// number of wins, a share below one of a win, how clearly.
public struct RadialSVMModel: Classifier, Hashable {
  public let classCount: Int
  public let gamma: Double
  /// The support vectors: samples that bear a coefficient, `[supports, dimension]`.
  public let supports: Matrix<Float>
  /// The coefficients, `[pairs, supports]`, pairs by their first class, then by their second.
  public let coefficients: Matrix<Float>
  /// The offset of each decision, `[pairs, 1]`.
  public let offsets: Matrix<Float>

  init(_ samples: LabelledVectors, gamma: Double, decisions: [PairDecision]) {
    var isSupport = [Bool](repeating: false, count: samples.count)
    for decision in decisions {
      for (sample, coefficient) in zip(decision.samples, decision.coefficients) where coefficient != 0 {
        isSupport[sample] = true
      }
    }
    let supports = isSupport.indices.filter { isSupport[$0] }
    let rank = Dictionary(uniqueKeysWithValues: supports.enumerated().map { ($0.element, $0.offset) })
    var coefficients = [Float](repeating: 0, count: decisions.count * supports.count)
    for (pair, decision) in decisions.enumerated() {
      for (sample, coefficient) in zip(decision.samples, decision.coefficients) where coefficient != 0 {
        coefficients[pair * supports.count + rank[sample]!] = Float(coefficient)
      }
    }
    (classCount, self.gamma) = (samples.classCount, gamma)
    self.supports = samples.vectors.selecting(supports)
    self.coefficients = Matrix(coefficients, rows: decisions.count, columns: supports.count)
    offsets = Matrix(decisions.map { Float($0.offset) }, rows: decisions.count, columns: 1)
  }

  public var dimension: Int { supports.columns }

  /// Whether decoded arrays fit each other.
  var isConsistent: Bool {
    guard (2...1 << 20).contains(classCount) else { return false }
    let pairs = classCount * (classCount - 1) / 2
    return coefficients.rows == pairs && offsets.elements.count == pairs
      && coefficients.columns == supports.rows
  }

  /// All pairs, by their first class, then by their second.
  static func pairs(of classCount: Int) -> [(Int, Int)] {
    (0..<classCount).flatMap { first in ((first + 1)..<max(classCount, first + 1)).map { (first, $0) } }
  }

  public func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float> {
    let decisions = decisions(of: vectors, parallel)
    let pairs = Self.pairs(of: classCount)
    var scores: [Float] = []
    scores.reserveCapacity(vectors.rows * classCount)
    decisions.forEachRow { row in scores += Self.scores(row, pairs, classCount) }
    return Matrix(scores, rows: vectors.rows, columns: classCount)
  }

  private static func scores(
    _ decisions: UnsafeBufferPointer<Float>, _ pairs: [(Int, Int)], _ classCount: Int
  ) -> [Float] {
    var (wins, sums) = ([Float](repeating: 0, count: classCount), [Float](repeating: 0, count: classCount))
    for (pair, decision) in zip(pairs, decisions) {
      wins[decision > 0 ? pair.0 : pair.1] += 1
      sums[pair.0] += decision
      sums[pair.1] -= decision
    }
    return zip(wins, sums).map { $0 + $1 / (3 * (abs($1) + 1)) }
  }

  /// `[samples, pairs]`: positive where the first class wins.
  func decisions(of vectors: Matrix<Float>, _ parallel: Parallel) -> Matrix<Float> {
    RadialExpansion(gamma: gamma, centers: supports, coefficients: coefficients, offsets: offsets).scores(
      of: vectors, parallel: parallel)
  }
}
