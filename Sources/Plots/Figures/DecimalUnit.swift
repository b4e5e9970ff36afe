import Foundation

/// A power of ten that values are counted in, so that numbers along an axis are short.
public struct DecimalUnit: Sendable {
  /// The power; 0 for values between a tenth and a thousand.
  public let exponent: Int

  /// - Parameter peak: The largest of the values, above 0.
  public init(peak: Double) {
    let exponent = Int(floor(log10(peak)))
    self.exponent = -1...2 ~= exponent ? 0 : exponent
  }

  /// A value in the unit.
  public func scaled(_ value: Double) -> Double { exponent == 0 ? value : value / pow(10, Double(exponent)) }

  /// A quantity with the unit behind it: `S2 (10⁻⁹)`.
  public func label(_ name: String) -> String { exponent == 0 ? name : "\(name) (10\(exponent.superscript))" }
}
