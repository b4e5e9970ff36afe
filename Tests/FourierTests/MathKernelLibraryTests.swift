import Foundation
import Scattering
import TestSupport
import Testing

@Suite struct MathKernelLibraryTests {
  @Test(arguments: [
    ("/nowhere/libmkl_rt.so", "cannot open shared object file: No such file or directory"),
    ("", "no function"), ("libm.so.6", "no function fftwf_plan_guru64_dft"),
    ("libfftw3f.so.3", "no function fftw_plan_guru64_dft"), ("README.md", "invalid ELF header"),
  ])
  func whatIsAnotherLibraryIsRefused(name: String, reason: String) throws {
    let error = try #require(throws: MathKernelLibraryError.self) { try MathKernelLibrary(opening: name) }
    #expect(error.description.hasPrefix("\(name): found "))
    #expect(error.description.contains(reason))
    #expect(error.description.hasSuffix(", expected the Math Kernel Library's libmkl_rt.so"))
    #expect(name.isEmpty || error.reason.contains(name) == false)
  }

  @Test func aFileIsFoundFromTheCurrentFolder() throws {
    let current = FileManager.default.currentDirectoryPath
    let up = String(repeating: "../", count: current.split(separator: "/").count)
    _ = try MathKernelLibrary(opening: up + StandInMKL.path.dropFirst())
  }
}
