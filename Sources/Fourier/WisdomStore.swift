import Arrays
import Foundation

/// Files in which what FFTW learnt by timing survives the process: one for each FFTW version, processor and scalar
/// type.
///
/// Wisdom only saves time, so nothing here fails: what cannot be read is replaced, what cannot be written is left, and
/// `report` hears of it.
public struct WisdomStore: Sendable {
  public let folder: URL
  private let report: @Sendable (String) -> Void

  /// - Parameters:
  ///   - folder: Made when first written to.
  ///   - report: Hears of wisdom that is damaged or cannot be written, a sentence each.
  public init(folder: URL, report: @escaping @Sendable (String) -> Void = WisdomStore.reportToStandardError) {
    self.folder = folder
    self.report = report
  }

  /// In `swift-scattering` below `XDG_CACHE_HOME`, or below `~/.cache`.
  public static var standard: WisdomStore { WisdomStore(folder: standardFolder) }

  /// In the standard place, with reports of your own.
  public static func standard(report: @escaping @Sendable (String) -> Void) -> WisdomStore {
    WisdomStore(folder: standardFolder, report: report)
  }

  public static let reportToStandardError: @Sendable (String) -> Void = { message in
    FileHandle.standardError.write(Data("warning: \(message)\n".utf8))
  }

  private static var standardFolder: URL {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
    return (cache ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache"))
      .appendingPathComponent("swift-scattering")
  }

  /// The file for a scalar type on this machine.
  package func file<Sample: FourierScalar>(_ scalar: Sample.Type) -> URL {
    plannerLock.withLock { _ in lockedFile(scalar) }
  }

  /// The same under the planner's lock, since FFTW's version is read off its wisdom.
  private func lockedFile<Sample: FourierScalar>(_: Sample.Type) -> URL {
    let version = Sample.exportWisdom().dropFirst().prefix { $0 != " " }
    return folder.appendingPathComponent("\(version)-\(Processor.name)-\(Sample.name).wisdom")
  }

  /// Adds what the file holds to what this process knows; false if there is no good file.
  func read<Sample: FourierScalar>(_ scalar: Sample.Type) -> Bool {
    let file = lockedFile(scalar)
    guard FileManager.default.fileExists(atPath: file.path) else { return false }
    guard let text = try? String(contentsOf: file, encoding: .utf8), Sample.importWisdom(text) else {
      report("\(file.path) holds no wisdom that this FFTW can read, and will be replaced")
      return false
    }
    return true
  }

  /// Writes what this process knows, with what another process may have written meanwhile; the file is whole at any
  /// moment.
  func write<Sample: FourierScalar>(_ scalar: Sample.Type) {
    let file = lockedFile(scalar)
    if let text = try? String(contentsOf: file, encoding: .utf8) { _ = Sample.importWisdom(text) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(Sample.exportWisdom().utf8).write(to: file, options: .atomic)
    } catch {
      report("\(file.path) cannot be written, so the next start plans its transforms again")
    }
  }
}
