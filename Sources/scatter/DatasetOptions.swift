import ArgumentParser
import Files
import Learning
import Scattering

/// What is learned from and what is tested on.
struct DatasetOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A data set, or its images.", valueName: "dataset"), completion: .file())
  var dataset: String

  @Option(
    help: ArgumentHelp(
      "The classes of the images: an array, text of one label a line, or a table of file and label.",
      valueName: "file"),
    completion: .file())
  var labels: String?

  @Option(help: ArgumentHelp("Images to test on.", valueName: "file"), completion: .file())
  var testImages: String?

  @Option(help: ArgumentHelp("Their classes.", valueName: "file"), completion: .file())
  var testLabels: String?

  @Option(
    help: ArgumentHelp(
      "The share of every class to test on, where the data set has no test part.", valueName: "share"))
  var testShare = 0.2

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    guard testShare > 0, testShare < 1 else {
      throw ValidationError("--test-share is \(testShare), but it must be above 0 and below 1.")
    }
    guard (testImages == nil) == (testLabels == nil) else {
      throw ValidationError("--test-images and --test-labels go together.")
    }
    guard labels != nil || testImages == nil else {
      throw ValidationError("--test-images goes with --labels.")
    }
  }

  func open(_ parallel: Parallel) throws(FileError) -> Dataset {
    let options = reading.options()
    guard let labels else { return try Dataset(folder: dataset, options: options, parallel: parallel) }
    var test: (images: String, labels: String)?
    if let testImages, let testLabels { test = (testImages, testLabels) }
    return try Dataset(images: dataset, labels: labels, test: test, options: options, parallel: parallel)
  }
}
