import Comparison
import Plots

/// What the numbers of generalisation show, in sentences made of them.
struct GeneralisationText {
  let rows: [GeneralisationRow]

  var sentence: String { [order, regulariser].compactMap(\.self).joined(separator: " ") }

  /// In how many rows the proven chain holds, of those that have one; nil where none has.
  var chain: (ordered: Int, checked: Int)? {
    let checked = rows.filter { $0.spectralMargin != nil || $0.frobeniusMargin != nil }
    let ordered = checked.filter { row in
      row.isOrdered && (row.frobeniusMargin ?? 0) <= (row.spectralMargin ?? .infinity) * (1 + 1e-6)
    }
    return checked.isEmpty ? nil : (ordered.count, checked.count)
  }

  /// One training without and with the regulariser, at the largest number of labels that has both.
  var regularised: (plain: GeneralisationRow, regular: GeneralisationRow)? {
    rows.filter { $0.regularisation > 0 && $0.testJacobian > 0 }.compactMap { row in
      rows.first { $0.network == row.network && $0.labelCount == row.labelCount && $0.regularisation == 0 }
        .map { (plain: $0, regular: row) }
    }.max { $0.plain.labelCount < $1.plain.labelCount }
  }

  private var order: String? {
    chain.map {
      "The proven chain holds in \($0.ordered) of \($0.checked) rows: the margin by Frobenius norms below that by spectral "
        + "norms, and no Jacobian above the product of spectral norms."
    }
  }

  private var regulariser: String? {
    guard let (plain, regular) = regularised else { return nil }
    let gaps = [plain, regular].map { (($0.testError - $0.trainError) * 100).text(decimals: 2) }
    let errors = [plain, regular].map { ($0.testError * 100).text(decimals: 2) }
    return
      "With the Jacobian regulariser (λ = \(regular.regularisation.shortText)) the norm of the Jacobian of \(plain.network) "
      + "at test images is \(Format.digits(regular.testJacobian)) where it was \(Format.digits(plain.testJacobian)), the gap "
      + "is \(gaps[1]) points where it was \(gaps[0]), and the test error \(errors[1]) % where it was \(errors[0]), at "
      + "\(plain.labelCount) labels; one training each, so no interval."
  }
}
