import Files
import Foundation
import Numerical

/// Rows, columns, and the elements as the bytes of little-endian 32-bit floats.
extension Matrix: Codable where Element == Float {
  private enum CodingKeys: CodingKey {
    case rows, columns, elements
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(rows, forKey: .rows)
    try values.encode(columns, forKey: .columns)
    try values.encode(FloatBytes(elements), forKey: .elements)
  }

  /// - Throws: `DecodingError` for another number of elements than rows and columns make.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try values.decode(Int.self, forKey: .rows)
    let columns = try values.decode(Int.self, forKey: .columns)
    let elements = try values.decode(FloatBytes.self, forKey: .elements).elements
    let product = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !product.overflow, product.partialValue == elements.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: values, debugDescription: "\(elements.count) elements for \(rows) x \(columns)"
      )
    }
    self.init(elements, rows: rows, columns: columns)
  }
}

/// Floats that are stored as bytes, so that a model of many takes neither the time nor the space of text.
struct FloatBytes: Codable, Hashable, Sendable {
  let elements: [Float]

  init(_ elements: [Float]) { self.elements = elements }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Data(elements.littleEndianBytes))
  }

  init(from decoder: any Decoder) throws {
    let data = try decoder.singleValueContainer().decode(Data.self)
    elements = data.withUnsafeBytes { [Float](littleEndian: $0) }
  }
}
