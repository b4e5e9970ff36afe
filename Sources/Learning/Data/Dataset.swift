import Arrays
import Files
import Scattering

/// Labelled images of one shape to learn from, and those of the data set's own test part, if it has one.
///
/// Images are read and scaled as by `InputSet`, of which `options` also resample. Classes are those of the training part, sorted
/// as `Labels` sorts them; names come from the data, so digits are called by their numbers and folders by their names.
public struct Dataset: Sendable {
  /// The data set's path as the user gave it.
  public let name: String
  public let train: DatasetPart
  /// The official test part; nil where the data set has none.
  public let test: DatasetPart?
  public let classNames: [String]
  /// The files and folders that were read, training part first.
  public let files: [DatasetFile]
  private let testName: String

  public var shape: Shape { train.inputs.shape }

  /// Opens a folder that holds `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and perhaps their `t10k` counterparts, each
  /// with `.gz` or without; a folder with one subfolder a class; or one with such folders `train` and perhaps `test` or `val`.
  ///
  /// - Throws: `.noInput` for what is not there; `.badData` for other folders, for labels that do not match, empty class
  ///   folders, images of different sizes, and test classes that are not learned.
  public init(
    folder: String, options: InputOptions = InputOptions(), parallel: Parallel = Parallel()
  ) throws(FileError) {
    try self.init(DatasetLayout(folder: folder), name: folder, options, parallel)
  }

  /// Opens images, an array of any format or a folder, with a file of labels: in the images' order, or a table of their files and
  /// labels.
  ///
  /// - Throws: `.noInput` for what is not there; `.badData` for labels that do not match, images of different sizes, and test
  ///   classes that are not learned.
  public init(
    images: String, labels: String, test: (images: String, labels: String)? = nil,
    options: InputOptions = InputOptions(), parallel: Parallel = Parallel()
  ) throws(FileError) {
    try self.init(
      DatasetLayout(images: images, labels: labels, test: test), name: images, options, parallel)
  }

  private init(
    _ layout: DatasetLayout, name: String, _ options: InputOptions, _ parallel: Parallel
  ) throws(FileError) {
    let (inputs, names, trainFiles) = try layout.train.open(options, parallel)
    let labels = Labels(names: names)
    guard labels.classNames.count >= 2 else {
      throw FileError(
        .badData, trainFiles.last!.path, found: "one class, \(labels.classNames.joined())",
        expected: "at least two to tell apart")
    }
    (self.name, classNames, testName) = (name, labels.classNames, layout.testName)
    train = DatasetPart(
      inputs: inputs, labels: labels.values, classCount: labels.classNames.count,
      digests: trainFiles.map(\.sha256))
    guard let source = layout.test else {
      (test, files) = (nil, trainFiles)
      return
    }
    let (testInputs, testNames, testFiles) = try source.open(options, parallel)
    try Self.checkShapes(testInputs, inputs)
    test = DatasetPart(
      inputs: testInputs,
      labels: try Self.values(of: testNames, among: labels.classNames, testFiles.last!.path),
      classCount: labels.classNames.count, digests: testFiles.map(\.sha256))
    files = trainFiles + testFiles
  }

  private static func checkShapes(_ test: InputSet, _ train: InputSet) throws(FileError) {
    guard test.shape == train.shape else {
      throw FileError(
        .badData, test.sources[0].path, found: "frames of \(test.shape)",
        expected: "\(train.shape) as in \(train.sources[0].path), or a size to resample all to")
    }
  }

  private static func values(
    of names: [String], among classNames: [String], _ path: String
  ) throws(FileError) -> [Int] {
    let numbers = Dictionary(uniqueKeysWithValues: zip(classNames, classNames.indices))
    return try names.map { (name) throws(FileError) in
      guard let number = numbers[name] else {
        throw FileError(
          .badData, path, found: "the class \(name)", expected: "one of the \(classNames.count) to learn from"
        )
      }
      return number
    }
  }
}

extension Dataset {
  /// Splits the data set into what is learned from and what is tested on: the official test part, where there is one, else a
  /// share of every class that the seed picks.
  ///
  /// - Throws: `FileError` if images cannot be read, or if a class is too small to be divided.
  /// - Precondition: 0 < `testShare` < 1.
  public func split(testShare: Double, seed: UInt64) throws(FileError) -> DatasetSplit {
    let train = try self.train.read()
    if let test {
      return DatasetSplit(
        train: train, test: try test.read(), trainFingerprint: self.train.digests,
        testFingerprint: test.digests,
        description: "the data set's own test part, \(testName): \(test.count) images")
    }
    let partition = try partition(testShare: testShare, seed: seed)
    return DatasetSplit(
      train: train.selecting(partition.train), test: train.selecting(partition.heldOut),
      trainFingerprint: self.train.digests + ["all but \(testShare) by seed \(seed)"],
      testFingerprint: self.train.digests + ["\(testShare) by seed \(seed)"],
      description: """
        no official test part: \(partition.heldOut.count) of \(train.count) images were set aside by seed \(seed), \
        of each class the same share
        """)
  }

  private func partition(testShare: Double, seed: UInt64) throws(FileError) -> Partition {
    do throws(SplitError) {
      return try StratifiedSplit(labels: train.labels, seed: seed).partition(testShare: testShare)
    } catch {
      guard case .smallClass(let label, let found, let expected) = error else {
        preconditionFailure("\(error)")
      }
      throw FileError(
        .badData, name, found: "\(found) image of the class \(classNames[label])",
        expected: "at least \(expected), to learn from and to test on")
    }
  }
}

/// Images with a label each: what a data set is trained on, or tested on.
public struct DatasetPart: Sendable {
  public let inputs: InputSet
  /// The class of each image, in `0..<classCount`.
  public let labels: [Int]
  public let classCount: Int
  /// The fingerprint of the part: its files' digests, in order.
  public let digests: [String]

  public var count: Int { labels.count }

  /// Reads all images into memory, 4 bytes a sample.
  ///
  /// - Throws: `FileError` as `InputSet.read` does.
  public func read() throws(FileError) -> LabelledSignals {
    LabelledSignals(try inputs.read(0..<inputs.count), labels: labels, classCount: classCount)
  }
}

/// The images that are learned from and those that are tested on, in memory.
public struct DatasetSplit: Sendable {
  public let train: LabelledSignals
  public let test: LabelledSignals
  /// The fingerprints of both parts, which decide what images these are: the files' digests, and how they were divided.
  public let trainFingerprint, testFingerprint: [String]
  /// Which images were set aside to test, in one sentence without its full stop.
  public let description: String
}

/// A file or a folder of files that a data set was read from.
public struct DatasetFile: Codable, Hashable, Sendable {
  public let path: String
  /// SHA-256 of the file's bytes; of an array of an archive, of the line `DIGEST  NAME` of the archive; of a folder, of the lines `DIGEST  NAME` of the files in it, by their names below the folder.
  public let sha256: String

  /// Reads a file.
  /// - Throws: `.noInput` if it cannot be read.
  init(file path: String) throws(FileError) {
    let digest = try Self.digest(of: ArchiveMember.file(of: path))
    self.path = path
    sha256 =
      if let member = ArchiveMember(path) { Self.digest(ofLines: "\(digest)  \(member.name)\n") } else {
        digest
      }
  }

  /// Reads the files of a folder, as many at a time as there are threads.
  /// - Throws: `.noInput` for the first that cannot be read.
  init(folder path: String, files: [String], _ parallel: Parallel) throws(FileError) {
    let digests = try parallel.map(files.count) { (index) throws(FileError) in
      try Self.digest(of: files[index])
    }
    let lines = zip(digests, files).map { "\($0)  \($1.dropFirst(path.count).drop { $0 == "/" })\n" }
    self.path = path
    sha256 = Self.digest(ofLines: lines.joined())
  }

  private static func digest(of path: String) throws(FileError) -> String {
    let file = try MappedFile(path)
    return Files.sha256(file.bytes)
  }

  private static func digest(ofLines text: String) -> String {
    Array(text.utf8).withUnsafeBytes { Files.sha256($0) }
  }
}
