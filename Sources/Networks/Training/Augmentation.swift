/// How images are changed at random each time they are trained on. Edges are mirrored.
public struct Augmentation: Codable, Hashable, Sendable {
  /// The largest shift in whole pixels; shifts along each axis are uniform from minus to plus this.
  public var shift: Int
  /// The root mean square of a smooth elastic displacement in pixels, about (`ElasticField.maximumEntropyCoefficients`).
  public var elastic: Double
  /// The largest length of the elastic field's modes.
  public var cutoff: Int
  /// Whether half of the images are mirrored left to right.
  public var isMirrored: Bool

  public init(shift: Int = 0, elastic: Double = 0, cutoff: Int = 3, isMirrored: Bool = false) {
    (self.shift, self.elastic, self.cutoff, self.isMirrored) = (shift, elastic, cutoff, isMirrored)
  }

  /// Whether images stay as they are.
  public var isNothing: Bool { shift == 0 && elastic == 0 && !isMirrored }

  /// What is done to images, such as `shifts up to 2, mirrored`; empty where they stay as they are.
  package var text: String {
    var parts: [String] = []
    if shift > 0 { parts.append("shifts up to \(shift)") }
    if elastic > 0 { parts.append("elastic \(elastic) px") }
    if isMirrored { parts.append("mirrored") }
    return parts.joined(separator: ", ")
  }

  /// - Parameter input: `[channels, height, width]` of the images.
  func check(_ input: [Int]) throws(NetworkError) {
    let side = min(input[1], input[2])
    try NetworkError.check("shift", shift, in: 0...(side / 2))
    try NetworkError.check("elastic displacement", elastic, in: 0...(Double(side) / 2))
    guard elastic > 0 else { return }
    try NetworkError.check("cut-off", cutoff, in: 2...max(2, side - 2))
    guard side >= 3 else {
      throw .outOfRange(
        "images", found: "\(input[1]) x \(input[2])", expected: "at least 3 x 3 for elastic fields")
    }
  }
}
