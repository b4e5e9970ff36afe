import Foundation

extension Double {
  /// The number as a coordinate of a drawing: two decimals at most. What is not finite becomes 0.
  var coordinateText: String {
    guard isFinite else { return "0" }
    let hundredths = (self * 100).rounded()
    let text = String(format: "%.2f", hundredths == 0 ? 0 : hundredths / 100)
    return String(text.trimmingSuffix("0").trimmingSuffix("."))
  }

  /// The number for a reader, with a true minus sign and so many decimals.
  public func text(decimals: Int) -> String {
    guard isFinite else { return textIfNotFinite }
    let text = String(format: "%.\(decimals)f", self)
    return text.contains { $0.isNumber && $0 != "0" } ? text.withMinusSign : text.replacing("-", with: "")
  }

  /// The number for a reader, rounded to so many significant digits; far from 1 as a power of ten.
  public func text(significant digits: Int) -> String {
    guard isFinite else { return textIfNotFinite }
    guard self != 0 else { return "0" }
    let parts = String(format: "%.\(digits - 1)e", self).split(separator: "e")
    let exponent = Int(parts[1]) ?? 0
    guard (-4..<6).contains(exponent) else { return "\(parts[0])×10\(exponent.superscript)".withMinusSign }
    return text(decimals: max(digits - 1 - exponent, 0))
  }

  /// The number for a reader, to three significant digits without trailing zeros: 0.25, 1, 4.
  public var shortText: String {
    let text = text(significant: 3)
    guard text.contains("."), !text.contains("×") else { return text }
    return String(text.trimmingSuffix("0").trimmingSuffix("."))
  }

  /// The number as an angle in degrees, to hundredths where it has them.
  public var degreesText: String {
    let text = text(decimals: 2)
    return text.trimmingSuffix("0").trimmingSuffix(".") + "°"
  }

  private var textIfNotFinite: String { isNaN ? "not a number" : self < 0 ? "−∞" : "∞" }
}

extension Int {
  /// The number in raised digits, as an exponent is set.
  public var superscript: String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(self).map { $0 == "-" ? "⁻" : digits[$0.wholeNumberValue ?? 0] })
  }
}

extension String {
  fileprivate var withMinusSign: String { replacing("-", with: "−") }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ end: Character) -> SubSequence {
    var rest = self[...]
    while rest.last == end { rest.removeLast() }
    return rest
  }
}

/// Numbers and names in sentences.
public enum Format {
  /// A count with its noun: `1 image`, `3 images`, `2 searches`.
  public static func count(_ number: Int, _ noun: String) -> String {
    let plural = noun.hasSuffix("ch") ? "es" : "s"
    return "\(number) \(noun)\(number == 1 ? "" : plural)"
  }

  /// A number to three significant digits.
  public static func digits(_ value: Double) -> String { value.text(significant: 3) }

  /// A share as a percentage, to three significant digits without trailing zeros.
  public static func percent(_ share: Double) -> String { "\((share * 100).shortText) %" }
}
