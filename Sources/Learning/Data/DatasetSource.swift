import Files

/// Where a part's images and labels are.
enum DatasetSource {
  /// An image file or array, or a folder of them, and a file of labels.
  case pair(images: String, labels: String)
  /// A folder with a subfolder a class.
  case classFolders(String)

  /// The images, the label of each in words, and the files both came from.
  func open(_ options: InputOptions) throws(FileError) -> (InputSet, names: [String], files: [DatasetFile]) {
    switch self {
    case .pair(let images, let labels): try Self.pair(images, labels, options)
    case .classFolders(let folder): try Self.classFolders(folder, options)
    }
  }

  private static func pair(
    _ images: String, _ labels: String, _ options: InputOptions
  ) throws(FileError) -> (InputSet, names: [String], files: [DatasetFile]) {
    let inputs = try InputSet(paths: [images], options: options)
    try checkPlanes(inputs, images)
    let names = try LabelReader.names(at: labels)
    guard names.count == inputs.count else {
      throw FileError(
        .badData, labels, found: "\(names.count) labels",
        expected: "\(inputs.count), one for each image of \(images)")
    }
    let isFolder = try FileStatus(images).isFolder
    let imageFile =
      isFolder
      ? try DatasetFile(folder: images, files: inputs.sources.map(\.path)) : try DatasetFile(file: images)
    return (inputs, names, [imageFile, try DatasetFile(file: labels)])
  }

  private static func classFolders(
    _ folder: String, _ options: InputOptions
  ) throws(FileError) -> (InputSet, names: [String], files: [DatasetFile]) {
    var (files, classOf): ([String], [String: String]) = ([], [:])
    for name in try FolderListing.subfolders(of: folder) {
      let found = try FolderListing.files([FolderListing.path(folder, name)])
      for file in found { classOf[file] = name }
      files += found
    }
    let inputs = try InputSet(paths: files, options: options)
    try checkPlanes(inputs, folder)
    let names = inputs.sources.flatMap { [String](repeating: classOf[$0.path]!, count: $0.count) }
    return (inputs, names, [try DatasetFile(folder: folder, files: files)])
  }

  /// Classifiers take one plane an image.
  private static func checkPlanes(_ inputs: InputSet, _ path: String) throws(FileError) {
    guard inputs.batch.count <= 1 else {
      throw FileError(
        .badData, path, found: "an array of the batch axes \(inputs.batch)",
        expected: "one batch axis: gray images, one after the other")
    }
  }
}
