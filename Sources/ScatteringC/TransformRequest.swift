import FoundationEssentials
import Glibc
import Scattering

/// What `scattering_create` is asked for.
struct TransformRequest: Codable {
  enum Precision: String, Codable {
    case float, double
  }

  /// Threads that one transform may have; more only take memory.
  private static let threadRange = 1...1024

  let configuration: ScatteringConfiguration
  let precision: Precision
  let threads: Int
  let rigor: Rigor

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case configuration, precision, threads, rigor
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    configuration = try values.decode(ScatteringConfiguration.self, forKey: .configuration)
    precision = try values.decodeIfPresent(Precision.self, forKey: .precision) ?? .float
    threads = try values.decodeIfPresent(Int.self, forKey: .threads) ?? Parallel.coreCount
    rigor = try values.decodeIfPresent(Rigor.self, forKey: .rigor) ?? .measure
    guard Self.threadRange.contains(threads) else {
      throw InterfaceError("threads is \(threads), but it must be 1 to \(Self.threadRange.upperBound)")
    }
  }

  /// - Throws: `InterfaceError` for text that is no such object, and for configurations that no transform has.
  init(json: String) throws(InterfaceError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    } catch let error as InterfaceError {
      throw error
    } catch let error as ScatteringError {
      throw InterfaceError("\(error)")
    } catch let error as DecodingError {
      throw InterfaceError(Self.text(of: error))
    } catch {
      throw InterfaceError("\(error)")
    }
  }

  private static func text(of error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
      return keys.isEmpty ? "the JSON" : String(keys.drop { $0 == "." })
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context)) has no \"\(key.stringValue)\""
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return "\(place(context)): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }

  /// - Throws: `InterfaceError` for a transform that this machine cannot hold.
  func make() throws(InterfaceError) -> any InterfaceTransform {
    switch precision {
    case .float: try make(Float.self)
    case .double: try make(Double.self)
    }
  }

  private func make<Sample: ScatteringScalar>(
    _: Sample.Type
  ) throws(InterfaceError) -> any InterfaceTransform {
    let needed =
      configuration.leastWorkspaceSize(threads: threads, of: Sample.self)
      + configuration.leastFilterSize(of: Sample.self)
    let memory = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
    guard needed <= memory else {
      throw InterfaceError(
        "signals of \(configuration.shape) on \(threads) threads take at least "
          + "\(Int((needed / 1e9).rounded(.up))) GB, but this machine has \(Int(memory / 1e9)); "
          + "fewer threads or less oversampling take less")
    }
    // A second is the limit that `scatter` sets where the work itself is short.
    let transform = ScatteringTransform<Sample>(
      configuration, parallel: Parallel(threads: threads), rigor: rigor,
      planner: Planner(searchLimit: rigor == .measure ? .seconds(1) : nil))
    return TransformHandle(self, transform)
  }
}
