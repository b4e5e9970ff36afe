import Foundation
import Networks
import TestSupport
import Testing

/// What is said where the library of networks is missing or another.
@Suite struct LibraryTests {
  func message(_ paths: [String]) -> String {
    do {
      _ = try TorchLibrary(searching: paths)
      return "nothing was thrown"
    } catch {
      return "\(error)"
    }
  }

  @Test func missingLibraryIsTold() throws {
    let message = message(["/nowhere/libCTorch.so", "libCTorchThatNobodyHas.so"])
    #expect(
      message.contains("/nowhere/libCTorch.so: no such file") && message.contains("libCTorchThatNobodyHas.so")
    )
    #expect(message.contains(".ci/install --networks && swift build -c release"))
  }

  @Test func fileThatIsNoLibraryIsTold() throws {
    let folder = TemporaryFolder()
    try Data("text".utf8).write(to: URL(filePath: folder.path("libCTorch.so")))
    #expect(message([folder.path("libCTorch.so")]).contains("file too short"))
  }

  @Test func otherLibraryIsTold() {
    let expected = NetworkError.libraryMismatch(
      "libz.so.1", found: "a library without ctorch_functions", expected: "the interface of version 2")
    #expect(message(["libz.so.1"]) == expected.description)
  }
}
