import Files
import Foundation
import Learning
import Scattering
import TestSupport
import Testing

@Suite struct DatasetTests {
  private let folder = TemporaryFolder()

  /// `count` images of 2 x 2, every sample of image i is i.
  private func images(_ count: Int) -> [UInt8] {
    idx([UInt32(count), 2, 2], (0..<count).flatMap { [UInt8](repeating: UInt8($0), count: 4) })
  }

  private func labels(_ values: [UInt8]) -> [UInt8] { idx([UInt32(values.count)], values) }

  private func fault(_ body: () throws(FileError) -> Void) -> FileError? {
    do throws(FileError) {
      try body()
      return nil
    } catch { return error }
  }

  private func fault(folder path: String) -> FileError? {
    fault { () throws(FileError) in _ = try Dataset(folder: path) }
  }

  @Test func idxPairsUnderTheirUsualNames() throws {
    folder.write("train-images-idx3-ubyte", images(6))
    folder.write("train-labels-idx1-ubyte", labels([7, 3, 10, 3, 7, 10]))
    folder.write("t10k-images-idx3-ubyte", images(2))
    folder.write("t10k-labels-idx1-ubyte", labels([10, 3]))
    let set = try Dataset(folder: folder.path)
    #expect(set.classNames == ["3", "7", "10"])
    #expect(set.train.labels == [1, 0, 2, 0, 1, 2])
    #expect(set.test?.labels == [2, 0])
    #expect(set.files.count == 4 && set.files.allSatisfy { $0.sha256.count == 64 })
    let split = try set.split(testShare: 0.5, seed: 0)
    #expect((split.train.count, split.test.count) == (6, 2))
    #expect(split.train.signals.samples[20] == Float(5.0 / 255))
    #expect(split.description == "the data set's own test part, the t10k files: 2 images")
  }

  @Test func aSubfolderAClass() throws {
    for (name, count) in [("cat", 3), ("ant", 2)] {
      for index in 0..<count { folder.write("\(name)/\(index).pgm", pgm(2, 1, [count, index])) }
    }
    folder.write("notes.txt", "not a class")
    let set = try Dataset(folder: folder.path)
    #expect(set.classNames == ["ant", "cat"])
    #expect(set.train.labels == [0, 0, 1, 1, 1])
    #expect(set.test == nil)
    #expect(set.files.map(\.path) == [folder.path])
    let split = try set.split(testShare: 0.4, seed: 3)
    #expect(split.train.labels.sorted() == [0, 1, 1] && split.test.labels.sorted() == [0, 1])
    #expect(split.description.contains("2 of 5 images were set aside by seed 3"))
    // The first sample of every image is the number of images of its class.
    for part in [split.train, split.test] {
      let samples = part.signals.samples
      for (place, label) in part.labels.enumerated() {
        #expect(samples[2 * place] == Float([2.0, 3.0][label] / 255))
      }
    }
  }

  @Test(arguments: ["test", "val"])
  func trainFoldersAndTheirTestPart(name: String) throws {
    for part in ["train", name] {
      for kind in ["a", "b"] { folder.write("\(part)/\(kind)/x.pgm", pgm(1, 1, [7])) }
    }
    let set = try Dataset(folder: folder.path)
    #expect(set.train.count == 2 && set.test?.labels == [0, 1])
    #expect(try set.split(testShare: 0.5, seed: 0).description.contains("the folder \(name)"))
  }

  @Test func arraysWithAFileOfLabels() throws {
    let images = folder.write("X.npy", npy([4, 1, 2], [0, 1, 2, 3, 4, 5, 6, 7]))
    let labels = folder.write("y.npy", npy([4], [5, -1, 5, -1]))
    let set = try Dataset(images: images, labels: labels)
    #expect(set.classNames == ["-1", "5"] && set.train.labels == [1, 0, 1, 0])
    let resampled = try Dataset(images: images, labels: labels, options: InputOptions(resize: [3, 3]))
    #expect(resampled.shape == [3, 3])
    let tested = try Dataset(images: images, labels: labels, test: (images, labels))
    #expect(tested.test?.labels == [1, 0, 1, 0])
  }

  @Test func aTableOfFilesAndLabels() throws {
    for index in 0..<4 { folder.write("photos/\(index).pgm", pgm(1, 1, [index])) }
    let table = folder.write(
      "y.csv", "file,label\n3.pgm,dog\nphotos/1.pgm,dog\n0.pgm,cat\n2.pgm,cat\n9.pgm,ox\n")
    let images = folder.path("photos")
    let set = try Dataset(images: images, labels: table)
    #expect(set.classNames == ["cat", "dog"] && set.train.labels == [0, 1, 0, 1])
    #expect(set.files.map(\.path) == [images, table])
    folder.write("photos/4.pgm", pgm(1, 1, [4]))
    let error = fault { () throws(FileError) in _ = try Dataset(images: images, labels: table) }
    #expect(error?.path == table && error?.found == "no label for 1 of 5 samples: \(images)/4.pgm")
  }

  @Test func theDigestOfAFolderTellsEveryChange() throws {
    for kind in ["a", "b"] { folder.write("\(kind)/x.pgm", pgm(1, 1, [7])) }
    let first = try Dataset(folder: folder.path).train.digests
    #expect(try Dataset(folder: folder.path).train.digests == first)
    folder.write("b/x.pgm", pgm(1, 1, [8]))
    let second = try Dataset(folder: folder.path).train.digests
    try FileManager.default.moveItem(atPath: "\(folder.path)/b", toPath: "\(folder.path)/c")
    let third = try Dataset(folder: folder.path).train.digests
    #expect(Set([first, second, third]).count == 3)
    let onOneThread = try Dataset(folder: folder.path, parallel: Parallel(threads: 1))
    #expect(onOneThread.train.digests == third)
  }

  @Test func labelsThatDoNotMatch() {
    let images = folder.write("X.npy", npy([3, 1, 2], [0, 1, 2, 3, 4, 5]))
    let labels = folder.write("y.txt", "a\nb\n")
    let error = fault { () throws(FileError) in _ = try Dataset(images: images, labels: labels) }
    #expect(
      error == FileError(.badData, labels, found: "2 labels", expected: "3, one for each sample of \(images)")
    )
  }

  @Test func labelsThatAreMissing() {
    folder.write("train-images-idx3-ubyte", images(2))
    #expect(fault(folder: folder.path)?.kind == .noInput)
  }

  @Test func unknownForms() {
    #expect(fault(folder: folder.path)?.found == "no subfolder")
    folder.write("only/x.pgm", pgm(1, 1, [7]))
    #expect(fault(folder: folder.path)?.found == "one subfolder")
    #expect(
      fault(folder: folder.write("x.npy", npy([2, 1, 1], [0, 1])))?.expected == "a file of labels next to it")
    #expect(fault(folder: "\(folder.path)/absent")?.kind == .noInput)
  }

  @Test func anEmptyClassFolder() throws {
    folder.write("a/x.pgm", pgm(1, 1, [7]))
    try FileManager.default.createDirectory(atPath: "\(folder.path)/b", withIntermediateDirectories: true)
    let error = fault(folder: folder.path)
    #expect(error?.path == "\(folder.path)/b" && error?.found == "no input file in this folder")
  }

  @Test func aClassWithOneSample() throws {
    for (name, count) in [("ant", 3), ("bee", 1)] {
      for index in 0..<count { folder.write("\(name)/\(index).pgm", pgm(1, 1, [index])) }
    }
    let set = try Dataset(folder: folder.path)
    let error = fault { () throws(FileError) in _ = try set.split(testShare: 0.3, seed: 0) }
    #expect(error?.found == "1 image of the class bee")
  }

  @Test func oneClass() {
    let images = folder.write("X.npy", npy([2, 1, 1], [0, 1]))
    let labels = folder.write("y.txt", "a\na\n")
    let error = fault { () throws(FileError) in _ = try Dataset(images: images, labels: labels) }
    #expect(error?.found == "one class, a")
  }

  @Test func mixedSizes() {
    folder.write("a/x.pgm", pgm(1, 1, [7]))
    folder.write("b/x.pgm", pgm(2, 1, [7, 7]))
    #expect(fault(folder: folder.path)?.found == "frames of 1 x 2")
    let images = folder.write("X.npy", npy([2, 1, 1], [0, 1]))
    let others = folder.write("Z.npy", npy([2, 2, 1], [0, 1, 2, 3]))
    let labels = folder.write("y.txt", "a\nb\n")
    let error = fault { () throws(FileError) in
      _ = try Dataset(images: images, labels: labels, test: (others, labels))
    }
    #expect(error?.path == others && error?.found == "frames of 2 x 1")
  }

  @Test func aTestClassThatIsNotLearned() {
    let images = folder.write("X.npy", npy([2, 1, 1], [0, 1]))
    let (labels, others) = (folder.write("y.txt", "a\nb\n"), folder.write("z.txt", "a\nc\n"))
    let error = fault { () throws(FileError) in
      _ = try Dataset(images: images, labels: labels, test: (images, others))
    }
    #expect(
      error == FileError(.badData, others, found: "the class c", expected: "one of the 2 to learn from"))
  }

  @Test func planesOfColour() {
    let images = folder.write("X.npy", npy([2, 3, 1, 1], [0, 1, 2, 3, 4, 5]))
    let labels = folder.write("y.txt", "a\nb\n")
    let error = fault { () throws(FileError) in _ = try Dataset(images: images, labels: labels) }
    #expect(error?.found == "an array of the batch axes [2, 3]")
  }
}
