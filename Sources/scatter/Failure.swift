import ArgumentParser
import Comparison
import Files
import Foundation
import Learning
import Networks
import Scattering
import Stability

/// Why a command ends: a sentence a file or gate that failed, and the exit code of the first one's kind.
struct Failure {
  let sentence: String
  let code: ExitCode
  /// The sentences of further files, or of all else that breaks a gate.
  private var others: [String] = []

  init(_ error: any Error) {
    switch error {
    case let error as FileError:
      (sentence, code) = ("\(error)", error.kind.exitCode)
      others = Self.texts(ofOthers: error)
    case let error as ScatteringError: (sentence, code) = ("\(error)", .badData)
    case let error as StabilityError: (sentence, code) = ("\(error)", .badData)
    case let error as NetworkError:
      (sentence, code) = ("\(error)", error.isMissingLibrary ? .failure : .badData)
    case let error as RepresentationError: (sentence, code) = ("\(error)", .badData)
    case let error as TheoryError: (sentence, code) = ("\(error)", .badData)
    case let error as ComparisonError: (sentence, code) = ("\(error)", .badData)
    case let error as LearningError: (sentence, code) = ("\(error)", .badData)
    case let error as GateFailure:
      (sentence, code) = ("\(error.violations[0])", .gate)
      others = error.violations.dropFirst().map { "\($0)" }
    default: (sentence, code) = (Scatter.message(for: error), Scatter.exitCode(for: error))
    }
  }

  /// The other failures that an error holds, as many as are told, and a word on the rest.
  private static func texts(ofOthers error: FileError) -> [String] {
    let told = error.others.prefix(FileError.listLimit - 1)
    let rest = error.others.count - told.count
    let more = rest == 0 ? [] : ["and \(grouped(rest)) more input\(rest == 1 ? "" : "s")"]
    return told.map { "\($0)" } + more + (error.areAll ? [] : ["and perhaps more inputs"])
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
    case .usage: .validationFailure
    }
  }
}
