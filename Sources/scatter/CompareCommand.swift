import ArgumentParser
import Files
import Scattering

/// `scatter compare DATASET -o OUT.html`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Train and test classifiers side by side on few labels, and write a report.",
    discussion: """
      Every classifier learns from the same random images with as many labels of each class, chooses among as many settings \
      by them alone, and is tested on all test images. Networks are small ones trained here, not the best that networks can do. \
      Writes a page that opens offline, and with it OUT.json and OUT.csv with every number.

      A data set is a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte, and t10k files to test on, with .gz or \
      without; a folder with a subfolder a class; a folder with such folders train and test (or val); or images, an array or \
      a folder of them, with --labels. Without test images, --test-share of every class is set aside.

      A run that was interrupted or killed goes on where it was, by OUT.journal, where every finished result stands. Features \
      are kept for the next run in XDG_CACHE_HOME/swift-scattering or ~/.cache/swift-scattering.
      """)

  @OptionGroup(title: "The data") var data: DatasetOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The page to write: .html.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String

  @OptionGroup(title: "The comparison") var comparison: ComparisonOptions
  @OptionGroup(title: "The transform") var bank: BankOptions

  @Option(help: "How images go on beyond their edges.")
  var padding = Padding.reflect

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func run() throws { try CompareRun(self).run() }
}
