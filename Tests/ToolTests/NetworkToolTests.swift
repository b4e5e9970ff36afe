import Foundation
import Networks
import TestSupport
import Testing

/// `scatter stability --network`.
@Suite struct NetworkToolTests {
  let folder = TemporaryFolder()

  private func run(_ more: [String]) -> Run {
    Tool.run(
      [
        "stability", "Data/Samples", "--resize", "24x24", "-J", "2", "-L", "2", "--preset", "quick",
        "--kind", "elastic", "--amplitude", "1", "--rigor", "estimate", "-o",
        folder.path("report.html"),
      ] + more)
  }

  private func checkpoint(side: Int) throws -> String {
    let path = folder.path("small.net")
    let description = try NetworkDescription.convolutional(
      input: [1, side, side], classCount: 3, widths: (2, 3), hidden: 4)
    try Network(description, seed: 1).save(to: path)
    return path
  }

  /// The layers of networks in the report, which has no row out of order.
  private func layers() throws -> [NSDictionary] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path("report.json")))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let checks = try #require(report["checks"] as? NSDictionary)
    #expect((checks["violations"] as? [String])?.isEmpty == true)
    return try #require(report["representations"] as? [NSDictionary]).filter {
      ($0["role"] as? NSDictionary)?["kind"] as? String == "layer"
    }
  }

  @Test(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
  func aCheckpointStandsBesideItsUntrainedSelf() throws {
    let path = try checkpoint(side: 24)
    let scores = run(["--network", path, "--layers", "last"])
    #expect(scores.status == 0, "\(scores.errors)")
    #expect(
      try layers().map { $0["name"] as? String } == ["small: scores", "small, random: scores"])
    let all = run(["--network", path, "--no-random-network", "--searched", "0"])
    #expect(all.status == 0, "\(all.errors)")
    // All but flattening and dropout, each with a constant.
    let constants = try layers().map {
      ($0["lipschitzConstant"] as? Double, $0["productConstant"] as? Double)
    }
    #expect(constants.count == 11)
    for (least, product) in constants { #expect(try #require(least) <= (try #require(product))) }
  }

  @Test func otherImagesAreRefused() throws {
    let path = try checkpoint(side: 20)
    expectFailure(run(["--network", path]), 65, ["small.net", "24", "20", "--resize"])
    #expect(folder.contents == ["small.net"])
  }

  private let fixtures = "\(repository)/Tests/NetworksTests/Fixtures"

  /// A network of three channels wants images in colour, and gets them; files that are no networks are called by what they are.
  @Test(.enabled(if: try required(Libtorch.isInstalled), "networks are off: libCTorch.so was not built"))
  func aNetworkOfThreeChannelsGetsThem() throws {
    expectFailure(
      run(["--network", "\(fixtures)/colours.pt"]), 65, ["colours.pt", "3 channels", "--color rgb"])
    let colours = run(["--network", "Own net=\(fixtures)/colours.pt", "--color", "rgb", "--layers", "last"])
    #expect(colours.status == 0, "\(colours.errors)")
    #expect(try layers().map { $0["name"] as? String } == ["Own net: scores"])
  }

  @Test func weightsAloneAreNoNetwork() {
    expectFailure(
      run(["--network", "\(fixtures)/weights.pt"]), 65,
      ["weights.pt", "torch.save", "torch.jit.trace", "24, 24"])
  }

  @Test func whatIsNoNetworkIsRefused() throws {
    expectFailure(run(["--network", folder.path("none.pt")]), 66, ["none.pt"])
    let path = folder.path("damaged.net")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: try checkpoint(side: 24)))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    expectFailure(run(["--network", path]), 65, ["damaged.net", "damaged"])
  }
}
