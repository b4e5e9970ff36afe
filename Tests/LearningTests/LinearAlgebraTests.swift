import Foundation
import Learning
import Numerical
import Testing

@Suite struct LinearAlgebraTests {
  private func symbol<Function>(_ name: String, as _: Function.Type) throws -> Function {
    let library = try #require(dlopen("libopenblas.so.0", RTLD_NOW | RTLD_NOLOAD))
    return unsafeBitCast(try #require(dlsym(library, name)), to: Function.self)
  }

  /// Programs that the process starts find the environment that it was started with, and OpenBLAS leaves all threads but the
  /// caller's alone.
  @Test func openBLASIsOpenedForThisProcessAlone() throws {
    LinearAlgebra.prepareOpenBLAS()
    let start = try #require(try? Data(contentsOf: URL(fileURLWithPath: "/proc/self/environ")))
    let variables = String(decoding: start, as: UTF8.self).split(separator: "\0")
    for name in ["OPENBLAS_NUM_THREADS", "OPENBLAS_CORETYPE"] {
      let before = variables.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
      #expect(getenv(name).map { String(cString: $0) } == before)
    }
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
