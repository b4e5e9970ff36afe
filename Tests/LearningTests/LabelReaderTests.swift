import Files
import Foundation
import Learning
import TestSupport
import Testing

@Suite struct LabelReaderTests {
  private let folder = TemporaryFolder()

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
    #expect(try names(folder.write("a.npy", integers)) == ["300", "-2", "9"])
    #expect(try names(folder.write("b.npy", npy([2], [4, 10]))) == ["4", "10"])
    // Bytes of IDX are not scaled, as those of images are.
    #expect(try names(folder.write("labels", idx([3], [255, 0, 17]))) == ["255", "0", "17"])
  }

  @Test func textInArrays() throws {
    let unicode = "käse".unicodeScalars.flatMap { bytes($0.value.littleEndian) }
    let words = npy("{'descr': '<U4', 'fortran_order': False, 'shape': (2,), }", unicode + unicode)
    #expect(try names(folder.write("a.npy", words)) == ["käse", "käse"])
    let column = npy("{'descr': '|S3', 'fortran_order': True, 'shape': (2, 1), }", Array("cat12\0".utf8))
    #expect(try names(folder.write("b.npy", column)) == ["cat", "12"])
    let objects = folder.write("c.npy", npy("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", [1]))
    #expect(
      fault(objects)?.description
        == "\(objects): found an NPY array of Python objects, expected one of numbers or text, as "
        + "numpy.save(file, arr.astype(str)) writes")
    let square = npy("{'descr': '|S1', 'fortran_order': False, 'shape': (2, 2), }", Array("abcd".utf8))
    #expect(fault(folder.write("d.npy", square))?.found == "an array [2, 2]")
    let empty = npy("{'descr': '|S1', 'fortran_order': False, 'shape': (2,), }", [0x61, 0])
    #expect(fault(folder.write("e.npy", empty))?.found == "an empty label 1")
    let none = npy("{'descr': '<U1', 'fortran_order': False, 'shape': (0,), }")
    #expect(fault(folder.write("f.npy", none))?.found == "no label")
  }

  @Test func classesAreSortedAsNumbersWhereAllAreNumbers() throws {
    #expect(try LabelReader.labels(at: folder.write("a.txt", "10\n9\n-1\n")).classNames == ["-1", "9", "10"])
    #expect(try LabelReader.labels(at: folder.write("b.txt", "10\n9\nx\n")).classNames == ["10", "9", "x"])
  }

  @Test func linesOfText() throws {
    #expect(try names(folder.write("a.csv", "\u{FEFF}class\r\n3\r\n 4 \r\n\r\n")) == ["3", "4"])
    #expect(try names(folder.write("b.csv", "\"a, \"\"b\"\"\"\nplain\n")) == ["a, \"b\"", "plain"])
    #expect(try names(folder.write("c.txt", "cat\ndog")) == ["cat", "dog"])
    // A tab behind a label is space, and quotes within one are part of it.
    #expect(try names(folder.write("d.txt", "cat\t\r5\" disk\r")) == ["cat", "5\" disk"])
  }

  @Test func compressedLabelsOfFashionMNIST() throws {
    let path = "/usr/share/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz"
    guard FileManager.default.fileExists(atPath: path) else { return }
    let labels = try LabelReader.labels(at: path)
    #expect(labels.classNames == (0...9).map(String.init))
    #expect((0...9).allSatisfy { label in labels.values.count { $0 == label } == 1000 })
    var damaged = [UInt8](try Data(contentsOf: URL(filePath: path)))
    damaged.removeLast(100)
    #expect(fault(folder.write("short.gz", damaged))?.kind == .badData)
  }

  @Test func whatIsNoLabels() {
    #expect(fault(folder.path("absent"))?.kind == .noInput)
    #expect(fault(folder.write("a.txt", ""))?.found == "no label")
    #expect(fault(folder.write("b.txt", "a\n\nb"))?.found == "an empty line 2")
    #expect(fault(folder.write("c.csv", "1,2\n3,4"))?.found == "a table of files and labels")
    #expect(fault(folder.write("c.txt", "1;2\n3;4"))?.found == "several columns in line 1")
    #expect(fault(folder.write("c2.txt", "title\na.png,cat"))?.found == "several columns in line 2")
    #expect(fault(folder.write("d.npy", npy([2], [1, 0.5])))?.found == "0.5 as label 1")
    #expect(fault(folder.write("e.npy", npy([2, 2], [1, 2, 3, 4])))?.found == "an array [2, 2]")
    #expect(fault(folder.write("f", idx([4], [1, 2, 3])))?.found == "3 bytes of samples")
    #expect(fault(folder.write("g.pgm", pgm(1, 1, [0])))?.found == "an image")
    #expect(fault(folder.write("h.bin", [0xC3, 0x28, 0x0A]))?.found == "bytes that are no UTF-8 text")
  }
}
