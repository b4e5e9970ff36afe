import Foundation

extension Double {
  /// The number to some decimal places, in digits.
  func rounded(toPlaces places: Int) -> String { String(format: "%.\(places)f", self) }
}
