import Foundation

/// One thing in a report that breaks a gate: what it is of, and why.
public struct GateViolation: Hashable, Sendable {
  /// Transform, part, kind and amplitude.
  public let subject: String
  public let reason: Reason

  public init(subject: String, reason: Reason) { (self.subject, self.reason) = (subject, reason) }

  /// Why a gate fails.
  public enum Reason: Hashable, Sendable {
    /// A figure above its limit, or not a number.
    case exceeded(StabilityGate.Figure, found: Double, limit: Double)
    /// A figure that is not limited and not a number.
    case notANumber
    /// Figures in words, that are not random maximum <= worst case <= certificate.
    case disorder(String)
    /// No figure, and why.
    case nothing(String)
  }
}

extension GateViolation {
  /// A row whose figures are out of order.
  init(disorderOf row: StabilityRow) {
    let figures: [(String, Double?)] = [
      ("random maximum", row.randomMaximum), ("worst case", row.worstCase), ("certificate", row.certificate),
      ("worst of the family", row.familyWorst), ("bound of the family", row.familyBound),
    ]
    let texts = figures.compactMap { name, value in value.map { "\(name) \(threeDigits($0))" } }
    self.init(subject: row.subject, reason: .disorder(texts.joined(separator: ", ")))
  }
}

extension GateViolation: CustomStringConvertible {
  /// One sentence: the row, what was found, what was expected, in three digits.
  public var description: String {
    switch reason {
    case .exceeded(let figure, let found, let limit):
      "\(subject): found the \(figure.name) \(threeDigits(found, besides: limit)), expected at most "
        + threeDigits(limit)
    case .notANumber: "\(subject): found NaN, expected numbers to judge"
    case .disorder(let figures):
      "\(subject): found \(figures) on some image out of order, expected random maximum <= worst case <= certificate"
    case .nothing(let why): "\(subject): found \(why), expected something to judge"
    }
  }
}

/// A number to three significant digits: `0.412`, `1.2e-05`, `nan`.
///
/// - Parameter other: A number that it must not look like; as many more digits as that takes.
func threeDigits(_ value: Double, besides other: Double? = nil) -> String {
  func text(_ value: Double, _ digits: Int) -> String {
    value.isNaN ? "NaN" : String(format: "%.\(digits)g", value)
  }
  let digits = (3...17).first { digits in other.map { text(value, digits) != text($0, digits) } ?? true }
  return text(value, digits ?? 17)
}
