extension InputSet {
  /// Checks that none of the files to be written is one of the inputs, by whatever name: a link or another spelling of
  /// its path.
  ///
  /// - Throws: `.cannotWrite` in the name of the first that is.
  public func checkAgainstOverwriting(by outputs: [String]) throws(FileError) {
    for output in outputs {
      guard let identity = try? FileStatus(output).identity else { continue }
      guard let source = sources.first(where: { (try? FileStatus($0.path))?.identity == identity }) else {
        continue
      }
      throw FileError(
        .cannotWrite, output,
        found: source.path == output ? "one of the inputs" : "one of the inputs, \(source.path)",
        expected: "the name of another file")
    }
  }
}
