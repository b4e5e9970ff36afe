@testable import Reports

/// One report of a real bank, made once for all tests.
enum Sample {
  static let report = FilterBankReport(SampleBank(size: 32).figureData())
}
