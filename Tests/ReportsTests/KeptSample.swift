import Foundation
import Testing

@testable import Plots
@testable import Reports

/// Writes the sample report where a person can look at it: `REPORTS_SAMPLE=FOLDER swift test --filter
/// KeptSample`.
@Suite struct KeptSample {
  private static let folder = ProcessInfo.processInfo.environment["REPORTS_SAMPLE"].map { URL(filePath: $0) }

  @Test(.enabled(if: folder != nil, "REPORTS_SAMPLE names no folder to write the sample report into"))
  func isWritten() throws {
    let folder = try #require(Self.folder)
    let files = [
      ("filters.html", Sample.report.html()), ("filters.svg", Sample.report.svg()),
      ("filters.json", try Sample.report.json()),
      ("stability.html", StabilityPage(SampleStability.report).html()),
      ("stability.json", StabilityPage(SampleStability.report).json()),
      ("stability.csv", StabilityTable(SampleStability.report).csv()),
      ("comparison.html", ComparisonPage(SampleComparison.report).html()),
      ("comparison.json", ComparisonPage(SampleComparison.report).json()),
      ("comparison.csv", ComparisonTable(SampleComparison.report).csv()),
    ]
    for (name, text) in files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
  }
}
