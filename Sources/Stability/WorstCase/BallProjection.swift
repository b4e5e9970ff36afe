import Numerical

/// The sampled fields nearest to given ones with |tau| <= a and |grad tau| <= b, sample by sample: vectors are shortened, singular
/// values cut.
struct BallProjection: Sendable {
  let rank, count: Int
  let displacementBound, gradientBound: Double

  /// - Parameter fields: `[component, order, sample]`, order 0 being tau and order 1 + a its slope along axis a; projected in place.
  func apply(to fields: inout [Double]) {
    precondition(fields.count == rank * (rank + 1) * count, "\(fields.count) numbers for \(count) samples")
    fields.withUnsafeMutableBufferPointer { fields in
      let base = fields.baseAddress!
      shortenVectors(base)
      switch rank {
      case 1: clampSlopes(base + count)
      case 2: cutPlanar(base)
      default: for sample in 0..<count { cutSpatial(base + sample) }
      }
    }
  }

  private func shortenVectors(_ fields: UnsafeMutablePointer<Double>) {
    let step = (rank + 1) * count
    for sample in 0..<count {
      var square = 0.0
      for component in 0..<rank {
        square += fields[component * step + sample] * fields[component * step + sample]
      }
      guard square > displacementBound * displacementBound else { continue }
      let factor = displacementBound / square.squareRoot()
      for component in 0..<rank { fields[component * step + sample] *= factor }
    }
  }

  private func clampSlopes(_ slopes: UnsafeMutablePointer<Double>) {
    for sample in 0..<count { slopes[sample] = max(-gradientBound, min(gradientBound, slopes[sample])) }
  }

  /// A matrix is a conformal plus an anticonformal part of moduli q and r; its singular values are q + r and |q - r|.
  private func cutPlanar(_ fields: UnsafeMutablePointer<Double>) {
    let (b, one) = (gradientBound, fields + count)
    let (two, three, four) = (fields + 2 * count, fields + 4 * count, fields + 5 * count)
    for sample in 0..<count {
      let (xx, xy, yx, yy) = (one[sample], two[sample], three[sample], four[sample])
      if xx * xx + xy * xy + yx * yx + yy * yy <= b * b { continue }
      let conformal = ((xx + yy) / 2, (yx - xy) / 2)
      let anticonformal = ((xx - yy) / 2, (yx + xy) / 2)
      let q = (conformal.0 * conformal.0 + conformal.1 * conformal.1).squareRoot()
      let r = (anticonformal.0 * anticonformal.0 + anticonformal.1 * anticonformal.1).squareRoot()
      if q + r <= b { continue }
      let least = max(-b, min(b, q - r))
      let (toQ, toR) = (q > 0 ? (b + least) / (2 * q) : 0, r > 0 ? (b - least) / (2 * r) : 0)
      one[sample] = toQ * conformal.0 + toR * anticonformal.0
      two[sample] = toR * anticonformal.1 - toQ * conformal.1
      three[sample] = toR * anticonformal.1 + toQ * conformal.1
      four[sample] = toQ * conformal.0 - toR * anticonformal.0
    }
  }

  /// By one-sided Jacobi rotations (Golub and Van Loan 2013, section 8.6.3): A V has orthogonal columns, whose lengths are cut.
  private func cutSpatial(_ fields: UnsafeMutablePointer<Double>) {
    func entry(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Double> {
      fields + (row * 4 + 1 + column) * count
    }
    var columns = (0..<3).map { SIMD3(entry(0, $0).pointee, entry(1, $0).pointee, entry(2, $0).pointee) }
    guard columns.reduce(0, { $0 + ($1 * $1).sum() }) > gradientBound * gradientBound else { return }
    var turns = [SIMD3(1.0, 0, 0), SIMD3(0, 1.0, 0), SIMD3(0, 0, 1.0)]
    for (p, q) in (0..<8).flatMap({ _ in [(0, 1), (0, 2), (1, 2)] }) {
      let product = (columns[p] * columns[q]).sum()
      if product == 0 { continue }
      let ratio = ((columns[q] * columns[q]).sum() - (columns[p] * columns[p]).sum()) / (2 * product)
      let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
      let cosine = 1 / (1 + tangent * tangent).squareRoot()
      let sine = cosine * tangent
      (columns[p], columns[q]) = (
        cosine * columns[p] - sine * columns[q], sine * columns[p] + cosine * columns[q]
      )
      (turns[p], turns[q]) = (cosine * turns[p] - sine * turns[q], sine * turns[p] + cosine * turns[q])
    }
    for index in 0..<3 {
      let length = (columns[index] * columns[index]).sum().squareRoot()
      if length > gradientBound { columns[index] *= gradientBound / length }
    }
    for row in 0..<3 {
      for column in 0..<3 {
        entry(row, column).pointee = (0..<3).reduce(0) { $0 + columns[$1][row] * turns[$1][column] }
      }
    }
  }
}
