import ArgumentParser
import Files
import Foundation
import Learning
import Networks
import Scattering

/// `scatter train-network DATASET -o NETWORK`.
struct TrainNetworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-network",
    abstract: "Train a network on labelled images, on top of scattering or without it.",
    discussion: """
      The network is written to a file that 'scatter stability --network' takes. After every epoch the training is kept in \
      NETWORK.training: a run that was interrupted or killed goes on from there, to the same network as if it had never \
      stopped. Where the data set has test images, the network is asked them once, at the end.

      Needs libtorch: .ci/install --networks && swift build -c release.
      """)

  @OptionGroup(title: "The data") var data: DatasetOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The network to write.", valueName: "file"), completion: .file())
  var output: String

  @OptionGroup(title: "The network") var architecture: ArchitectureOptions
  @OptionGroup(title: "The training") var training: TrainingOptions
  @OptionGroup(title: "Scattering, where it comes first") var transform: TransformOptions
  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func run() throws { try TrainNetworkRun(self).run() }
}
