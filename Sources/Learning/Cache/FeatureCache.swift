import Files
import Foundation
import Numerical
import Scattering

/// Files in which computed features survive the process, one for each transform of each set of images.
///
/// A cache only saves time, so nothing here fails: a damaged entry is replaced, what cannot be written is left, and `report` is
/// called with the reason. Entries are whole at any moment, and checked against their digest before use; beyond `limit` those
/// not used for longest go.
public struct FeatureCache: Sendable {
  public let folder: URL
  /// The most bytes that all entries together may take.
  public let limit: Int
  private let report: @Sendable (String) -> Void

  /// The standard limit, 8 GB: the second-order features of Fashion-MNIST's 70,000 images at J = 2 take 1.1 GB.
  public static let standardLimit = 8 << 30

  /// - Parameters:
  ///   - folder: Made when first written to.
  ///   - limit: In bytes; 0 keeps nothing.
  ///   - report: Called with a sentence on each entry that is damaged or cannot be written.
  public init(folder: URL, limit: Int = standardLimit, report: @escaping @Sendable (String) -> Void) {
    (self.folder, self.limit, self.report) = (folder, limit, report)
  }

  /// The cache in `swift-scattering/features` below `XDG_CACHE_HOME`, or below `~/.cache`.
  public static func standard(
    limit: Int = standardLimit, report: @escaping @Sendable (String) -> Void
  ) -> FeatureCache {
    FeatureCache(
      folder: URL(fileURLWithPath: WisdomStore.standardFolder).appendingPathComponent("features"),
      limit: limit,
      report: report)
  }

  /// The features kept under a key; nil if there are none of this size.
  public func features(for key: FeatureKey, rows: Int, columns: Int) -> Matrix<Float>? {
    let file = file(of: key)
    guard access(file.path, F_OK) == 0 else { return nil }
    do throws(FileError) {
      let features = try CachedFeatures.read(file.path, rows: rows, columns: columns)
      utimes(file.path, nil)
      return features
    } catch {
      report("\(error); the features are computed again")
      return nil
    }
  }

  /// Keeps features under a key, unless they alone exceed the limit.
  public func keep(_ features: Matrix<Float>, for key: FeatureKey) {
    guard CachedFeatures.size(of: features) <= limit else { return }
    let file = file(of: key)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try CachedFeatures.write(features, to: file.path)
    } catch {
      report("\(file.path) cannot be written, so the next run computes these features again (\(error))")
    }
    removeOldest()
  }

  /// The features under a key, computed and kept if there are none.
  public func features(
    for key: FeatureKey, rows: Int, columns: Int, compute: () throws -> Matrix<Float>
  ) rethrows -> Matrix<Float> {
    if let kept = features(for: key, rows: rows, columns: columns) { return kept }
    let computed = try compute()
    keep(computed, for: key)
    return computed
  }

  private func file(of key: FeatureKey) -> URL { folder.appendingPathComponent("\(key.digest).features") }

  /// Makes room, and removes what killed processes left a day ago or earlier.
  private func removeOldest() {
    var entries = CacheEntry.all(in: folder)
    for entry in entries where entry.isAbandoned { entry.remove() }
    entries.removeAll { !$0.isComplete }
    var total = entries.reduce(0) { $0 + $1.size }
    for entry in entries.sorted(by: { $0.used < $1.used }) where total > limit {
      entry.remove()
      total -= entry.size
    }
  }
}

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

  /// Removes the entry, unless another process was faster.
  func remove() { unlink(url.path) }
}

/// All that decides the features of some images: the transform, the files, and what was done to the images before.
public struct FeatureKey: Encodable, Hashable, Sendable {
  /// Counted up when the same files are read as other samples, the same transform gives other features, beyond rounding, or entries
  /// have another form.
  private var generation = 2
  private let configuration: ScatteringConfiguration
  /// The SHA-256 of the files, in order.
  private let files: [String]
  private let color: ColorMode
  private let resize: Shape?
  /// What integer samples were divided by, where it is not the default.
  private let rescale: String?
  /// How signals were made of sounds, and which volume was read, where it is not the default.
  private let sounds: String?
  private let volume: Int?
  /// Which of the images, where not all: the seed and share of a split for instance.
  private let part: String

  /// - Parameter reading: How the files were read.
  public init(
    _ configuration: ScatteringConfiguration, files: [String], reading: InputOptions, part: String = ""
  ) {
    (self.configuration, self.files, self.part) = (configuration, files, part)
    (color, resize) = (reading.color, reading.resize)
    rescale = reading.rescaling == .auto ? nil : "\(reading.rescaling)"
    (sounds, volume) = (reading.sounds == SoundOptions() ? nil : "\(reading.sounds)", reading.volume)
  }

  /// The SHA-256 of the key's JSON text, which names the entry.
  public var digest: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do { return try encoder.encode(self).withUnsafeBytes(sha256) } catch {
      preconditionFailure("numbers and text that JSON cannot hold: \(error)")
    }
  }
}
