import Files
import Foundation
import Learning
import Scattering
import TestSupport
import Testing

/// Labels by tables, by folders and by order.
@Suite struct LabelSourceTests {
  private let folder = TemporaryFolder()

  private func labels(
    _ source: LabelSource, _ names: [String], _ skipped: [SkippedInput] = []
  ) throws(FileError) -> [String] {
    try source.labels(of: "f.npz", names: names, skipped: skipped).names
  }

  private func table(_ text: String) -> LabelSource { .file(folder.write("labels.csv", text)) }

  /// What is said of labels, without the path of the file of labels.
  private func fault(_ source: LabelSource, _ names: [String], _ skipped: [SkippedInput] = []) -> String? {
    let error = #expect(throws: FileError.self) { try labels(source, names, skipped) }
    #expect(error?.kind == .badData)
    return error?.description.replacing(folder.path + "/", with: "")
  }
}

/// Tables.
extension LabelSourceTests {
  @Test func rowsAreMatchedByName() throws {
    let names = ["photos/b.png", "photos/a.png"]
    for text in [
      "file,label\na.png,cat\nb.png,dog\nc.png,ox\n", "a.png\tcat\r\nphotos/b.png\tdog",
      "\u{FEFF}\"a.png\",\"cat\"\r\n./photos//b.png , dog\r\n\r\n", "\n\nb.png,dog\ra.png,cat\r",
    ] {
      #expect(try labels(table(text), names) == ["dog", "cat"])
    }
    // The heading is no class, and other files' labels are none either.
    let found = try table("file,label\na.png,cat\nb.png,dog\nc.png,ox\n").labels(of: "f.npz", names: names)
    #expect(found.labels.classNames == ["cat", "dog"] && found.notes.isEmpty)
  }

  @Test func theLongestEndOfAPathWins() throws {
    let text = "1.png,short\nb/1.png,middle\n/data/b/1.png,whole\n"
    #expect(try labels(table(text), ["/data/b/1.png"]) == ["whole"])
    #expect(try labels(table(text), ["data/b/1.png"]) == ["middle"])
    #expect(try labels(table(text), ["./c/1.png", "x/b/1.png"]) == ["short", "middle"])
    // Ends begin at slashes.
    #expect(
      fault(table(text), ["c/11.png"])
        == "labels.csv: found no label for 1 of 1 samples: c/11.png, expected a line of file and label for each"
    )
  }

  @Test func aFileStandsForAllItsSamplesButThoseOfTheirOwn() throws {
    let names = ["x/stack.tif[0]", "x/stack.tif[1]", "x/stack.tif[2]", "y.png[1]"]
    let text = "stack.tif[1],one\nx/stack.tif,all\ny.png[1],picture\n"
    #expect(try labels(table(text), names) == ["all", "one", "all", "picture"])
  }

  @Test func namesOfAllKinds() throws {
    let names = ["a,b.png", "say \"hi\".png", "ü/🐈.png", "a[red].png", "img[2]", "two\nlines.png", " x .png"]
    var text = CSVRecord(["input", "class"]).bytes
    for (index, name) in names.enumerated() { text += CSVRecord([name, "c,\(index)"]).bytes }
    let source = LabelSource.file(folder.write("p.csv", text))
    #expect(try labels(source, names) == names.indices.map { "c,\($0)" })
  }

  @Test(arguments: [false, true]) func aPredictionIsATable(withScores: Bool) throws {
    let names = ["x.npy[1]", "x.npy[0]", "a/1.png", "b/1.png"]
    let scores = Matrix<Float>([1, 0, 0, 1, 1, 0, 0, 1], rows: 4, columns: 2)
    let path = folder.path("p.csv")
    try Predictions(names: names, classNames: ["cat", "dog"], scores: scores).write(
      to: path, format: .csv, withScores: withScores)
    #expect(try labels(.file(path), names.reversed()) == ["dog", "cat", "dog", "cat"])
  }

  @Test func samplesWithoutALabel() {
    let names = (0..<8).map { "p/\($0).png" }
    #expect(
      fault(table("file,label\n0.png,a\n"), names) == """
        labels.csv: found no label for 7 of 8 samples: p/1.png, p/2.png, p/3.png, p/4.png, p/5.png and 2 more, \
        expected a line of file and label for each
        """)
    #expect(
      fault(table("a.png,\"\"\nb.png,b\n"), ["b.png", "a.png"])
        == "labels.csv: found an empty label of a.png in line 1, expected text")
    #expect(
      fault(table("b.png,b\na.png,\n"), ["b.png", "a.png"])
        == "labels.csv: found an empty label of a.png in line 2, expected text")
  }

  @Test func aFileOfTwoLabels() throws {
    let text = "file,label\na.png,cat\nb.png,dog\n./a.png,dog\n"
    #expect(
      fault(table(text), ["a.png"])
        == "labels.csv: found a.png as \"cat\" in line 2 and as \"dog\" in line 4, expected one label a file")
    // Of a file that nobody asks for, or twice the same, they do no harm.
    #expect(try labels(table(text), ["b.png"]) == ["dog"])
    #expect(try labels(table("a.png,cat\na.png,cat\n"), ["a.png"]) == ["cat"])
  }

  @Test func anEntryOfTwoFiles() throws {
    let (names, text) = (["x/a.png", "y/a.png"], "file,label\na.png,cat\n")
    #expect(
      fault(table(text), names)
        == "labels.csv: found a.png in line 2 for both x/a.png and y/a.png, expected as much of their paths as tells them apart"
    )
    #expect(fault(table(text), ["a.png", "y/a.png"])?.contains("for both a.png and y/a.png") == true)
    #expect(fault(table("a/1.png,c\n"), ["x/a/1.png", "y/a/1.png"])?.contains("a/1.png in line 1") == true)
    #expect(try labels(table(text + "y/a.png,dog\n"), names) == ["cat", "dog"])
    #expect(try labels(table(text), ["x/a.png", "./x/a.png"]) == ["cat", "cat"])
  }

  @Test func otherColumns() {
    #expect(
      fault(table("a.png,cat\n\"b\n.png\",dog\nc.png,ox,1\n"), ["a.png"])
        == "labels.csv: found 3 columns in line 4, expected two columns, file and label, with a comma or a tab between them"
    )
    #expect(fault(table("a.png,cat\nb.png\n"), ["a.png"])?.contains("found one column in line 2") == true)
  }
}

/// Folders.
extension LabelSourceTests {
  @Test func theClassIsTheFolderBelowTheCommonOne() throws {
    let names = ["photos/cat/1.png", "photos/dog/old/2.png", "./photos/dog/x.npy[0]", "photos//cat/3.png"]
    #expect(try labels(.folders, names) == ["cat", "dog", "dog", "cat"])
    #expect(try labels(.folders, ["/d/cat/1.png", "/d/dog/1.png"]) == ["cat", "dog"])
    #expect(try labels(.folders, ["./cat/1.png", "./dog/1.png"]) == ["cat", "dog"])
    #expect(try labels(.folders, ["/cat/1.png", "/dog/1.png"]) == ["cat", "dog"])
    #expect(try labels(.folders, ["../p/cat/1.png", "../p/dog/1.png"]) == ["cat", "dog"])
    #expect(try labels(.folders, ["p/cat/1.png", "./p/../p/dog/1.png"]) == ["cat", "dog"])
    #expect(fault(.folders, ["p/cat/1.png", "../e/p/dog/1.png"]) != nil)
  }

  @Test func samplesInNoSuchFolder() {
    let expected = "expected one whose name is the sample's class, all paths absolute or all from one folder"
    #expect(
      fault(.folders, ["p/cat/1.png", "p/dog/1.png", "p/3.png"])
        == "p/3.png: found no folder below p, \(expected)")
    #expect(
      fault(.folders, ["p/cat/1.png", "p/cat/2.png"])
        == "p/cat/1.png: found no folder below p/cat, \(expected)")
    #expect(fault(.folders, ["f.npy[0]", "f.npy[1]"]) == "f.npy[0]: found no folder, \(expected)")
    #expect(fault(.folders, ["/a.png", "/cat/b.png"]) == "/a.png: found no folder below /, \(expected)")
    #expect(fault(.folders, ["cat/1.png", "/d/dog/1.png"]) == "/d/dog/1.png: found no folder, \(expected)")
  }

  /// Which folder is the common one does not hang on which files are damaged.
  @Test func skippedInputsCountForTheCommonFolder() throws {
    let skipped = [SkippedInput(name: "p/dog/1.png", row: 1, count: 1)]
    #expect(try labels(.folders, ["p/cat/old/1.png"], skipped) == ["cat"])
  }

  @Test func classesAreCounted() throws {
    let found = try LabelSource.folders.labels(of: "f", names: ["p/dog/1.png", "p/cat/1.png", "p/dog/2.png"])
    #expect(found.notes == ["classes: cat 1, dog 2"])
    let many = try LabelSource.folders.labels(of: "f", names: (0..<12).map { "p/\($0)/1.png" })
    #expect(
      many.notes == ["classes: 0 1, 1 1, 2 1, 3 1, 4 1, 5 1, 6 1, 7 1, 8 1, 9 1 and 2 more"])
  }
}

/// Labels in order, and inputs that could not be read.
extension LabelSourceTests {
  private var skipped: [SkippedInput] {
    [
      SkippedInput(name: "c.tif", row: 3, count: 2), SkippedInput(name: "a.png", row: 0, count: 1),
      SkippedInput(name: "none.npy", row: 3, count: 0),
    ]
  }

  @Test func labelsOfSkippedInputsAreLeftOut() throws {
    let names = ["b.png", "d.png", "e.png"]
    let path = folder.write("all.txt", "a\nb\nd\nc0\nc1\ne\n")
    let found = try LabelSource.file(path).labels(of: "f.npz", names: names, skipped: skipped)
    #expect(found.names == ["b", "d", "e"])
    #expect(found.notes == ["\(path): labels of inputs that could not be read, left out: 3"])
    let kept = folder.write("kept.txt", "b\nd\ne\n")
    #expect(try LabelSource.file(kept).labels(of: "f.npz", names: names, skipped: skipped).notes.isEmpty)
    #expect(try labels(.file(kept), names, skipped) == ["b", "d", "e"])
  }

  @Test func countsThatDoNotMatch() {
    let source = LabelSource.file(folder.write("l.txt", "a\nb\n"))
    #expect(fault(source, ["x"]) == "l.txt: found 2 labels, expected 1, one for each sample of f.npz")
    #expect(
      fault(source, ["x"], skipped)
        == "l.txt: found 2 labels, expected 1, one for each sample of f.npz, or 4 with those that could not be read"
    )
  }

  @Test func skippedInputsOfUnknownLength() throws {
    let unknown = [SkippedInput(name: "lost.npy", row: 1, count: nil)]
    let source = LabelSource.file(folder.write("l.txt", "a\nb\n"))
    #expect(
      fault(source, ["x"], unknown) == """
        l.txt: found 2 labels, expected 1, or a table of file and label: how many samples lost.npy has, which could not be \
        read, is unknown
        """)
    #expect(try labels(source, ["x", "y"], unknown) == ["a", "b"])
    #expect(try labels(table("y,b\nx,a\nlost.npy,c\n"), ["x", "y"], unknown) == ["a", "b"])
  }
}
