import Files
import Foundation
import Learning
import TestSupport
import Testing

@Suite struct LabelReaderTests {
  private let folder = TestSupport.TemporaryFolder()

  private func write(_ name: String, _ bytes: [UInt8]) -> String {
    try! Data(bytes).write(to: URL(filePath: folder.path(name)))
    return folder.path(name)
  }

  private func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  private func names(_ path: String) throws -> [String] {
    let labels = try LabelReader.labels(at: path)
    return labels.values.map { labels.classNames[$0] }
  }

  private func fault(_ path: String) -> FileError? {
    do throws(FileError) {
      _ = try LabelReader.labels(at: path)
      return nil
    } catch { return error }
  }

  @Test func wholeNumbersInArrays() throws {
    let integers = npy(
      "{'descr': '>i2', 'fortran_order': False, 'shape': (3, 1), }",
      [Int16(300), -2, 9].flatMap { bytes($0.bigEndian) })
    #expect(try names(write("a.npy", integers)) == ["300", "-2", "9"])
    #expect(try names(write("b.npy", npy([2], [4, 10]))) == ["4", "10"])
    // Bytes of IDX are not scaled, as those of images are.
    #expect(try names(write("labels", idx([3], [255, 0, 17]))) == ["255", "0", "17"])
  }

  @Test func classesAreSortedAsNumbersWhereAllAreNumbers() throws {
    #expect(try LabelReader.labels(at: write("a.txt", "10\n9\n-1\n")).classNames == ["-1", "9", "10"])
    #expect(try LabelReader.labels(at: write("b.txt", "10\n9\nx\n")).classNames == ["10", "9", "x"])
  }

  @Test func linesOfText() throws {
    #expect(try names(write("a.csv", "\u{FEFF}class\r\n3\r\n 4 \r\n\r\n")) == ["3", "4"])
    #expect(try names(write("b.csv", "\"a, \"\"b\"\"\"\nplain\n")) == ["a, \"b\"", "plain"])
    #expect(try names(write("c.txt", "cat\ndog")) == ["cat", "dog"])
  }

  @Test func compressedLabelsOfFashionMNIST() throws {
    let path = "/usr/share/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz"
    guard FileManager.default.fileExists(atPath: path) else { return }
    let labels = try LabelReader.labels(at: path)
    #expect(labels.classNames == (0...9).map(String.init))
    #expect((0...9).allSatisfy { label in labels.values.count { $0 == label } == 1000 })
    var damaged = [UInt8](try Data(contentsOf: URL(filePath: path)))
    damaged.removeLast(100)
    #expect(fault(write("short.gz", damaged))?.kind == .badData)
  }

  @Test func whatIsNoLabels() {
    #expect(fault(folder.path("absent"))?.kind == .noInput)
    #expect(fault(write("a.txt", ""))?.found == "no label")
    #expect(fault(write("b.txt", "a\n\nb"))?.found == "an empty line 2")
    #expect(fault(write("c.csv", "1,2\n3,4"))?.found == "several columns in line 1")
    #expect(fault(write("d.npy", npy([2], [1, 0.5])))?.found == "0.5 as label 1")
    #expect(fault(write("e.npy", npy([2, 2], [1, 2, 3, 4])))?.found == "an array [2, 2]")
    #expect(fault(write("f", idx([4], [1, 2, 3])))?.found == "3 bytes of labels")
    #expect(fault(write("g.pgm", pgm(1, 1, [0])))?.found == "an image")
    #expect(fault(write("h.bin", [0xC3, 0x28, 0x0A]))?.found == "bytes that are no UTF-8 text")
  }
}
