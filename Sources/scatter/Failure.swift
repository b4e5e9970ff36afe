import ArgumentParser
import Comparison
import Files
import Foundation
import Learning
import Networks
import Scattering
import Stability

/// Why a command ends: a sentence a file that failed, and the exit code of the first one's kind.
struct Failure {
  let sentence: String
  let code: ExitCode
  /// Of further files.
  private var others: [String] = []

  init(_ error: any Error) {
    switch error {
    case let error as FileError:
      (sentence, code) = ("\(error)", error.kind.exitCode)
      others = error.others.map { "\($0)" } + [Self.text(omitted: error.omittedCount)].compactMap(\.self)
    case let error as ScatteringError: (sentence, code) = ("\(error)", .badData)
    case let error as StabilityError: (sentence, code) = ("\(error)", .badData)
    case let error as NetworkError:
      (sentence, code) = ("\(error)", error.isMissingLibrary ? .failure : .badData)
    case let error as RepresentationError: (sentence, code) = ("\(error)", .badData)
    case let error as TheoryError: (sentence, code) = ("\(error)", .badData)
    case let error as ComparisonError: (sentence, code) = ("\(error)", .badData)
    case let error as LearningError: (sentence, code) = ("\(error)", .badData)
    case let error as GateExceeded: (sentence, code) = ("\(error)", .gate)
    default: (sentence, code) = (Scatter.message(for: error), Scatter.exitCode(for: error))
    }
  }

  private static func text(omitted count: Int?) -> String? {
    switch count {
    case 0: nil
    case nil: "and perhaps more inputs"
    case let count?: "and \(grouped(count)) more input\(count == 1 ? "" : "s")"
    }
  }

  /// The sentences, each on one line of standard error.
  func report() {
    for sentence in [sentence] + others {
      writeMessage("error: " + sentence.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n")
    }
  }
}

extension ExitCode {
  static let gate = ExitCode(3)
  static let badData = ExitCode(65)
  static let noInput = ExitCode(66)
  static let cannotWrite = ExitCode(73)
}

extension FileError.Kind {
  var exitCode: ExitCode {
    switch self {
    case .noInput: .noInput
    case .badData: .badData
    case .cannotWrite: .cannotWrite
    }
  }
}
