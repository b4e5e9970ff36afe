import ComplexModule

/// Scratch memory of one worker: some aligned complex buffers, made once and reused for every signal.
package struct Workspace<Sample: Scalar>: ~Copyable {
  @usableFromInline let storage: AlignedBuffer<Complex<Sample>>
  /// Where each buffer starts.
  @usableFromInline let starts: UnsafePointer<UnsafeMutablePointer<Complex<Sample>>>
  private let table: AlignedBuffer<UnsafeMutablePointer<Complex<Sample>>>

  /// Room for buffers of the given complex sample counts.
  package init(counts: [Int]) {
    let granule = AlignedBuffer<Complex<Sample>>.alignment / MemoryLayout<Complex<Sample>>.stride
    var offsets = [0]
    for count in counts { offsets.append(offsets.last! + (count + granule - 1) / granule * granule) }
    let storage = AlignedBuffer<Complex<Sample>>(uninitialized: offsets.last!)
    self.storage = storage
    table = AlignedBuffer(uninitialized: offsets.count)
    _ = table.mutableElements.update(fromContentsOf: offsets.map { storage.base + $0 })
    starts = UnsafePointer(table.base)
  }

  /// Buffer `index`, at a multiple of 64 bytes.
  @inlinable
  package subscript(index: Int) -> UnsafeMutablePointer<Complex<Sample>> { starts[index] }

  /// Fills everything with NaN, so that a test sees whether a result depends on what was there before.
  package func poison() { storage.mutableElements.update(repeating: Complex(.nan, .nan)) }
}
