import Foundation

extension Double {
  /// The number to some decimal places, in digits.
  func rounded(toPlaces places: Int) -> String { String(format: "%.\(places)f", self) }
}

/// A share in percent: `8.73 %`.
func percent(_ share: Double) -> String { "\((100 * share).rounded(toPlaces: 2)) %" }

/// A length of time: `12 s`, `5 min 20 s`, `3 h 5 min`.
func duration(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded(.up))
  if whole < 60 { return "\(whole) s" }
  return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
}

/// A length of time that is only estimated: `40 s`, `12 min`, `3 h`.
func roughDuration(_ seconds: Double) -> String {
  if seconds < 100 { return "\(Int(seconds.rounded(.up))) s" }
  return seconds < 6000
    ? "\(Int((seconds / 60).rounded())) min" : "\(Int((seconds / 3600).rounded())) h"
}

/// A number of labels, in all and of each class: `300 labels (30 a class)`, `about` where classes differ by one.
func labelText(_ count: Int, classCount: Int) -> String {
  let share = count / classCount
  return "\(grouped(count)) labels (\(count % classCount == 0 ? "" : "about ")\(grouped(share)) a class)"
}

/// A whole number with commas between thousands.
func grouped(_ number: Int) -> String {
  let digits = Array(String(abs(number)))
  let groups = digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }
  return (number < 0 ? "-" : "") + groups.joined()
}
