import Files

/// Labels that the folders of files say: the class is the folder right below the one that all inputs have in common.
struct FolderLabels {
  /// The folder that all have in common, in components.
  private let root: [Substring]

  /// - Parameter names: The names of all inputs.
  init(_ names: [String]) {
    let folders = names.map { InputPath($0, hasIndex: true).folders }
    root = folders.dropFirst().reduce(Array(folders.first ?? [])) { root, folders in
      Array(zip(root, folders).prefix { $0 == $1 }.map(\.0))
    }
  }

  /// The folder of each sample.
  ///
  /// - Throws: `.badData` in the name of a sample that lies in no folder below the one that all have in common.
  func labels(of names: [String]) throws(FileError) -> [String] {
    try names.map { (name) throws(FileError) in
      let folders = InputPath(name, hasIndex: true).folders
      // Where absolute paths stand among relative ones, they have nothing in common, not even the root.
      guard folders.count > root.count, !folders[root.count].isEmpty, folders[root.count] != ".." else {
        throw FileError(
          .badData, name, found: "no folder\(below)",
          expected: "one whose name is the sample's class, all paths absolute or all from one folder")
      }
      return String(folders[root.count])
    }
  }

  private var below: String {
    root.isEmpty ? "" : " below \(root == [""] ? "/" : root.joined(separator: "/"))"
  }
}
