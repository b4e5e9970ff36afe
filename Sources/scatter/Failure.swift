import ArgumentParser
import Files
import Foundation
import Scattering

/// Ends with one sentence and the exit code of the kind of failure.
func reportingFailures(_ work: () throws -> Void) throws {
  do {
    try work()
  } catch let error as FileError {
    throw failure("\(error)", error.kind.exitCode)
  } catch let error as ScatteringError {
    throw failure("\(error)", .badData)
  }
}

private func failure(_ sentence: String, _ code: ExitCode) -> ExitCode {
  FileHandle.standardError.write(Data("error: \(sentence)\n".utf8))
  return code
}

extension ExitCode {
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
