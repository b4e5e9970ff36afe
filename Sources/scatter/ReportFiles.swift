import Files
import Foundation

/// Where a report goes: the page `NAME.html`, and next to it the document `NAME.json` and the table `NAME.csv`.
struct ReportFiles {
  /// The page, the document and the table.
  let paths: [String]

  /// - Throws: `.cannotWrite` for a page of another extension.
  init(page path: String) throws(FileError) {
    guard NSString(string: path).pathExtension.lowercased() == "html" else {
      throw .unknownExtension(.cannotWrite, path, choices: ["html"])
    }
    let base = NSString(string: path).deletingPathExtension
    paths = [path, base + ".json", base + ".csv"]
  }

  /// Writes all three or none. They are opened before `make` works, so that a folder that takes no file is known before and not
  /// after.
  /// - Parameters:
  ///   - messages: Told at the end what is in the report, and how long it took.
  ///   - make: The page, the document, the table, and the report.
  ///   - summary: What is in the report.
  @discardableResult func write<Report>(
    _ messages: Messages, summary: (Report) -> String, make: () throws -> (texts: [String], Report)
  ) throws -> Report {
    let start = ContinuousClock.now
    let files = try paths.map { try AtomicFile($0) }
    let (texts, report) = try make()
    for (file, text) in zip(files, texts) { try file.append(text) }
    try AtomicFile.finish(files)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    messages.logger.info("\(paths[0]): \(summary(report)), in \(seconds.rounded(toPlaces: 1)) s")
    return report
  }
}
