import Files
import Foundation
import Learning
import Networks
import Scattering
import TestSupport
import Testing

/// Files of networks and trainings, whole, damaged, and left behind by a process that was killed.
@Suite(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
struct CheckpointTests {
  let folder = TemporaryFolder()
  static let validation = TrainingSamples.squares(30, seed: 9)

  static func train(
    _ checkpoint: String?, _ optimiser: Optimiser,
    stop: @escaping (TrainingProgress) throws -> Void = { _ in }
  )
    throws -> TrainedNetwork
  {
    var settings = TrainingSamples.settings
    settings.optimiser = optimiser
    var last: TrainingProgress?
    return try Trainer(settings, parallel: Parallel(threads: 2)).train(
      TrainingSamples.network, on: TrainingSamples.squares(100, seed: 1), validation: validation,
      checkpoint: checkpoint
    ) {
      last = $0
    } checkCancellation: {
      if let last { try stop(last) }
    }
  }

  /// The very same operations in the same order, so the very same bits.
  @Test(arguments: [Optimiser.gradientDescent(), .adam(), .adamW()]) func resumedTrainingGivesTheSameBits(
    optimiser: Optimiser
  ) throws {
    struct Stop: Error {}
    let path = folder.path("training")
    let whole = try Self.train(nil, optimiser)
    for epoch in 2...3 {
      #expect(throws: Stop.self) {
        try Self.train(path, optimiser) { if $0.epoch == epoch && $0.step == 3 { throw Stop() } }
      }
    }
    let resumed = try Self.train(path, optimiser)
    #expect(resumed.network.arrays == whole.network.arrays && resumed.bestEpoch == whole.bestEpoch)
    #expect(resumed.history.map(\.loss) == whole.history.map(\.loss))
    // A finished one is at its end at once.
    let again = try Self.train(path, optimiser) { _ in throw Stop() }
    #expect(again.network.arrays == whole.network.arrays && again.history == resumed.history)
    #expect(try Network(checkpoint: path).arrays == whole.network.arrays)
  }

  /// A process that is killed without notice in the midst of an epoch.
  @Test func killedTrainingGoesOn() async throws {
    let path = folder.path("killed")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      _ = try CheckpointTests.train(path, .gradientDescent()) {
        if $0.epoch == 3 && $0.step == 4 { kill(getpid(), SIGKILL) }
      }
    }
    let left = try Network(checkpoint: path)
    let resumed = try Self.train(path, .gradientDescent())
    let whole = try Self.train(nil, .gradientDescent())
    #expect(resumed.network.arrays == whole.network.arrays)
    #expect(left.arrays != TrainingSamples.network.arrays)
  }

  @Test func otherTrainingsAreRefused() throws {
    let path = folder.path("training")
    _ = try Self.train(path, .gradientDescent())
    func found(_ body: () throws -> Void) -> String {
      do { try body() } catch NetworkError.otherTraining(_, let found, _) { return found } catch {
        return "\(error)"
      }
      return "nothing"
    }
    #expect(found { _ = try Self.train(path, .adam()) } == "a training with other settings")
    #expect(
      found {
        _ = try Trainer(TrainingSamples.settings).train(
          TrainingSamples.network, on: TrainingSamples.squares(100, seed: 2), validation: Self.validation,
          checkpoint: path)
      } == "a training on other images or labels")
    let other = try Network(.linear(input: [1, 8, 8], classCount: 3), seed: 1)
    #expect(
      found {
        _ = try Trainer(TrainingSamples.settings).train(
          other, on: TrainingSamples.squares(100, seed: 1), checkpoint: path)
      } == "a checkpoint of CNN")
    try TrainingSamples.network.save(to: path)
    #expect(found { _ = try Self.train(path, .adam()) } == "a network without its training")
  }

  @Test func networksAreSavedWhole() throws {
    let transform = try ScatteringTransform<Float>(shape: [8, 8], scales: 1, orientations: 4)
    let hybrid = try Network(
      .linear(input: NetworkDescription.input(after: transform), classCount: 3), seed: 3,
      scattering: transform)
    let images = Signal<Float>.noise(batch: [2], shape: [8, 8], seed: 3)
    for network in [TrainingSamples.network, hybrid] {
      try network.save(to: folder.path("network"))
      let copy = try Network(checkpoint: folder.path("network"))
      #expect(copy.arrays == network.arrays && copy.description == network.description)
      #expect(copy.scattering?.configuration == network.scattering?.configuration)
      #expect(try copy.scores(of: images) == network.scores(of: images))
    }
    #expect(folder.contents == ["network"])
  }

  @Test func damagedFilesAreTold() throws {
    let path = folder.path("network")
    try TrainingSamples.network.save(to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    func found(_ spoil: (inout Data) -> Void) throws -> String {
      var data = whole
      spoil(&data)
      try data.write(to: URL(filePath: path))
      do {
        _ = try Network(checkpoint: path)
        return "nothing"
      } catch let error as FileError {
        return error.kind == .badData ? error.found : "\(error)"
      }
    }
    let spoiled = "bytes that do not match their checksum"
    #expect(try found { $0[$0.count / 2] ^= 1 } == spoiled)
    #expect(try found { $0[30] ^= 64 } == spoiled)
    #expect(try found { $0.removeLast(1000) } == spoiled)
    #expect(try found { $0.append(0) } == spoiled)
    #expect(try found { $0 = $0.prefix(20) } == "a file of 20 bytes")
    #expect(try found { $0[8] = 9 } == "a checkpoint of version 9")
    #expect(try found { $0 = Data("PK garbage".utf8) } == "no checkpoint")
    #expect(try found { $0 = Data() } == "no checkpoint")
    #expect(throws: FileError.self) { try Network(checkpoint: folder.path("absent")) }
  }
}

/// Checkpoints whose digest is right and whose header is not, read without libtorch.
@Suite struct CheckpointReadingTests {
  private let folder = TemporaryFolder()

  /// What is said of a checkpoint of a layer without numbers, whose optimiser claims these counts of them.
  private func found(state: [Int], training: String = "null") -> String? {
    let header = """
      {"description": {"initialisation": "inputs", "input": [1, 1, 1], "name": "flat",
      "nodes": [{"inputs": [-1], "kind": {"flatten": {}}, "name": "flat"}]}, "hasBest": false, "state": \(state),
      "training": \(training)}
      """
    let bytes =
      Array("SCATNET\n".utf8) + UInt32(1).littleEndianBytes + UInt64(header.utf8.count).littleEndianBytes
      + Array(header.utf8)
    let path = folder.write("network", bytes + Array(bytes.withUnsafeBytes(sha256).utf8))
    do { _ = try Checkpoint(contentsOf: path) } catch { return error.found }
    return nil
  }

  @Test func countsOfNoArrayAreTold() {
    #expect(found(state: [0]) == nil)
    for count in [Int.min, -1, 1 << 62, Int.max] {
      #expect(found(state: [count]) == "an array of \(count) numbers")
    }
    #expect(found(state: [1]) == "too few bytes")
  }

  @Test func epochsThatWereNotTrainedAreTold() throws {
    let settings = String(decoding: try JSONEncoder().encode(TrainingSamples.settings), as: UTF8.self)
    func found(best epoch: Int) -> String? {
      let training = """
        {"settings": \(settings), "digest": "", "history": [], "bestEpoch": \(epoch), "bestAccuracy": 0}
        """
      return self.found(state: [], training: training)
    }
    #expect(found(best: 0) == nil)
    #expect(found(best: .min) == "epoch \(Int.min) as the best of 0")
  }
}
