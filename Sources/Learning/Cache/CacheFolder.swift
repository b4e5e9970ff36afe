import Foundation

/// Where this package keeps what only saves time.
enum CacheFolder {
  /// `swift-scattering` below `XDG_CACHE_HOME`, or below `~/.cache`.
  static var standard: URL {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
    return (cache ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache"))
      .appendingPathComponent("swift-scattering")
  }
}
