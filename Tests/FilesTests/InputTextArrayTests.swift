import Files
import Foundation
import TestSupport
import Testing

/// NumPy arrays of text.
@Suite struct InputTextArrayTests {
  private let folder = TemporaryFolder()

  private func read(_ bytes: [UInt8]) throws(FileError) -> TextArray? {
    try bytes.withBytes { (bytes) throws(FileError) in
      try TextArray(bytes, "x.npy") { (_) throws(FileError) in }
    }
  }

  private func array(_ type: String, _ shape: String, _ content: [UInt8]) -> [UInt8] {
    npy("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }", content)
  }

  private func fault(_ bytes: [UInt8]) -> String? {
    let error = #expect(throws: FileError.self) { try read(bytes) }
    #expect(error?.kind == .badData && error?.path == "x.npy")
    return error?.found
  }

  @Test("text as NumPy writes it", arguments: ["<U4", ">U4", "S8"])
  func byNumPy(type: String) throws {
    try OutputNumPy.check(
      """
      words = ['käse', '', '𝄞', 'a\\0b']
      array = np.array([word.encode() for word in words] if sys.argv[2][0] == 'S' else words, sys.argv[2])
      np.save(sys.argv[1], array)
      """, folder.path("x.npy"), type)
    let text = try read([UInt8](try folder.data("x.npy")))
    #expect(text?.elements == ["käse", "", "𝄞", "a\0b"] && text?.dimensions == [4])
  }

  @Test("byte orders of any spelling")
  func types() throws {
    for type in ["S2", "|S2", "=S2"] {
      #expect(try read(array(type, "(2,)", [0x61, 0x62, 0x63, 0]))?.elements == ["ab", "c"])
    }
    #expect(try read(array("<U1", "()", [0xFC, 0, 0, 0]))?.elements == ["ü"])
    #expect(try read(array(">U1", "(1, 1)", [0, 0, 0, 0xFC]))?.dimensions == [1, 1])
    #expect(try read(array("<U3", "(0,)", []))?.elements == [])
    #expect(try read(array("<f4", "(1,)", [0, 0, 0, 0])) == nil)
    #expect(try read(array("<M8[s]", "(0,)", [])) == nil)
  }

  @Test("damage, objects and what is no text")
  func faults() {
    #expect(fault(array("|O", "(2,)", [1, 2, 3])) == "an NPY array of Python objects")
    #expect(fault(array("<U1", "(2,)", [0x61, 0, 0, 0])) == "4 bytes of text")
    #expect(fault(array("<U0", "(9223372036854775807,)", [])) == "0 bytes of text")
    #expect(fault(array("<U9", "(4611686018427387904,)", [])) == "0 bytes of text")
    #expect(fault(array("<U2305843009213693951", "(3,)", [])) == "0 bytes of text")
    #expect(fault(array("<U1", "(1,)", [0, 0xD8, 0, 0])) == "bytes that are no text as element 0")
    #expect(fault(array("S2", "(2,)", [0x61, 0, 0xC3, 0x28])) == "bytes that are no text as element 1")
  }
}
