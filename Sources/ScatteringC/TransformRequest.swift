import FoundationEssentials
import Scattering

/// What `scattering_create` is asked for.
struct TransformRequest: Codable {
  enum Precision: String, Codable {
    case float, double
  }

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
    threads = try threadCount(values.decodeIfPresent(Int.self, forKey: .threads))
    rigor = try values.decodeIfPresent(Rigor.self, forKey: .rigor) ?? .measure
  }

  /// - Throws: `InterfaceError` for text that is no such object, and for configurations that no transform has.
  init(json: String) throws(InterfaceError) { self = try decoded(json) }

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
    try checkMemory(
      needed, "signals of \(configuration.shape) on \(threads) threads",
      advice: "; fewer threads or less oversampling take less")
    // A second is the limit that `scatter` sets where the work itself is short.
    let transform = ScatteringTransform<Sample>(
      configuration, parallel: Parallel(threads: threads), rigor: rigor,
      planner: Planner(searchLimit: rigor == .measure ? .seconds(1) : nil))
    return TransformHandle(self, transform)
  }
}

/// The threads that work at a time, one a core unless they are named; more than the limit only take memory.
func threadCount(_ named: Int?) throws(InterfaceError) -> Int {
  guard let named else { return Parallel.coreCount }
  guard (1...1024).contains(named) else {
    throw InterfaceError("threads is \(named), but it must be 1 to 1024")
  }
  return named
}
