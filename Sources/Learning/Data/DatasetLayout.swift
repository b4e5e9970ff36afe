import Files
import Scattering

/// Where the parts of a data set are, by the forms in which data sets come.
struct DatasetLayout {
  let train: DatasetSource
  let test: DatasetSource?
  /// How messages call the test part, such as `the folder test`.
  let testName: String

  static let forms =
    "train-images-idx3-ubyte and train-labels-idx1-ubyte, with .gz or without; an .npz of x_train and y_train; a subfolder a class; train and test, or val, "
    + "with a subfolder a class; or one array or folder of images with a file of labels"

  /// Images and labels named one by one.
  /// - Parameter test: Both or neither.
  init(images: String, labels: String, test: (images: String, labels: String)?) {
    train = .pair(images: images, labels: labels)
    self.test = test.map { .pair(images: $0.images, labels: $0.labels) }
    testName = test?.images ?? ""
  }

  /// What a folder holds.
  ///
  /// - Throws: `.noInput` if there is no folder at `path`; `.badData` if it is of none of the forms.
  init(folder path: String) throws(FileError) {
    guard try FileStatus(path).isFolder else {
      if let parts = Self.archive(path) {
        self = parts
        return
      }
      throw FileError(.badData, path, found: "a file without labels", expected: "a file of labels next to it")
    }
    if let train = try Self.idxPair("train", in: path) {
      self.train = train
      test = try Self.testPair(in: path)
      testName = "the t10k files"
      return
    }
    let folders = try FolderListing.subfolders(of: path)
    if folders.contains("train") {
      train = .classFolders(FolderListing.path(path, "train"))
      let name = ["test", "val"].first(where: folders.contains)
      test = name.map { .classFolders(FolderListing.path(path, $0)) }
      testName = "the folder \(name ?? "")"
      return
    }
    guard folders.count >= 2 else {
      throw FileError(
        .badData, path, found: folders.isEmpty ? "no subfolder" : "one subfolder", expected: Self.forms)
    }
    (train, test, testName) = (.classFolders(path), nil, "")
  }

  /// The arrays `x_train` and `y_train`, and perhaps `x_test` and `y_test`, of an archive, as Keras names them; nil for what holds no such.
  private static func archive(_ path: String) -> DatasetLayout? {
    guard let names = try? NumPyArchive(path).entries.map(\.name) else { return nil }
    func pair(_ part: String) -> (images: String, labels: String)? {
      let pair = ["x_\(part)", "y_\(part)"]
      return pair.allSatisfy(names.contains) ? ("\(path):\(pair[0])", "\(path):\(pair[1])") : nil
    }
    return pair("train").map { DatasetLayout(images: $0.images, labels: $0.labels, test: pair("test")) }
  }

  /// Images and labels as the MNIST database names them.
  ///
  /// - Throws: `.noInput` where there are images but no labels.
  private static func idxPair(_ part: String, in folder: String) throws(FileError) -> DatasetSource? {
    guard let images = file("\(part)-images", "idx3-ubyte", in: folder) else { return nil }
    guard let labels = file("\(part)-labels", "idx1-ubyte", in: folder) else {
      throw FileError(
        .noInput, FolderListing.path(folder, "\(part)-labels-idx1-ubyte.gz"), found: "nothing there",
        expected: "the labels of \(images)")
    }
    return .pair(images: images, labels: labels)
  }

  private static func testPair(in folder: String) throws(FileError) -> DatasetSource? {
    if let pair = try idxPair("t10k", in: folder) { return pair }
    return try idxPair("test", in: folder)
  }

  private static func file(_ stem: String, _ ending: String, in folder: String) -> String? {
    let names = ["-", "."].flatMap { ["\(stem)\($0)\(ending)", "\(stem)\($0)\(ending).gz"] }
    return names.map { FolderListing.path(folder, $0) }.first {
      (try? FileStatus($0))?.isRegular == true
    }
  }
}

/// Where a part's images and labels are.
enum DatasetSource {
  /// An image file or array, or a folder of them, and a file of labels.
  case pair(images: String, labels: String)
  /// A folder with a subfolder a class.
  case classFolders(String)

  /// The images, the label of each as text, and the files both came from.
  func open(
    _ options: InputOptions, _ parallel: Parallel
  ) throws(FileError) -> (InputSet, names: [String], files: [DatasetFile]) {
    switch self {
    case .pair(let images, let labels): try Self.pair(images, labels, options, parallel)
    case .classFolders(let folder): try Self.classFolders(folder, options, parallel)
    }
  }

  private static func pair(
    _ images: String, _ labels: String, _ options: InputOptions, _ parallel: Parallel
  ) throws(FileError) -> (InputSet, names: [String], files: [DatasetFile]) {
    let inputs = try InputSet(paths: [images], options: options, parallel: parallel)
    try checkPlanes(inputs, images)
    let names = try LabelSource.file(labels).labels(of: images, names: inputs.names).names
    let isFolder = try FileStatus(ArchiveMember.file(of: images)).isFolder
    let imageFile =
      isFolder
      ? try DatasetFile(folder: images, files: inputs.sources.map(\.path), parallel)
      : try DatasetFile(file: images)
    return (inputs, names, [imageFile, try DatasetFile(file: labels)])
  }

  private static func classFolders(
    _ folder: String, _ options: InputOptions, _ parallel: Parallel
  ) throws(FileError) -> (InputSet, names: [String], files: [DatasetFile]) {
    var (listing, classes): (FolderListing, [String]) = (FolderListing([]), [])
    for name in try FolderListing.subfolders(of: folder) {
      let found = FolderListing([FolderListing.path(folder, name)])
      classes += found.files.map { _ in name }
      listing.append(found)
    }
    let inputs = try InputSet(listing, options: options, parallel: parallel)
    try checkPlanes(inputs, folder)
    // All files of the listing were opened.
    let names = zip(inputs.sources, classes).flatMap { [String](repeating: $1, count: $0.count) }
    return (inputs, names, [try DatasetFile(folder: folder, files: listing.files, parallel)])
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
