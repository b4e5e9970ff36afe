import Arrays
import Files
import TestSupport
import Testing

/// Arrays as signals of other ranks than images.
@Suite struct InputRankTests {
  private let folder = TemporaryFolder()

  @Test(arguments: [1, 2, 3]) func arraysOfAnyRank(_ rank: Int) throws {
    let samples = (0..<48).map(Double.init)
    let path = folder.write("a.npy", npy([4, 2, 2, 3], samples))
    let set = try InputSet(paths: [path], options: InputOptions(rank: rank))
    #expect(
      set.batch == Array([4, 2, 2, 3].dropLast(rank))
        && set.shape.dimensions == Array([4, 2, 2, 3].suffix(rank)))
    #expect(try readAll(set, as: Double.self) == samples)
    #expect(set.summary.arrays[0].imageAxes == set.shape.dimensions)
  }

  @Test func withoutARankArraysAreImages() throws {
    let path = folder.write("a.npy", npy([4, 2, 3], (0..<24).map(Double.init)))
    #expect(try InputSet(paths: [path]).shape == [2, 3])
    #expect(
      fault([folder.write("b.npy", npy([4], [1, 2, 3, 4]))])?.found
        == "an array of one axis (4), as sounds and series have")
  }

  @Test func fewerAxesThanTheRank() {
    let path = folder.write("a.npy", npy([2, 2], [1, 2, 3, 4]))
    #expect(fault([path], InputOptions(rank: 3))?.expected == "at least 3 axes, the rank of the signals")
  }

  /// What looks like colours behind pixels is a signal of another rank.
  @Test func noColoursAtOtherRanks() throws {
    let path = folder.write("a.npy", npy([5, 6, 3], [Double](repeating: 0, count: 90)))
    #expect(try InputSet(paths: [path], options: InputOptions(rank: 3)).shape == [5, 6, 3])
  }

  @Test func imagesOptionsAtOtherRanks() {
    let path = folder.write("a.npy", npy([4], [1, 2, 3, 4]))
    #expect(fault([path], InputOptions(rank: 1, color: .rgb))?.kind == .usage)
  }
}
