/// The segments of a JPEG file up to its pixels, each a marker and what it says; bytes that stand between them are passed over, as
/// libjpeg does.
struct JPEGSegments: Sequence, IteratorProtocol {
  private let bytes: UnsafeRawBufferPointer
  /// Behind the mark of the start of the image.
  private var offset = 2
  private var isAtPixels = false

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next segment, nil if there is none or not all of it.
  mutating func next() -> (marker: UInt8, body: UnsafeRawBufferPointer)? {
    guard !isAtPixels, let marker = nextMarker() else { return nil }
    isAtPixels = marker == JPEGMarker.startOfScan || marker == JPEGMarker.endOfImage
    if JPEGMarker.standsAlone(marker) { return (marker, UnsafeRawBufferPointer(rebasing: bytes[..<0])) }
    guard offset + 2 <= bytes.count else { return nil }
    let end = offset + Int(bytes[offset]) << 8 + Int(bytes[offset + 1])
    guard end <= bytes.count else { return nil }
    let body = bytes[Swift.min(offset + 2, end)..<end]
    offset = Swift.max(offset + 2, end)
    return (marker, UnsafeRawBufferPointer(rebasing: body))
  }

  /// Goes behind the next marker: bytes of 255, of which the last is followed by another than 0.
  private mutating func nextMarker() -> UInt8? {
    var isMarked = false
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if isMarked, byte != 0, byte != 0xFF { return byte }
      isMarked = byte == 0xFF
    }
    return nil
  }
}

/// Markers by their second byte.
enum JPEGMarker {
  static let endOfImage: UInt8 = 0xD9
  static let startOfScan: UInt8 = 0xDA
  static let applicationData1: UInt8 = 0xE1

  /// Whether nothing belongs to a marker.
  static func standsAlone(_ marker: UInt8) -> Bool { marker == 1 || (0xD0...0xD9).contains(marker) }

  /// Whether a frame header follows; three numbers in its range mean tables and an extension.
  static func startsFrame(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
  }
}

/// What a JPEG file says of its image before the pixels.
struct JPEGPreamble {
  /// Nil if there is none before the pixels, the end of the image or of the file.
  private(set) var frame: JPEGFrame?
  /// What the first EXIF data state.
  private(set) var orientation = Orientation.topLeft
  /// Whether the file ends before its pixels begin.
  private(set) var breaksOff = true

  init(_ bytes: UnsafeRawBufferPointer) {
    var hasEXIF = false
    for (marker, body) in JPEGSegments(bytes) {
      if marker == JPEGMarker.applicationData1, !hasEXIF, let data = EXIF.unmarked(body) {
        orientation = EXIF.orientation(data)
        hasEXIF = true
      }
      if frame == nil, JPEGMarker.startsFrame(marker) { frame = JPEGFrame(marker, body) }
      if [JPEGMarker.startOfScan, JPEGMarker.endOfImage].contains(marker) { breaksOff = false }
    }
  }

}
