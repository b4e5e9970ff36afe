import Scattering
import TestSupport
import Testing

@Suite struct MathKernelLibraryTests {
  @Test(
    arguments: [
      ("/nowhere/libmkl_rt.so", .notOpened("cannot open shared object file: No such file or directory")),
      ("", .notOpened("an empty name")),
      ("libm.so.6", .otherLibrary(missing: "fftwf_plan_guru64_dft")),
      ("libfftw3f.so.3", .otherLibrary(missing: "fftw_plan_guru64_dft")),
      ("README.md", .notOpened("invalid ELF header")),
    ] as [(String, MathKernelLibraryError.Reason)])
  func whatIsAnotherLibraryIsRefused(name: String, reason: MathKernelLibraryError.Reason) throws {
    let error = try #require(throws: MathKernelLibraryError.self) { try MathKernelLibrary(opening: name) }
    #expect(error.reason == reason)
    #expect(error.description == "\(name): \(reason)")
  }
}
