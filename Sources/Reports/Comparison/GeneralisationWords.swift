import Comparison

/// What the numbers of generalisation show, in sentences made of them.
struct GeneralisationWords {
  let rows: [GeneralisationRow]

  var sentence: String { [order, regulariser].compactMap(\.self).joined(separator: " ") }

  /// Whether the input margins come in the order that the theory proves where margins are positive.
  private var order: String? {
    let checked = rows.compactMap { row -> [Double]? in
      guard let spectral = row.spectralMargin, let frobenius = row.frobeniusMargin else { return nil }
      let margins = [frobenius, spectral, row.jacobianMargin]
      return margins.min()! > 0 ? margins : nil
    }
    guard !checked.isEmpty else { return nil }
    let ordered = checked.filter { $0[0] <= $0[1] * (1 + 1e-6) && $0[1] <= $0[2] * (1 + 1e-6) }
    return
      "The margin by Frobenius norms lies below that by spectral norms, and that below the margin by the Jacobian, in "
      + "\(ordered.count) of \(checked.count) rows."
  }

  /// With and without the regulariser, at the largest number of labels that has both.
  private var regulariser: String? {
    let pairs = rows.filter { $0.regularisation > 0 }.compactMap { row in
      rows.first { $0.network == row.network && $0.labelCount == row.labelCount && $0.regularisation == 0 }
        .map { (plain: $0, regular: row) }
    }
    guard let (plain, regular) = pairs.max(by: { $0.plain.labelCount < $1.plain.labelCount }),
      regular.testJacobian > 0
    else { return nil }
    let gaps = [plain, regular].map { (($0.testError - $0.trainError) * 100).text(decimals: 2) }
    let errors = [plain, regular].map { ($0.testError * 100).text(decimals: 2) }
    return
      "With the Jacobian regulariser (λ = \(regular.regularisation.shortText)) the norm of the Jacobian of \(plain.network) at test images is "
      + "\(Words.digits(regular.testJacobian)) where it was \(Words.digits(plain.testJacobian)), the gap is \(gaps[1]) points where it was \(gaps[0]), "
      + "and the test error \(errors[1]) % where it was \(errors[0]), at \(plain.labelCount) labels; one training each, so no interval."
  }
}
