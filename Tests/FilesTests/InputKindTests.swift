import Arrays
import Files
import TestSupport
import Testing

/// What files are taken for is said, and what they are where they are not read.
@Suite struct InputKindTests {
  private let folder = TemporaryFolder()

  @Test(
    arguments: [
      (Array("RIFF\u{1}\u{2}\u{3}\u{4}AVI LIST".utf8), "an AVI video"),
      (Array("MATLAB 5.0 MAT-file, Platform".utf8), "a MATLAB file"),
      ([0x89] + Array("HDF\r\n\u{1A}\n".utf8), "an HDF5 file"),
      ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
      ([UInt8](repeating: 1, count: 128) + Array("DICM".utf8), "a DICOM file"),
      ([0, 0, 0, 0x18] + Array("ftypheic".utf8), "a HEIF or AVIF image"),
      ([0, 0, 0, 12] + Array("jP  \r\n".utf8), "a JPEG 2000 image"),
    ] as [([UInt8], String)])
  func foreignFormats(_ bytes: [UInt8], _ name: String) {
    let error = fault([folder.write("a.bin", bytes)])
    #expect(error?.found == name)
    #expect(error?.expected.contains("PNG, JPEG") == false)
  }

  @Test(arguments: [[10, 12, 3], [2, 10, 12, 4], [5, 5, 3]])
  func coloursBehindThePixels(_ axes: [Int]) {
    let error = fault([folder.write("a.npy", npy(axes, [Double](repeating: 0, count: axes.reduce(1, *))))])
    #expect(error?.found.hasSuffix("which looks like height x width x colour") == true)
    #expect(error?.expected.contains("numpy.moveaxis(x, -1, -3)") == true)
  }

  @Test func aChannelBehindThePixels() {
    let error = fault([folder.write("a.npy", npy([2, 9, 8, 1], [Double](repeating: 0, count: 144)))])
    #expect(error?.found == "an array 2 x 9 x 8 x 1, which looks like height x width x one channel")
    #expect(error?.expected.contains("x[..., 0]") == true)
  }

  @Test(arguments: [[3, 10, 12], [10, 12, 2], [10, 12, 5], [4, 12, 3], [12, 3]])
  func otherArraysAreRead(_ axes: [Int]) throws {
    let path = folder.write("a.npy", npy(axes, [Double](repeating: 0, count: axes.reduce(1, *))))
    let arrays = try InputSet(paths: [path]).summary.arrays
    #expect(arrays.map(\.axes) == [axes] && arrays[0].imageAxes == Array(axes.suffix(2)))
    #expect(arrays[0].imageCount == axes.dropLast(2).reduce(1, *))
  }

  @Test func arraysAreGroupedByTheirAxes() throws {
    let paths = [[2, 2], [3, 2, 2], [2, 2]].enumerated().map { index, axes in
      folder.write("\(index).npy", npy(axes, [Double](repeating: 0, count: axes.reduce(1, *))))
    }
    let arrays = try InputSet(paths: paths).summary.arrays
    #expect(arrays.map(\.axes) == [[2, 2], [3, 2, 2]] && arrays.map(\.count) == [2, 1])
    #expect(arrays.map(\.path) == [paths[0], paths[1]])
  }

  @Test func coloursAndAlphaThatAreLost() throws {
    let paths = ["rgb8~plain.png", "rgb8~alpha.png", "gray8~alpha.png", "gray8~plain.png"].map(Fixtures.path)
    let gray = try InputSet(paths: paths).summary
    #expect(gray.pictureCount == 4 && gray.colorLossCount == 2 && gray.alphaLossCount == 2)
    let color = try InputSet(paths: paths, options: InputOptions(color: .rgb)).summary
    #expect(color.colorLossCount == 0 && color.alphaLossCount == 2)
  }
}
