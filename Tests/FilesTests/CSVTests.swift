import Files
import Foundation
import Testing

/// Records and fields of delimited values.
@Suite struct CSVTests {
  private func records(_ text: String, _ separator: Character = ",") -> [[String]] {
    let table = CSVTable(text: Data(text.utf8), separator: separator.asciiValue!)
    return table.records.map { table.fields(of: $0).map(\.text) }
  }

  @Test func fieldsAndLines() {
    #expect(records("a,b\nc,d\n") == [["a", "b"], ["c", "d"]])
    #expect(records("a,b\r\nc,d\r\n") == [["a", "b"], ["c", "d"]])
    #expect(records("a,b\rc,d\r") == [["a", "b"], ["c", "d"]])
    #expect(records("a,b\n\nc,d") == [["a", "b"], [""], ["c", "d"]])
    #expect(records("\u{FEFF}a\tb,c", "\t") == [["a", "b,c"]])
    #expect(records("a,\n,b") == [["a", ""], ["", "b"]])
    #expect(records("") == [])
  }

  @Test func quotes() {
    #expect(records("\"a,b\",\"c \"\"d\"\"\"\r\n\"\"\n") == [["a,b", "c \"d\""], [""]])
    #expect(records("\"a\r\nb\",c\nd,e") == [["a\r\nb", "c"], ["d", "e"]])
    // Space around a field is none of it, but within quotes.
    #expect(records(" a , \" b \" \n") == [["a", " b "]])
    // Within a field, quotes are as any byte.
    #expect(records("5\" disk,a\n6\" disk,b") == [["5\" disk", "a"], ["6\" disk", "b"]])
    #expect(records("\"a,b\nc") == [["\"a,b\nc"]])
    #expect(records("\"a\"b,c") == [["\"a\"b", "c"]])
  }

  @Test func linesAreCounted() {
    let table = CSVTable(text: Data("a\r\n\"b\r\nc\nd\re\"\rf\n\ng".utf8))
    #expect(table.records.map(\.line) == [1, 2, 6, 7, 8])
  }

  @Test func recordsReadBackAsTheyWereWritten() {
    let fields = ["", "a", " b ", "c,d", "\"", "e\nf", "g\r\nh", "ü"]
    let bytes = CSVRecord(fields).bytes
    let table = CSVTable(text: Data(bytes + bytes))
    // Space around a field that needs no quotes is left out.
    let expected = fields.map { $0 == " b " ? "b" : $0 }
    #expect(table.records.map { table.fields(of: $0).map(\.text) } == [expected, expected])
  }
}
