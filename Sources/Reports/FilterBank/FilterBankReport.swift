import Foundation

/// What there is to know of a filter bank, as a page, as one picture, and as numbers.
public struct FilterBankReport: Sendable {
  public let data: FilterBankFigureData
  /// The numbers the report states.
  public let summary: FilterBankSummary

  /// - Precondition: every array of `data` has one value for every point of the grid.
  public init(_ data: FilterBankFigureData) {
    data.validate()
    self.data = data
    summary = FilterBankSummary(data)
  }

  var words: FilterBankWords { FilterBankWords(bank: summary) }

  var littlewoodPaley: LittlewoodPaleyFigures {
    LittlewoodPaleyFigures(data: data, cuts: summary.littlewoodPaleyCuts)
  }

  /// The summary as a JSON file, its keys sorted; every number exact. Throws only if a number is
  /// not finite.
  public func json() throws(EncodingError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(summary), as: UTF8.self) + "\n"
    } catch let error as EncodingError {
      throw error
    } catch {
      preconditionFailure("JSONEncoder throws EncodingError only, not \(error)")
    }
  }
}
