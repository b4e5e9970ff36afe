import ArgumentParser
import Files
import Foundation

/// The command line, as the parser is to see it.
enum Arguments {
  /// The arguments behind the name of the program; bytes that are not UTF-8 stand in them as in names of files (`FileName`).
  static func given() -> [String] {
    let pointers = UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    return pointers.dropFirst().compactMap { pointer in
      pointer.map { text(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
    }
  }

  /// An argument as text. Where it looks like the text of another name and there is a file of just this name, that file is meant.
  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { return FileName.text(bytes) }
    let isOtherName = !FileName.bytes(text).elementsEqual(bytes)
    return isOtherName && FileManager.default.fileExists(atPath: text) ? FileName.text(bytes) : text
  }

  /// A command line as a shell takes it: words that hold more than what stands for itself are quoted.
  static func shellText(_ words: [String]) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/=,:+%@")
    return words.map { word in
      !word.isEmpty && word.allSatisfy(plain.contains) ? word : "'\(word.replacing("'", with: #"'\''"#))'"
    }.joined(separator: " ")
  }

  /// The letters of all options that have one, and of those whose value may follow at once, as in `-J4`.
  private static let (letters, joinedLetters) = (Set("hoJLQTq"), Set("JLQT"))

  /// Checks that no argument looks like options of one letter and is none: the parser would take `-dash.png` for `-d`, `-a`, `-s`,
  /// `-h` and print the help.
  ///
  /// - Throws: `ValidationError` for the first that does.
  static func check(_ arguments: [String]) throws {
    for argument in arguments.prefix(while: { $0 != "--" }) {
      guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.count > 2, Double(argument) == nil,
        !areOptions(argument.dropFirst())
      else { continue }
      throw ValidationError("\(argument) is no option; a file of this name is ./\(argument).")
    }
  }

  /// Whether letters are those of options, or of one with its value.
  private static func areOptions(_ letters: Substring) -> Bool {
    let isJoined =
      letters.first.map(joinedLetters.contains) ?? false
      && letters.dropFirst().split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        Int($0) != nil
      }
    return isJoined || letters.prefix { $0 != "=" }.allSatisfy(Self.letters.contains)
  }
}
