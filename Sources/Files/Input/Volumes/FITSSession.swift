import CCodecs
import Foundation
import Synchronization

/// CFITSIO at work on a file, at one of its parts (HDUs). The library is called in methods alone, whose callers keep the
/// session; one session is open at a time, since not every build of the library serves several threads.
struct FITSSession: ~Copyable {
  private let path: String
  private let file: UnsafeMutablePointer<fitsfile>
  private let descriptor: Int32

  private static let lock = Mutex(())

  /// Opens a file for the length of a call.
  ///
  /// - Throws: `.noInput` if the file cannot be opened, `.badData` if the first header is damaged, and what `body` throws.
  static func with<Result: Sendable>(
    _ path: String, _ body: (borrowing FITSSession) throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try lock.withLock { _ throws(FileError) in
      let session = try FITSSession(path)
      return try body(session)
    }
  }

  /// By the name of a descriptor: of others CFITSIO expands a tilde, passes over blanks, and tries further endings. Not from memory,
  /// beyond whose end it reads (4.2.0).
  private init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = Foundation.open(path.fileName, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path) }
    var (status, opened): (Int32, UnsafeMutablePointer<fitsfile>?) = (0, nil)
    ffdkopn(&opened, "/proc/self/fd/\(descriptor)", READONLY, &status)
    guard status == 0, let opened else {
      close(descriptor)
      throw Self.damaged(path, status)
    }
    file = opened
  }

  deinit {
    var status: Int32 = 0
    ffclos(file, &status)
    close(descriptor)
  }

  /// The number of HDUs.
  func partCount() throws(FileError) -> Int {
    var (status, count): (Int32, Int32) = (0, 0)
    ffthdu(file, &count, &status)
    try check(status)
    return Int(count)
  }

  /// Goes to HDU `part`, counted from 1; whether it is an image, which a table of compressed tiles is too.
  func open(_ part: Int) throws(FileError) -> Bool {
    var (status, kind): (Int32, Int32) = (0, 0)
    ffmahd(file, Int32(part), &kind, &status)
    ffghdt(file, &kind, &status)
    try check(status)
    return kind == IMAGE_HDU
  }

  /// The lengths of an image's axes, first one fastest; none of an empty HDU.
  func axes() throws(FileError) -> [Int] {
    var (status, count): (Int32, Int32) = (0, 0)
    ffgidm(file, &count, &status)
    try check(status)
    guard count > 0 else { return [] }
    var axes = [Int64](repeating: 0, count: Int(count))
    ffgiszll(file, count, &axes, &status)
    try check(status)
    return axes.map { Int($0) }
  }

  /// The bits of a stored number, negative of floating-point ones: BITPIX.
  func bits() throws(FileError) -> Int {
    var (status, bits): (Int32, Int32) = (0, 0)
    ffgidt(file, &bits, &status)
    try check(status)
    return Int(bits)
  }

  var isCompressed: Bool {
    var status: Int32 = 0
    return fits_is_compressed_image(file, &status) != 0
  }

  /// The number of a keyword; nil where there is none.
  func number(_ keyword: String) -> Double? {
    var (status, value): (Int32, Double) = (0, 0)
    ffgkyd(file, keyword, &value, nil, &status)
    return status == 0 && value.isFinite ? value : nil
  }

  /// The text of a keyword without blanks at its end; nil where there is none.
  func text(_ keyword: String) -> String? {
    var (status, value): (Int32, [CChar]) = (0, [CChar](repeating: 0, count: Int(FLEN_VALUE)))
    ffgkys(file, keyword, &value, nil, &status)
    let bytes = value.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces)
    return status == 0 && !text.isEmpty ? text : nil
  }

  /// Reads `count` samples from the one at `first` on, whose indices count from 1, with BSCALE and BZERO applied; what BLANK marks is
  /// NaN.
  func read(_ count: Int, from first: [Int], into out: UnsafeMutablePointer<Double>) throws(FileError) {
    var (status, blank): (Int32, Double) = (0, .nan)
    var (indices, anyBlank): ([Int64], Int32) = (first.map { Int64($0) }, 0)
    ffgpxvll(file, TDOUBLE, &indices, Int64(count), &blank, out, &anyBlank, &status)
    try check(status)
  }

  private func check(_ status: Int32) throws(FileError) {
    if status != 0 { throw Self.damaged(path, status) }
  }

  private static func damaged(_ path: String, _ status: Int32) -> FileError {
    var text = [CChar](repeating: 0, count: Int(FLEN_STATUS))
    ffgerr(status, &text)
    // The reasons that all threads share.
    ffcmsg()
    let reason = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return FileError(.badData, path, found: "a damaged FITS file (\(reason))", expected: "a whole FITS file")
  }
}
