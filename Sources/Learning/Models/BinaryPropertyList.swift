/// The objects of a binary property list: `bplist00`, the objects, a table of their offsets, and 32 bytes that say where the table
/// is. All numbers are big-endian.
///
/// Foundation of Swift 6.3 stops the program at an array or dictionary of 2^63 bytes and at text of two bytes a character that
/// goes on past the end, so lists from elsewhere are looked through first.
struct BinaryPropertyList {
  private let bytes: UnsafeRawBufferPointer
  /// The bytes of an offset in the table, and of an object's number in an array or dictionary.
  private let offsetSize, referenceSize: Int
  private let objectCount: Int
  /// Where the objects end and the table begins.
  private let table: Int

  private static let mark = Array("bplist00".utf8)
  private static let trailerSize = 32

  /// Nil where bytes are no binary property list, or where the table is not all that stands between the objects and the end.
  init?(_ bytes: UnsafeRawBufferPointer) {
    let trailer = bytes.count - Self.trailerSize
    guard trailer > Self.mark.count, bytes.starts(with: Self.mark) else { return nil }
    (offsetSize, referenceSize) = (Int(bytes[trailer + 6]), Int(bytes[trailer + 7]))
    self.bytes = bytes
    guard (1...8).contains(offsetSize), (1...8).contains(referenceSize),
      let objectCount = Self.number(bytes, at: trailer + 8, size: 8, limit: trailer),
      let table = Self.number(bytes, at: trailer + 24, size: 8, limit: trailer),
      table + objectCount * offsetSize == trailer
    else { return nil }
    (self.objectCount, self.table) = (objectCount, table)
  }

  /// Whether every object lies between the mark and the table.
  var isSound: Bool {
    (0..<objectCount).allSatisfy { index in
      let position = table + index * offsetSize
      guard let offset = Self.number(bytes, at: position, size: offsetSize, limit: table - 1) else {
        return false
      }
      return offset >= Self.mark.count && isSoundObject(at: offset)
    }
  }

  private func isSoundObject(at offset: Int) -> Bool {
    let low = Int(bytes[offset] & 15)
    let room = table - offset - 1
    switch bytes[offset] >> 4 {
    case 0: return [0, 8, 9].contains(low)
    case 1: return low <= 4 && 1 << low <= room
    case 2: return (2...3).contains(low) && 1 << low <= room
    case 3: return low == 3 && 8 <= room
    case 4, 5: return fits(offset, size: 1)
    case 6: return fits(offset, size: 2)
    case 8: return low + 1 <= room
    case 10, 12: return fits(offset, size: referenceSize)
    case 13: return fits(offset, size: 2 * referenceSize)
    default: return false
    }
  }

  /// Whether the elements of an object, each of `size` bytes, end in front of the table. Their number stands in the lower half of
  /// the object's first byte, or where that is 15 in an integer after it.
  private func fits(_ offset: Int, size: Int) -> Bool {
    let low = Int(bytes[offset] & 15)
    guard low == 15 else { return low * size <= table - offset - 1 }
    guard offset + 1 < table, bytes[offset + 1] >> 4 == 1, bytes[offset + 1] & 15 <= 3 else { return false }
    let (start, width) = (offset + 2, 1 << Int(bytes[offset + 1] & 15))
    guard start + width <= table,
      let count = Self.number(bytes, at: start, size: width, limit: table)
    else { return false }
    return count * size <= table - start - width
  }

  /// A number of up to eight bytes; nil above `limit`.
  private static func number(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, size: Int, limit: Int
  ) -> Int? {
    let number = bytes[offset..<(offset + size)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return number <= UInt64(limit) ? Int(number) : nil
  }
}
