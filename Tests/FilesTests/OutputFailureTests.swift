import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// Full disks, signals and misuse, each in a process of its own where it must be.
@Suite struct OutputFailureTests {
  #if os(Linux)
    @Test("a full disk is an error at the piece that does not fit", arguments: [1, 1 << 20])
    func fullDevice(byteCount: Int) throws {
      let error = #expect(throws: FileError.self) {
        let sink = try FileSink(opening: "/dev/full", name: "out.npy")
        try Data(count: byteCount).withUnsafeBytes { try sink.append($0) }
        try sink.close()
      }
      let expected = FileError(
        .cannotWrite, "out.npy", found: "no space left on device", expected: "room for the whole file")
      #expect(error == expected)
    }
  #endif

  @Test("where the file can grow no more, every writer fails and nothing is left")
  func outgrown() async throws {
    let folder = TemporaryFolder()
    folder.write("out.npy", "old")
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1 << 17, rlim_max: 1 << 17)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let metadata = OutputExample.metadata(Double.self, outputShape: [100, 100])
      for format in FeatureFormat.allCases {
        var writer: (any FeatureWriter<Double>)?
        let error = #expect(throws: FileError.self) {
          writer = try format.makeWriter("\(path)/out.\(format)", metadata: metadata, of: Double.self)
          for element in 0..<6 {
            try writer?.append(OutputExample.features(of: element..<(element + 1), metadata))
          }
          try writer?.finish()
        }
        #expect(error?.kind == .cannotWrite && error?.path == "\(path)/out.\(format)")
        #expect(error?.expected == "room for the whole file")
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names == ["out.npy"])
        withExtendedLifetime(writer) {}
      }
    }
    #expect(try folder.data("out.npy") == Data("old".utf8))
  }

  @Test("a folder that may not be written to")
  func forbidden() async throws {
    let folder = TemporaryFolder()
    chmod(folder.path, 0o555)
    await #expect(processExitsWith: .success) { [path = folder.path("out.npz") as String] in
      if geteuid() == 0 { seteuid(65534) }
      let error = #expect(throws: FileError.self) { try AtomicFile.write("x", to: path) }
      #expect(error?.found == "permission denied" && error?.expected == "a folder that may be written to")
    }
  }

  @Test("an interrupt removes what is unfinished", arguments: [SIGINT, SIGTERM, SIGHUP])
  func interrupted(number: Int32) async throws {
    let folder = TemporaryFolder()
    folder.write("out.npy", "old")
    await #expect(processExitsWith: .exitCode(128 + number)) {
      [path = folder.path as String, number = number as Int32] in
      signal(SIGHUP, SIG_DFL)
      TemporaryFiles.removeWhenInterrupted()
      let metadata = OutputExample.metadata(Float.self)
      try AtomicFile.write("whole", to: "\(path)/whole.txt")
      let writers = try FeatureFormat.allCases.map { format in
        try format.makeWriter("\(path)/out.\(format)", metadata: metadata, of: Float.self)
      }
      for writer in writers { try writer.append(OutputExample.features(of: 0..<2, metadata)) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 2 + 5)
      withExtendedLifetime(writers) { Self.signalSelf(number) }
    }
    #expect(folder.contents == ["out.npy", "whole.txt"])
    #expect(try folder.data("out.npy") == Data("old".utf8))
  }

  @Test("a signal that was ignored stays ignored")
  func ignored() async {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_IGN)
      TemporaryFiles.removeWhenInterrupted()
      Self.signalSelf(SIGHUP, seconds: 1)
    }
  }

  @Test("threads make and drop files at once, and an interrupt still finds all")
  func concurrent() async throws {
    let folder = TemporaryFolder()
    await #expect(processExitsWith: .exitCode(130)) { [path = folder.path as String] in
      TemporaryFiles.removeWhenInterrupted()
      DispatchQueue.concurrentPerform(iterations: 2000) { index in
        _ = try? AtomicFile("\(path)/dropped\(index)")
        if index % 100 == 0 { try? AtomicFile.write("x", to: "\(path)/whole\(index)") }
      }
      let files = try (0..<200).map { try AtomicFile("\(path)/open\($0)") }
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 220)
      withExtendedLifetime(files) { Self.signalSelf(SIGINT) }
    }
    #expect(folder.contents.count == 20)
  }

  @Test("too few and too many features stop the program")
  func misuse() async throws {
    let folder = TemporaryFolder()
    for count in [1, 5, 7] {
      await #expect(processExitsWith: .failure) {
        [path = folder.path("out.npy") as String, count = count as Int] in
        TemporaryFiles.removeWhenInterrupted(by: [SIGILL, SIGTRAP])
        let metadata = OutputExample.metadata(Float.self)
        let writer = try FeatureFormat.npy.makeWriter(path, metadata: metadata, of: Float.self)
        try writer.append([Float](repeating: 0, count: count == 1 ? 1 : count * metadata.blockLength))
        try writer.finish()
      }
    }
    #expect(folder.contents == [])
  }

  /// Signals the process, not the thread, which may block signals, and gives the handler time to end it, on whatever thread
  /// of a busy machine it runs.
  private static func signalSelf(_ number: Int32, seconds: UInt32 = 60) {
    kill(getpid(), number)
    sleep(seconds)
  }
}
