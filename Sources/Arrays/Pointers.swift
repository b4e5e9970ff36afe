import ComplexModule

/// The real and imaginary parts in turn, as C reads complex numbers.
extension UnsafePointer {
  package func parts<Part: Scalar>() -> UnsafePointer<Part> where Pointee == Complex<Part> {
    UnsafeRawPointer(self).assumingMemoryBound(to: Part.self)
  }
}

extension UnsafeMutablePointer {
  package func parts<Part: Scalar>() -> UnsafeMutablePointer<Part> where Pointee == Complex<Part> {
    UnsafeMutableRawPointer(self).assumingMemoryBound(to: Part.self)
  }
}

/// Whether every sample is finite: a difference with itself is zero exactly there, and a sum keeps any NaN.
func isAllFinite<Sample: BinaryFloatingPoint>(_ samples: UnsafeBufferPointer<Sample>) -> Bool {
  var sum: Sample = 0
  for sample in samples { sum += sample - sample }
  return sum == 0
}
