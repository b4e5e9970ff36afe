import Foundation
import TestSupport
import Testing

/// A file that is there and may not be read.
@Suite struct UnreadableTests {
  let folder = TemporaryFolder()
  let asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups"

  /// Permissions do not bind root, who therefore becomes nobody; where that is forbidden, a file of the kernel's that
  /// nobody at all may read takes the place of the forbidden one.
  @Test(arguments: ["features", "info"]) func isNoInput(command: String) throws {
    let file = folder.path("x.npy")
    #expect(Tool.numpy("np.save(sys.argv[1], np.ones((32, 32)))", file) == "")
    try chmodAll(["x.npy": 0o000, "": 0o777])
    let run = try runUnprivileged { tool, file in
      command == "info" ? "\(tool) info \(file)" : "\(tool) features \(file) -o '\(folder.path("out.npz"))'"
    }
    expectFailure(run, 66, [run.errors.contains("/proc/") ? "/proc/" : "x.npy", "ermission denied"])
    #expect(folder.contents.filter { $0 != "tool" } == ["x.npy"])
  }

  func runUnprivileged(_ command: (_ tool: String, _ file: String) -> String) throws -> Run {
    let file = "'\(folder.path("x.npy"))'"
    if geteuid() != 0 { return Tool.shell(command("'\(Tool.path)'", file)) }
    // Nobody may not enter every folder in which the tool may have been built.
    try FileManager.default.copyItem(atPath: Tool.path, toPath: folder.path("tool"))
    try chmodAll(["tool": 0o755])
    let tool = "\(asNobody) '\(folder.path("tool"))'"
    if Tool.shell("\(tool) --version").status == 0 { return Tool.shell(command(tool, file)) }
    return Tool.shell(command("'\(Tool.path)'", "/proc/sys/vm/compact_memory"))
  }

  func chmodAll(_ modes: [String: Int]) throws {
    for (name, mode) in modes {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path(name))
    }
  }
}
