import Foundation
import Learning
import Testing

@Suite struct LinearAlgebraTests {
  private static let variables = ["OPENBLAS_NUM_THREADS", "OPENBLAS_CORETYPE"]

  private func environment() -> [String?] {
    Self.variables.map { ProcessInfo.processInfo.environment[$0] }
  }

  private func symbol<Function>(_ name: String, as _: Function.Type) throws -> Function {
    let library = try #require(dlopen("libopenblas.so.0", RTLD_NOW | RTLD_NOLOAD))
    return unsafeBitCast(try #require(dlsym(library, name)), to: Function.self)
  }

  /// Programs that the process starts find the environment as it was, and OpenBLAS leaves all threads but the caller's alone.
  @Test func openBLASIsOpenedForThisProcessAlone() throws {
    let before = environment()
    LinearAlgebra.prepareOpenBLAS()
    #expect(environment() == before)
    let threads = try symbol("openblas_get_num_threads", as: (@convention(c) () -> Int32).self)
    #expect(threads() == 1)
  }

  /// An OpenBLAS older than the processor takes it for the first of 64 bits, whose vectors hold two doubles.
  @Test(
    .enabled(if: (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.contains(" avx2 ") == true),
    .enabled(if: ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil))
  func openBLASUsesTheProcessorsVectors() throws {
    LinearAlgebra.prepareOpenBLAS()
    let name = try symbol(
      "openblas_get_corename", as: (@convention(c) () -> UnsafePointer<CChar>).self)
    #expect(String(cString: name()) != "Prescott")
  }
}
