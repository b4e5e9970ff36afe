import Foundation
import Networks
import TestSupport
import Testing

/// `scatter train-network`, on 120 images of bars that lie along rows or along columns.
@Suite struct TrainNetworkToolTests {
  private let folder = TemporaryFolder()

  init() {
    let program = """
      generator = np.random.default_rng(3)
      labels = np.arange(120) % 2
      rows, columns = np.mgrid[0:12, 0:12]
      waves = np.stack([np.sin([rows, columns][c] * 1.5 + generator.uniform(0, 6.28)) for c in labels])
      np.save(sys.argv[1] + "/x.npy", (waves + generator.normal(0, 0.3, waves.shape)).astype(np.float32))
      np.save(sys.argv[1] + "/y.npy", labels)
      print("made")
      """
    #expect(Tool.numpy(program, folder.url.path) == "made")
  }

  private func train(_ more: [String]) -> Run {
    Tool.run(
      [
        "train-network", folder.path("x.npy"), "--labels", folder.path("y.npy"), "-o",
        folder.path("bars.network"),
        "--epochs", "6", "--batch", "16", "--rate", "0.02", "-J", "2", "-L", "2", "--rigor", "estimate",
      ] + more)
  }

  /// Bars in one of two directions are told apart after a few epochs by all networks; by chance half are wrong.
  @Test(
    .enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"),
    arguments: ["cnn", "hybrid", "resnet"])
  func trainsWhatIsNamed(_ architecture: String) throws {
    let run = train(["--architecture", architecture, "--width", "4", "--shift", "1"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.contents == ["bars.network", "x.npy", "y.npy"])
    let errors = try #require(run.errors.firstMatch(of: /([0-9.]+) % of 24 test images wrong/))
    #expect(try #require(Double(errors.1)) < 25)
    #expect(run.errors.contains("epoch 6 of 6"))
  }

  /// 96 images to train on, of which a tenth is too few to choose an epoch by; passes of six steps of 16.
  @Test(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
  func whatATrainingRestsOnIsTold() throws {
    let short = train([])
    #expect(short.errors.contains("none to choose the epoch by, 36 steps of at most 16"))
    #expect(short.errors.contains("CNN: 36 steps in all"))
    let held = train(["--validation", "0.1"])
    #expect(held.errors.contains("CNN: 10 images held out chose the epoch, fewer than 20"))
    let long = Tool.run([
      "train-network", folder.path("x.npy"), "--labels", folder.path("y.npy"), "-o",
      folder.path("bars.network"), "--steps", "121", "--batch", "32", "--width", "2", "--optimiser", "adamw",
      "--warm-up", "0.3",
    ])
    // 41 passes of three steps are 121 at least, and 42 in 14 epochs of three.
    #expect(long.status == 0 && long.errors.contains("126 steps of at most 32"), "\(long.errors)")
    #expect(!long.errors.contains("steps in all") && !long.errors.contains("held out"))
  }

  @Test func settingsThatNoTrainingHasAreRefused() {
    expectFailure(train(["--validation", "0", "--patience", "3"]), 64, ["--patience", "--validation"])
    expectFailure(train(["--validation", "1"]), 64, ["--validation is 1"])
    expectFailure(train(["--epochs", "0"]), 64, ["epochs: found 0"])
    expectFailure(train(["--steps", "9"]), 64, ["--epochs", "--steps"])
    expectFailure(train(["--batch", "0"]), 64, ["--batch is 0"])
    expectFailure(train(["--warm-up", "1"]), 64, ["warm-up: found 1"])
    expectFailure(train(["--shift", "9"]), 64, ["shift: found 9"])
    expectFailure(train(["--architecture", "resnet", "--depth", "9"]), 64, ["--depth is 9"])
    expectFailure(train(["-o", folder.path("none/bars.network")]), 73, ["none"])
    #expect(folder.contents == ["x.npy", "y.npy"])
  }

  @Test func labelsThatDoNotMatchAreRefused() throws {
    try "0\n1\n".write(toFile: folder.path("two.txt"), atomically: true, encoding: .utf8)
    let run = Tool.run([
      "train-network", folder.path("x.npy"), "--labels", folder.path("two.txt"), "-o",
      folder.path("bars.network"),
    ])
    expectFailure(run, 65, ["two.txt", "2 labels", "120"])
  }
}
