import Comparison

/// What the numbers of generalisation show, in sentences made of them.
struct GeneralisationWords {
  let rows: [GeneralisationRow]

  var sentence: String { [order, regulariser].compactMap(\.self).joined(separator: " ") }

  /// In how many rows the proven chain holds, where there is one.
  private var order: String? {
    let checked = rows.filter { $0.spectralMargin != nil || $0.frobeniusMargin != nil }
    guard !checked.isEmpty else { return nil }
    let ordered = checked.filter { row in
      let isBelow = (row.frobeniusMargin ?? 0) <= (row.spectralMargin ?? .infinity) * (1 + 1e-6)
      return row.isOrdered && isBelow
    }
    return
      "The proven chain holds in \(ordered.count) of \(checked.count) rows: the margin by Frobenius norms below that by spectral norms, and "
      + "no Jacobian above the product of spectral norms."
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
