import TestSupport

/// A classic little-endian TIFF of a page for each dictionary of tags, which override those of a 4 x 4 strip of bytes; all pages begin
/// with the same samples.
///
/// - Parameters:
///   - pages: The numbers of tags, each of 32 bits.
///   - description: The text of the first page's ImageDescription, if it is to have one.
///   - end: Where the last directory says that the next one is; 0 for none.
func tiff(
  _ pages: [[UInt16: UInt32]], samples: [UInt8] = Array(0..<16), description: String? = nil, end: UInt32 = 0
) -> [UInt8] {
  let text: [UInt8] = description.map { Array($0.utf8) + [0, 0, 0, 0] } ?? []
  let start = UInt32(8 + samples.count + text.count)
  var image: [UInt8] = [0x49, 0x49, 42, 0] + bytes(start.littleEndian) + samples + text
  for (page, tags) in pages.enumerated() {
    let common: [UInt16: UInt32] = [256: 4, 257: 4, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 4, 279: 16]
    var fields = common.merging(tags) { $1 }
    if page == 0, description != nil { fields[270] = UInt32(8 + samples.count) }
    image += bytes(UInt16(fields.count).littleEndian)
    for (tag, value) in fields.sorted(by: { $0.key < $1.key }) {
      let (type, count): (UInt16, UInt32) = tag == 270 ? (2, UInt32(text.count)) : (4, 1)
      image += bytes(tag.littleEndian) + bytes(type.littleEndian) + bytes(count.littleEndian)
      image += bytes(value.littleEndian)
    }
    image += bytes((page == pages.count - 1 ? end : UInt32(image.count) + 4).littleEndian)
  }
  return image
}

/// A TIFF of one page.
func tiff(_ tags: [UInt16: UInt32]) -> [UInt8] { tiff([tags]) }
