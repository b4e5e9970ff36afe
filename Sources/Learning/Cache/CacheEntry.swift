import Foundation

/// A file in the folder of a cache.
struct CacheEntry {
  let url: URL
  let size: Int
  /// When it was last read or written.
  let used: Date

  /// Whether it is an entry, and not one that is being written.
  var isComplete: Bool { url.pathExtension == "features" }

  /// Whether it was begun so long ago that nobody goes on with it.
  var isAbandoned: Bool { url.pathExtension == "partial" && used.timeIntervalSinceNow < -86_400 }

  /// The files of a folder; none if it cannot be read.
  static func all(in folder: URL) -> [CacheEntry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.compactMap { name in
      let url = folder.appendingPathComponent(name)
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path),
        let size = attributes[.size] as? NSNumber, let used = attributes[.modificationDate] as? Date
      else { return nil }
      return CacheEntry(url: url, size: size.intValue, used: used)
    }
  }

  /// Another process may have been faster.
  func remove() { unlink(url.path) }
}
