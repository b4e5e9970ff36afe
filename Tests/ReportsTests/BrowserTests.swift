import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite struct BrowserTests {
  @Test(.enabled(if: try required(Browser.found != nil), "no Chromium on this machine; name one in CHROMIUM"))
  func browserHasNoComplaints() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "filters.html")
    try Sample.report.html().write(to: file, atomically: true, encoding: .utf8)
    let result = try #require(try Browser.found?.open(file, profile: folder))
    #expect(result.complaints == [])
    #expect(result.page.contains("<figcaption>"))
  }
}
