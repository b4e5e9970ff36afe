import Glibc

/// Files in which what FFTW learnt by timing survives the process: one for each FFTW version, processor and scalar
/// type.
///
/// Wisdom only saves time, so nothing here fails: what cannot be read is replaced, what cannot be written is left, and
/// `report` is called with the reason.
public struct WisdomStore: Sendable {
  /// The path of a folder, made when first written to.
  public let folder: String
  private let report: @Sendable (String) -> Void

  /// - Parameters:
  ///   - folder: The path of a folder, made when first written to.
  ///   - report: Called with a sentence on wisdom that is damaged or cannot be written.
  public init(
    folder: String, report: @escaping @Sendable (String) -> Void = WisdomStore.reportToStandardError
  ) {
    self.folder = folder
    self.report = report
  }

  /// The store in `swift-scattering` below `XDG_CACHE_HOME`, or below `~/.cache`.
  public static var standard: WisdomStore { WisdomStore(folder: standardFolder) }

  /// The store in the standard folder, with a report of one's own.
  public static func standard(report: @escaping @Sendable (String) -> Void) -> WisdomStore {
    WisdomStore(folder: standardFolder, report: report)
  }

  public static let reportToStandardError: @Sendable (String) -> Void = { message in
    let line = "warning: \(message)\n"
    _ = Glibc.write(STDERR_FILENO, line, line.utf8.count)
  }

  /// The path of `swift-scattering` below `XDG_CACHE_HOME`, or below `~/.cache`: where this package keeps what only saves time.
  package static var standardFolder: String {
    let cache = getenv("XDG_CACHE_HOME").map { String(cString: $0) }
    guard let cache, cache.hasPrefix("/") else { return "\(homeFolder)/.cache/swift-scattering" }
    return "\(cache)/swift-scattering"
  }

  private static var homeFolder: String {
    if let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") { return home }
    return getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) } ?? "/"
  }

  /// The path of the file for a scalar type on this machine.
  package func file<Sample: FourierScalar>(_: Sample.Type) -> String {
    "\(folder)/\(FFTW.version(Sample.precision))-\(Processor.name)-\(Sample.name).wisdom"
  }

  /// Adds what the file holds to what this process knows; false if there is no good file.
  /// - Precondition: called with the planner's lock held.
  func read<Sample: FourierScalar>(_: Sample.Type) -> Bool {
    let file = file(Sample.self)
    guard access(file, F_OK) == 0 else { return false }
    guard let text = contents(ofFile: file), FFTW.importWisdom(text, Sample.precision) else {
      report("\(file) holds no wisdom that this FFTW can read, and will be replaced")
      return false
    }
    return true
  }

  /// Writes what this process knows, with what another process may have written meanwhile; the file is whole at any
  /// moment.
  /// - Precondition: called with the planner's lock held.
  func write<Sample: FourierScalar>(_: Sample.Type) {
    let file = file(Sample.self)
    if let text = contents(ofFile: file) { _ = FFTW.importWisdom(text, Sample.precision) }
    if !makeFolders(folder) || !replaceFile(file, with: FFTW.exportWisdom(Sample.precision)) {
      report("\(file) cannot be written, so the next start plans its transforms again")
    }
  }
}
