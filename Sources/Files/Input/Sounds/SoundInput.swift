import CCodecs
import Foundation

/// A file as libsndfile reads it. By a descriptor and not by its name, which the library would take for that of one of two files; not
/// mapped, so that a long sound takes no memory.
struct SoundInput {
  private let descriptor: Int32
  private let size: Int64
  private var position: Int64 = 0

  /// - Throws: `.noInput` if there is no readable regular file at `path`.
  static func open(_ path: String) throws(FileError) -> UnsafeMutablePointer<SoundInput> {
    let size = try FileStatus(path).regularFileSize(path)
    let descriptor = Foundation.open(path.fileName, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path) }
    let input = UnsafeMutablePointer<SoundInput>.allocate(capacity: 1)
    input.initialize(to: SoundInput(descriptor: descriptor, size: Int64(size)))
    return input
  }

  static func close(_ input: UnsafeMutablePointer<SoundInput>) {
    Foundation.close(input.pointee.descriptor)
    input.deallocate()
  }

  private init(descriptor: Int32, size: Int64) { (self.descriptor, self.size) = (descriptor, size) }

  static let calls = SF_VIRTUAL_IO(
    get_filelen: { SoundInput.of($0).pointee.size },
    seek: { offset, origin, data in SoundInput.seek(SoundInput.of(data), offset, origin) },
    read: { target, count, data in SoundInput.read(SoundInput.of(data), target, count) },
    write: { _, _, _ in 0 },
    tell: { SoundInput.of($0).pointee.position })

  private static func of(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<SoundInput> {
    data!.assumingMemoryBound(to: SoundInput.self)
  }

  private static func seek(_ input: UnsafeMutablePointer<SoundInput>, _ offset: Int64, _ origin: Int32)
    -> Int64
  {
    let start = origin == SEEK_CUR ? input.pointee.position : origin == SEEK_END ? input.pointee.size : 0
    let (target, overflows) = start.addingReportingOverflow(offset)
    guard !overflows, target >= 0 else { return -1 }
    input.pointee.position = target
    return target
  }

  private static func read(
    _ input: UnsafeMutablePointer<SoundInput>, _ target: UnsafeMutableRawPointer?, _ count: Int64
  ) -> Int64 {
    guard let target, count > 0 else { return 0 }
    let read = max(pread(input.pointee.descriptor, target, Int(count), Int(input.pointee.position)), 0)
    input.pointee.position += Int64(read)
    return Int64(read)
  }
}
