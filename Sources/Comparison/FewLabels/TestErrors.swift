import Foundation

/// Which test images one classifier misclassified, a bit an image.
///
/// Written as the number of images and the bits in base64, eight an octet, the first image in the lowest bit.
public struct TestErrors: Hashable, Sendable {
  /// The number of test images.
  public let count: Int
  private let octets: [UInt8]

  /// - Parameter isWrong: Whether each test image was misclassified, in their order.
  public init(_ isWrong: [Bool]) {
    count = isWrong.count
    var octets = [UInt8](repeating: 0, count: (count + 7) / 8)
    for (index, isWrong) in isWrong.enumerated() where isWrong { octets[index / 8] |= 1 << (index % 8) }
    self.octets = octets
  }

  /// - Precondition: as many predictions as labels.
  public init(predictions: [Int], labels: [Int]) {
    precondition(
      predictions.count == labels.count, "\(predictions.count) predictions for \(labels.count) images")
    self.init(zip(predictions, labels).map { $0 != $1 })
  }

  /// Whether an image was misclassified.
  public subscript(index: Int) -> Bool { octets[index / 8] >> (index % 8) & 1 == 1 }

  /// The number of images misclassified.
  public var wrongCount: Int { octets.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The share of the images misclassified; NaN of none.
  public var share: Double { Double(wrongCount) / Double(count) }
}

extension TestErrors: Codable {
  private enum CodingKeys: String, CodingKey { case count, bits }

  /// - Throws: `DecodingError` where the bits are not as many octets as the images need, or go on behind the last image.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    count = try values.decode(Int.self, forKey: .count)
    octets = Array(try values.decode(Data.self, forKey: .bits))
    let last = count % 8 == 0 ? 0 : (octets.last ?? 0) >> (count % 8)
    guard count >= 0, octets.count == (count + 7) / 8, last == 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .bits, in: values, debugDescription: "\(octets.count) octets of bits for \(count) images")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(count, forKey: .count)
    try values.encode(Data(octets), forKey: .bits)
  }
}
