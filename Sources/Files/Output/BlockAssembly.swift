import Foundation
import Scattering

/// The way of long time series to a feature file by blocks: samples are read as blocks call for them, and features gather in a file
/// without a name, from which they pass on a series at a time in the order of their paths.
///
/// One thread at a time may use it.
final class BlockAssembly<Sample: ScatteringScalar> {
  private let inputs: InputSet
  private let blocks: TimeBlocks
  private let writer: any FeatureWriter<Sample>
  /// Nil for means, which are few.
  private let spool: Spool?
  private var means: [Double] = []
  /// The samples that were read last, of one series: compressed sounds cannot be read backwards.
  private var recent: (frame: Int, samples: Range<Int>, values: [Sample]) = (0, 0..<0, [])

  /// Features that pass on at a time.
  private static var chunk: Int { 1 << 18 }

  /// - Parameter path: That of the feature file, in whose folder there is space.
  init(
    _ inputs: InputSet, _ blocks: TimeBlocks, to writer: any FeatureWriter<Sample>, path: String
  ) throws(FileError) {
    (self.inputs, self.blocks, self.writer) = (inputs, blocks, writer)
    spool = blocks.areMeans ? nil : try Spool(near: path)
  }

  /// Reads the blocks of a range, one after the other: those of the first series stand before those of the second.
  func read(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    for (offset, index) in range.enumerated() {
      let (frame, block) = index.quotientAndRemainder(dividingBy: blocks.count)
      try blocks.fill(block, into: out + offset * blocks.length) { (samples, target) throws(FileError) in
        try read(samples, of: frame, into: target)
      }
      if block == blocks.count - 1 { inputs.close(frame: frame) }
    }
  }

  private func read(
    _ samples: Range<Int>, of frame: Int, into target: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    var next = samples.lowerBound
    if recent.frame == frame, recent.samples.contains(next) {
      let known = next..<min(recent.samples.upperBound, samples.upperBound)
      recent.values.withUnsafeBufferPointer {
        target.update(
          from: $0.baseAddress! + (known.lowerBound - recent.samples.lowerBound), count: known.count)
      }
      next = known.upperBound
      if next == samples.upperBound { return }
    }
    try inputs.read(next..<samples.upperBound, ofFrame: frame, into: target + (next - samples.lowerBound))
    recent = (frame, samples, Array(UnsafeBufferPointer(start: target, count: samples.count)))
  }

  /// Takes the features of the blocks of a range; those of a series pass on with its last block.
  func write(_ range: Range<Int>, _ features: UnsafeBufferPointer<Sample>) throws(FileError) {
    let length = blocks.blockPlan.layout.count
    for (offset, index) in range.enumerated() {
      let block = index % blocks.count
      try take(features.baseAddress! + offset * length, block)
      if block == blocks.count - 1 { try passOn() }
    }
  }

  private func take(_ features: UnsafePointer<Sample>, _ block: Int) throws(FileError) {
    guard !blocks.areMeans else {
      if block == 0 { means = Array(repeating: 0, count: blocks.plan.layout.count) }
      return blocks.addMeans(of: features, block: block, to: &means)
    }
    for piece in blocks.pieces(ofBlock: block) {
      let values = UnsafeBufferPointer(start: features + piece.source.lowerBound, count: piece.source.count)
      try spool!.write(UnsafeRawBufferPointer(values), at: piece.target * MemoryLayout<Sample>.stride)
    }
  }

  private func passOn() throws(FileError) {
    guard !blocks.areMeans else {
      let values = means.map { Sample($0) }
      return try values.withBytes { (bytes) throws(FileError) in
        try writer.append(bytes.assumingMemoryBound(to: Sample.self))
      }
    }
    var values = [Sample](repeating: 0, count: min(Self.chunk, blocks.plan.layout.count))
    for features in (0..<blocks.plan.layout.count).chunks(of: Self.chunk) {
      try values.withMutableBytes { (bytes) throws(FileError) in
        let part = UnsafeMutableRawBufferPointer(
          rebasing: bytes.prefix(features.count * MemoryLayout<Sample>.stride))
        try spool!.read(into: part, at: features.lowerBound * MemoryLayout<Sample>.stride)
      }
      try values.withBytes { (bytes) throws(FileError) in
        let values = bytes.assumingMemoryBound(to: Sample.self)
        try writer.append(UnsafeBufferPointer(rebasing: values.prefix(features.count)))
      }
    }
  }
}
