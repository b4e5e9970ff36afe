/// Which command made a report, when, and on what machine. No figure depends on it.
public struct RunFacts: Codable, Hashable, Sendable {
  /// The command line as a shell takes it.
  public var command: String
  /// When the run began, UTC, ISO 8601: `2026-11-30T18:31:21Z`.
  public var date: String
  public var machine: Machine
  /// The version of libtorch; nil where the run used none.
  public var libtorch: String?

  public init(command: String, date: String, machine: Machine, libtorch: String? = nil) {
    (self.command, self.date, self.machine, self.libtorch) = (command, date, machine, libtorch)
  }

  /// A machine by what decides how long a run takes.
  public struct Machine: Codable, Hashable, Sendable {
    /// The processor's model.
    public var processor: String
    /// Cores that the run could use, and the threads that it did.
    public var cores, threads: Int
    public var operatingSystem: String

    public init(processor: String, cores: Int, threads: Int, operatingSystem: String) {
      (self.processor, self.cores, self.threads) = (processor, cores, threads)
      self.operatingSystem = operatingSystem
    }
  }
}
