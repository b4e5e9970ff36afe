import ArgumentParser
import Comparison
import Files
import Foundation
import Learning
import Networks
import Scattering
import Stability

/// Why a command ends: one sentence and the exit code of its kind.
struct Failure {
  let sentence: String
  let code: ExitCode

  init(_ error: any Error) {
    switch error {
    case let error as FileError: (sentence, code) = ("\(error)", error.kind.exitCode)
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

  /// The sentence on one line of standard error.
  func report() {
    writeMessage("error: " + sentence.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n")
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
