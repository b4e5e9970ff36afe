import Foundation

/// Whether what a test needs is there, for `.enabled(if: try required(...))`: without it the test is skipped, but with the
/// environment variable `CI=true` it fails, so that no suite vanishes where all must run.
public func required(_ isThere: Bool) throws -> Bool {
  if !isThere, ProcessInfo.processInfo.environment["CI"] == "true" { throw MissingRequirement() }
  return isThere
}

public struct MissingRequirement: Error, CustomStringConvertible {
  public var description: String { "CI=true runs every test, but what this one needs is not installed" }
}
