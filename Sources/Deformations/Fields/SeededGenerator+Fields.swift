import Arrays
import Numerical

extension SeededGenerator {
  /// A generator of one random field, fixed by all that names it, so that no field depends on what else is drawn.
  ///
  /// The words that are hashed with the seed are the UTF-8 bytes of the kind's name, the bits of the amplitude as a double, the
  /// image's index and the field's (Docs/RandomFields.md).
  /// - Precondition: the indices are not negative.
  public init(seed: UInt64, kind: DeformationKind, amplitude: Double, image: Int, field: Int) {
    let name = kind.rawValue.utf8.map { UInt64($0) }
    self.init(seed: seed, words: name + [amplitude.bitPattern, UInt64(image), UInt64(field)])
  }
}
