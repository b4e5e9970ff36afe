import Scattering

/// An input that could not be read, so that a feature file has no row of it.
public struct SkippedInput: Codable, Hashable, Sendable {
  /// The input's name, as those of inputs that were read.
  public let name: String
  /// The index along the first axis of the batch that its first row would have had among those of all inputs, skipped ones counted;
  /// those of an unknown count are counted as none.
  public let row: Int
  /// The rows that it would have had, 1 for a picture; nil where that is unknown, as of an array that cannot be opened.
  public let count: Int?

  public init(name: String, row: Int, count: Int?) { (self.name, self.row, self.count) = (name, row, count) }
}

extension SkippedInput {
  /// What is at odds in the skipped inputs of a file of so many rows, if anything: rows that are there twice, or beyond the last.
  static func contradiction(_ inputs: [SkippedInput], rowCount: Int) -> String? {
    var (end, total) = (0, rowCount)
    for input in inputs.sorted(by: { ($0.row, $0.count ?? 0) < ($1.row, $1.count ?? 0) }) {
      let count = input.count ?? 0
      let (next, overflows) = input.row.addingReportingOverflow(count)
      let (sum, isTooMuch) = total.addingReportingOverflow(count)
      guard count >= 0, input.row >= end, !overflows, !isTooMuch else {
        return "\(count) rows from \(input.row) of the skipped input \(input.name)"
      }
      (end, total) = (next, sum)
    }
    return end > total ? "skipped inputs up to row \(end) of \(total)" : nil
  }
}

/// What was done to inputs before they were transformed.
public struct InputReading: Hashable, Sendable {
  public let color: ColorMode
  /// The shape to which frames were resampled; nil where they were taken as they are.
  public let resize: Shape?
  public let rescaling: Rescaling

  public init(color: ColorMode = .gray, resize: Shape? = nil, rescaling: Rescaling = .auto) {
    (self.color, self.resize, self.rescaling) = (color, resize, rescaling)
  }

  public init(_ options: InputOptions) {
    self.init(color: options.color, resize: options.resize, rescaling: options.rescaling)
  }

  /// Whether nothing was asked for, so that there is nothing to say.
  var isDefault: Bool { self == InputReading() }
}

extension InputReading: Codable {
  /// The keys, called as the tool's options are.
  private enum CodingKeys: CodingKey { case color, resize, rescale }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    color = try container.decode(ColorMode.self, forKey: .color)
    resize = try container.decodeIfPresent(Shape.self, forKey: .resize)
    let text = try container.decode(String.self, forKey: .rescale)
    guard let rescaling = Rescaling(text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rescale, in: container, debugDescription: "\"\(text)\", not auto, none or a number above 0")
    }
    self.rescaling = rescaling
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(color, forKey: .color)
    try container.encodeIfPresent(resize, forKey: .resize)
    try container.encode(rescaling.description, forKey: .rescale)
  }
}

extension InputReading: CustomStringConvertible {
  /// What differs from the defaults, as in `color rgb, resize 64 x 64, rescale none`.
  public var description: String {
    let color = self.color == .gray ? nil : "color \(self.color.rawValue)"
    let rescaling = self.rescaling == .auto ? nil : "rescale \(self.rescaling)"
    return [color, resize.map { "resize \($0)" }, rescaling].compactMap(\.self).joined(separator: ", ")
  }
}
