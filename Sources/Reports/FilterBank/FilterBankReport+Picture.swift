extension FilterBankReport {
  /// The figures of the report as one SVG file on its own paper, for a README or a paper.
  public func svg() -> String { FilterBankPicture(report: self).drawing().file() }
}
