import Scattering

/// The element types of the arrays written, all little-endian.
package enum NumPyType: Equatable {
  case float32, float64, int64
  /// Text of up to `length` Unicode scalars, of four bytes each.
  case text(length: Int)

  /// The type of features.
  init(_ precision: SampleType) { self = precision == .float32 ? .float32 : .float64 }

  /// NumPy's name of the type in a header.
  var descriptor: String {
    switch self {
    case .float32: "<f4"
    case .float64: "<f8"
    case .int64: "<i8"
    case .text(let length): "<U\(length)"
    }
  }

  /// Bytes of one element.
  var byteCount: Int {
    switch self {
    case .float32: 4
    case .float64, .int64: 8
    case .text(let length): 4 * length
    }
  }
}
