import Scattering
import Synchronization
import TestSupport
import Testing

@Suite struct SmallTypeTests {
  @Test func finiteMeansEverySample() {
    for wrong in [Double.nan, .infinity, -.infinity] {
      for index in [0, 7, 99] {
        var samples = [Double](repeating: 1e300, count: 100)
        #expect(samples.withUnsafeBufferPointer { Double.allFinite($0) })
        samples[index] = wrong
        #expect(!samples.withUnsafeBufferPointer { Double.allFinite($0) })
      }
    }
  }

  @Test func paddingRepeatsWhatItSays() {
    func line(_ padding: Padding, _ count: Int) -> [Int?] {
      (-5..<(count + 5)).map { padding.source(of: $0, count: count) }
    }
    #expect(line(.reflect, 3) == [1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1])
    #expect(line(.periodic, 3) == [1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1])
    #expect(line(.edge, 3) == [0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2])
    #expect(line(.zero, 3) == [nil, nil, nil, nil, nil, 0, 1, 2, nil, nil, nil, nil, nil])
    #expect(line(.reflect, 1) == [Int?](repeating: 0, count: 11))
  }

  /// SplitMix64 from zero starts with 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC;
  /// from that state xoshiro256** goes on as its definition says.
  @Test func seededGeneratorFollowsItsDefinition() {
    var state: [UInt64] = [
      0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81EC,
    ]
    var generator = SeededGenerator(seed: 0)
    func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    for _ in 0..<1000 {
      #expect(generator.next() == rotate(state[1] &* 5, 7) &* 9)
      let t = state[1] << 17
      state[2] ^= state[0]
      state[3] ^= state[1]
      state[1] ^= state[2]
      state[0] ^= state[3]
      state[2] ^= t
      state[3] = rotate(state[3], 45)
    }
  }

  @Test(arguments: [1, 2, 7], [0, 1, 5, 1000]) func everyItemIsDoneOnceByAWorkerOfItsOwn(
    threads: Int, count: Int
  ) {
    let done = Mutex([Int](repeating: 0, count: count))
    let busy = Mutex<Set<Int>>([])
    Parallel(threads: threads).forEach(count) { worker, item in
      #expect(worker < threads)
      #expect(busy.withLock { $0.insert(worker).inserted })
      done.withLock { $0[item] += 1 }
      busy.withLock { _ = $0.remove(worker) }
    }
    #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
  }

  private struct Odd: Error, Equatable { let item: Int }

  @Test(arguments: [1, 3]) func resultsComeInTheOrderOfItemsAndOfErrorsTheFirst(threads: Int) throws {
    let parallel = Parallel(threads: threads)
    #expect(parallel.map(0) { $0 } == [])
    #expect(parallel.map(1000) { "\($0)" } == (0..<1000).map { "\($0)" })
    let done = Mutex(0)
    #expect(throws: Odd(item: 5)) {
      try parallel.map(100) { (item) throws(Odd) in
        done.withLock { $0 += 1 }
        if item % 2 == 1 && item > 4 { throw Odd(item: item) }
        return item
      }
    }
    #expect(done.withLock { $0 } == 100)
  }

  @Test func shapesCountTheirSamples() {
    let shape: Shape = [3, 4, 5]
    #expect(
      shape.count == 60 && shape.rank == 3 && shape.rowLength == 5 && shape.rowCount == 12 && shape[1] == 4)
    #expect("\(shape)" == "3 x 4 x 5")
  }
}
