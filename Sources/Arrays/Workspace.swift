import ComplexModule

/// Scratch memory of one worker: some aligned complex buffers, made once and reused for every signal.
package struct Workspace<Sample: Scalar>: ~Copyable {
  private let storage: AlignedBuffer<Complex<Sample>>
  private let offsets: [Int]

  /// Room for buffers of the given complex sample counts.
  package init(counts: [Int]) {
    let granule = AlignedBuffer<Complex<Sample>>.alignment / MemoryLayout<Complex<Sample>>.stride
    var offsets = [0]
    for count in counts { offsets.append(offsets.last! + (count + granule - 1) / granule * granule) }
    self.offsets = offsets
    storage = AlignedBuffer(uninitialized: offsets.last!)
  }

  /// Buffer `index`, at a multiple of 64 bytes.
  package subscript(index: Int) -> UnsafeMutablePointer<Complex<Sample>> { storage.base + offsets[index] }

  /// Fills everything with NaN, so that a test sees whether a result depends on what was there before.
  package func soil() { storage.mutableElements.update(repeating: Complex(.nan, .nan)) }
}
