import Files
import Foundation
import Numerical

/// The classes that a model gave to samples.
public struct Predictions: Sendable {
  /// The name of each sample.
  public let names: [String]
  public let classNames: [String]
  /// The score of each class, `[samples, classes]`: the largest wins.
  public let scores: Matrix<Float>

  /// The names of the first two columns of a table, and what the names of scores begin with.
  static let (heading, scorePrefix) = (["input", "class"], "score ")

  /// - Precondition: there is a name for each row and each column of scores.
  public init(names: [String], classNames: [String], scores: Matrix<Float>) {
    precondition(
      names.count == scores.rows && classNames.count == scores.columns, "names that do not fit the scores")
    (self.names, self.classNames, self.scores) = (names, classNames, scores)
  }

  /// The class of each sample.
  public var classes: [Int] { scores.rowArgmax }

  /// Writes the classes, in `.csv` by name after the sample's, in `.npy` by number; with scores all of them, in `.npy` instead.
  ///
  /// - Throws: `FileError.Kind.cannotWrite`.
  public func write(to path: String, format: PredictionFormat, withScores: Bool) throws(FileError) {
    let file = try AtomicFile(path)
    switch format {
    case .csv: try appendTable(to: file, withScores)
    case .npy: try appendArray(to: file, withScores)
    }
    try file.finish()
  }

  private func appendTable(to file: AtomicFile, _ withScores: Bool) throws(FileError) {
    let heading = Self.heading + (withScores ? classNames.map { Self.scorePrefix + $0 } : [])
    try CSVRecord(heading).bytes.withBytes(file.append)
    for (row, label) in classes.enumerated() {
      var record = CSVRecord([names[row], classNames[label]])
      if withScores { for score in scores.row(row) { record.append("\(score)") } }
      try record.bytes.withBytes(file.append)
    }
  }

  private func appendArray(to file: AtomicFile, _ withScores: Bool) throws(FileError) {
    guard withScores else {
      try NPYHeader(.int64, shape: [scores.rows]).bytes.withBytes(file.append)
      return try classes.map { Int64($0).littleEndian }.withBytes(file.append)
    }
    try NPYHeader(.float32, shape: [scores.rows, scores.columns]).bytes.withBytes(file.append)
    try scores.elements.littleEndianBytes.withBytes(file.append)
  }
}

/// The kinds of files that predictions go to, by the extension of their names.
public enum PredictionFormat: String, CaseIterable, Sendable {
  case csv, npy

  /// The format by the extension of a path.
  ///
  /// - Throws: `FileError.Kind.cannotWrite` for any other extension.
  public init(path: String) throws(FileError) {
    guard let format = Self(rawValue: NSString(string: path).pathExtension.lowercased()) else {
      throw .unknownExtension(.cannotWrite, path, choices: Self.allCases.map(\.rawValue))
    }
    self = format
  }
}
