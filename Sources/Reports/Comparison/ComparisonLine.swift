import Comparison
import Stability

/// One line of the table of a comparison: what it is of, the quantity, and its value.
struct ComparisonLine {
  var section: String
  /// The contestant’s or the network’s.
  var name = ""
  var layer = ""
  var depth: Int?
  var labels: Int?
  var repetition: Int?
  var epoch: Int?
  var kind: DeformationKind?
  var amplitude: Double?
  var shift: Int?
  var width: Int?
  var angle: Double?
  var regularisation: Double?
  var radius: Double?
  var quantity = ""
  var value: Double?
  var low: Double?
  var high: Double?
  /// Repetitions or draws behind the value.
  var count: Int?
  var text = ""

  static let columns = [
    "section", "name", "layer", "depth", "labels", "repetition", "epoch", "kind", "amplitude", "shift",
    "width", "angle",
    "regularisation", "radius", "quantity", "value", "low", "high", "count", "text",
  ]

  /// One field a column; what is absent is empty.
  var fields: [String] {
    let place = [section, name, layer] + [depth, labels, repetition, epoch].map(Self.text)
    let setting = [kind?.rawValue ?? "", Self.text(amplitude)] + [shift, width].map(Self.text)
    return place + setting + [Self.text(angle), Self.text(regularisation), Self.text(radius), quantity]
      + [value, low, high].map(Self.text) + [Self.text(count), text]
  }

  private static func text(_ value: (some CustomStringConvertible)?) -> String {
    value.map(\.description) ?? ""
  }

  /// The same line with a quantity.
  func with(_ quantity: String, _ value: Double?, low: Double? = nil, high: Double? = nil, count: Int? = nil)
    -> ComparisonLine
  {
    var line = self
    (line.quantity, line.value, line.low, line.high, line.count) = (quantity, value, low, high, count)
    return line
  }

  func with(_ quantity: String, _ interval: Interval) -> ComparisonLine {
    with(quantity, interval.median, low: interval.low, high: interval.high)
  }

  func with(_ quantity: String, text: String) -> ComparisonLine {
    var line = self
    (line.quantity, line.text) = (quantity, text)
    return line
  }

  /// The same line of one repetition, from 0.
  func at(repetition: Int) -> ComparisonLine {
    var line = self
    line.repetition = repetition
    return line
  }
}
