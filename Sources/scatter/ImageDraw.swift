import Files
import Foundation
import Learning
import Scattering

/// The images of a run: all of its inputs, or some that a seed draws, evenly over the folders of their files.
struct ImageDraw {
  /// The images that are taken, ascending.
  let indices: [Int]
  /// The images that there are, and the folders in which their files lie.
  let available, folderCount: Int
  /// The frames of one image: 3 in colour.
  let channelCount: Int

  /// - Throws: `.badData` for inputs in colour that have not three planes an image.
  init(_ inputs: InputSet, count: Int, seed: UInt64) throws(FileError) {
    channelCount = inputs.options.color == .rgb ? 3 : 1
    let channelCount = channelCount
    guard channelCount == 1 || (inputs.batch.count > 1 && inputs.batch.last == channelCount) else {
      throw FileError(
        .badData, inputs.sources[0].path, found: "batch axes \(inputs.batch)",
        expected: "[images, 3], the last of them red, green and blue, or --color gray")
    }
    var numbers: [String: Int] = [:]
    let folders = inputs.sources.flatMap { source in
      let folder = NSString(string: source.file).deletingLastPathComponent
      let number = numbers[folder] ?? numbers.count
      numbers[folder] = number
      return repeatElement(number, count: source.count / channelCount)
    }
    indices = StratifiedSplit(labels: folders, seed: seed).draw(count: count)
    (available, folderCount) = (folders.count, numbers.count)
  }

  /// The images' samples, `[image, space...]` or in colour `[image, channel, space...]`; of all images, all that fail are named.
  func read(_ inputs: InputSet) throws(FileError) -> Signal<Double> {
    let frames = indices.flatMap { ($0 * channelCount)..<(($0 + 1) * channelCount) }
    let planes = try inputs.read(frames)
    guard channelCount > 1 else { return planes }
    return Signal(
      planes.samples, batch: [indices.count],
      shape: Shape(unchecked: [channelCount] + inputs.shape.dimensions))
  }

  /// The images' names: those of their frames, without the colour.
  func names(_ inputs: InputSet) -> [String] {
    indices.map { index in
      let name = inputs.name(of: index * channelCount)
      return channelCount == 1 ? name : FrameName(name)?.droppingLast(1) ?? name
    }
  }

  /// `64 of 225 images, drawn by the seed, evenly over 3 folders`; nil where all are taken.
  var text: String? {
    guard indices.count < available else { return nil }
    let folders = folderCount == 1 ? "" : ", evenly over \(grouped(folderCount)) folders"
    return "\(grouped(indices.count)) of \(grouped(available)) images, drawn by the seed\(folders)"
  }
}

extension InputSet {
  /// Reads some frames of the flattened batch, `[indices.count, space...]`; of all of them, all that fail are named.
  func read(_ indices: [Int]) throws(FileError) -> Signal<Double> {
    if indices.count == count { return try read(0..<count, as: Double.self) }
    return try Signal(batch: [indices.count], shape: shape) { (buffer) throws(FileError) in
      guard let start = buffer.baseAddress else { return }
      for (offset, index) in indices.enumerated() {
        try read(index..<(index + 1), into: start + offset * shape.count)
      }
    }
  }
}
