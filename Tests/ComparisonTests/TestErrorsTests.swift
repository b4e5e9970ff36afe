import Comparison
import Foundation
import Scattering
import Testing

@Suite struct TestErrorsTests {
  @Test(arguments: [0, 1, 7, 8, 9, 225, 10_000])
  func bitsAreThoseGiven(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let isWrong = (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) < 0.3 }
    let errors = TestErrors(isWrong)
    #expect((0..<count).map { errors[$0] } == isWrong)
    #expect(errors.count == count && errors.wrongCount == isWrong.count { $0 })
    let text = try JSONEncoder().encode(errors)
    #expect(try JSONDecoder().decode(TestErrors.self, from: text) == errors)
  }

  @Test func theFirstImageIsTheLowestBit() throws {
    let errors = TestErrors(
      predictions: [1, 0, 0, 0, 0, 0, 0, 0, 0, 2], labels: [Int](repeating: 0, count: 10))
    #expect(errors.share == 0.2)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Octets 0x01 and 0x02.
    #expect(String(decoding: try encoder.encode(errors), as: UTF8.self) == #"{"bits":"AQI=","count":10}"#)
  }

  @Test(arguments: [
    #"{"bits":"AQI=","count":17}"#, #"{"bits":"AQI=","count":9}"#, #"{"bits":"","count":-1}"#,
  ])
  func bitsThatFitNoImagesAreRefused(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TestErrors.self, from: Data(text.utf8))
    }
  }
}
