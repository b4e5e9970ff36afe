import ArgumentParser
import Files
import Foundation

/// The value of an option with or without a name of the user's: `ResNet 18=resnet18.pt`.
///
/// Letters, digits, spaces and `-._` before the first `=` are a name, unless a file has the whole text as its path, or it is a shell's
/// variable in capitals as in `OMP_NUM_THREADS=1 python3 features.py`. What begins with `=` has no name.
struct NamedValue: ExpressibleByArgument, Hashable {
  /// nil where none is given.
  let name: String?
  let value: String

  init?(argument: String) {
    (name, value) = Self.parts(argument, isFile: FileManager.default.fileExists(atPath: argument))
  }

  static func parts(_ text: String, isFile: Bool) -> (name: String?, value: String) {
    guard !isFile, let sign = text.firstIndex(of: "=") else { return (nil, text) }
    let value = String(text[text.index(after: sign)...])
    let name = text[..<sign].trimmingCharacters(in: .whitespaces)
    if name.isEmpty { return (nil, value) }
    return isName(name) && !isVariable(text[..<sign]) ? (name, value) : (nil, text)
  }

  private static func isName(_ text: String) -> Bool {
    text.allSatisfy { $0.isLetter || $0.isNumber || " -._".contains($0) }
  }

  /// Whether it can only be meant as a variable of a shell: capitals, digits and underscores.
  private static func isVariable(_ text: Substring) -> Bool {
    let isCapital = { (character: Character) in ("A"..."Z").contains(character) || character == "_" }
    guard let first = text.first, isCapital(first) else { return false }
    return text.allSatisfy { isCapital($0) || ("0"..."9").contains($0) }
  }
}
