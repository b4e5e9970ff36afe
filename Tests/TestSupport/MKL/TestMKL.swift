import Foundation
import Fourier

/// A library in the part of MKL, which tests do not install: FFTW under MKL's names, compiled once a process. Where
/// `SCATTERING_TEST_MKL` names MKL's `libmkl_rt.so`, that is used instead.
public enum TestMKL {
  private static let real = ProcessInfo.processInfo.environment["SCATTERING_TEST_MKL"]
  public static let isStandIn = real == nil
  public static let path: String = real ?? compiled

  /// A planner that has the library, and remembers nothing.
  public static func planner() throws -> Planner {
    Planner(wisdom: nil, mkl: try MathKernelLibrary(opening: path))
  }

  private static let compiled: String = {
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "stand_in.c").path
    let library = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "libStandInMKL.so").path
    // Processes that test at the same time replace it whole.
    let script = """
      trap 'rm -f "$1.$$"' EXIT
      clang -O1 -shared -fPIC "$0" -lfftw3 -lfftw3f -o "$1.$$" && mv "$1.$$" "$1"
      """
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = ["-c", script, source, library]
    do { try shell.run() } catch { fatalError("no bash: \(error)") }
    shell.waitUntilExit()
    precondition(
      shell.terminationStatus == 0, "\(source) does not compile with the clang that comes with Swift")
    return library
  }()
}
