import Fourier
import Glibc

/// Files in which constants that take seconds to compute survive the process: one number a file, named by all that decides it.
///
/// They only save time, so nothing here fails: what cannot be read is computed again and replaced, what cannot be written is left, and
/// `report` is called with the reason.
public struct ConstantStore: Sendable {
  /// Part of every name: to be raised where a constant is computed to another value.
  private static let version = 1
  /// Constants of grids below this number of samples take a fraction of a second and are not kept.
  package static let leastCount = 1 << 16

  /// The path of a folder, made when first written to.
  public let folder: String
  private let report: @Sendable (String) -> Void

  /// - Parameters:
  ///   - folder: The path of a folder, made when first written to.
  ///   - report: Called with a sentence on a file that is damaged or cannot be written.
  public init(
    folder: String, report: @escaping @Sendable (String) -> Void = WisdomStore.reportToStandardError
  ) {
    (self.folder, self.report) = (folder, report)
  }

  /// The store in `swift-scattering/constants` below `XDG_CACHE_HOME`, or below `~/.cache`.
  public static var standard: ConstantStore {
    ConstantStore(folder: "\(WisdomStore.standardFolder)/constants")
  }

  /// The number of a name, computed and kept if there is none; positive and finite.
  package func value(_ name: String, _ compute: () -> Double) -> Double {
    let file = file(name)
    if access(file, F_OK) == 0 {
      if let value = contents(ofFile: file).flatMap(Double.init), value.isFinite, value > 0 { return value }
      report("\(file) holds no constant, and will be replaced")
    }
    let value = compute()
    if !makeFolders(folder) || !replaceFile(file, with: "\(value)") {
      report("\(file) cannot be written, so the next run computes it again")
    }
    return value
  }

  /// The path of the file of a name.
  package func file(_ name: String) -> String { "\(folder)/\(name)-\(Self.version)" }
}
