import CSolvers
import Scattering

/// The products and decompositions of the classifiers, by OpenBLAS and LAPACK.
///
/// Each call computes on the thread that makes it (decision 9). Work is cut into blocks whose sizes depend on the matrices alone, so
/// that every element is the same sum in the same order whatever the number of threads.
package enum LinearAlgebra {
  /// Opens the libraries, which every learner does before all else.
  ///
  /// - Throws: `LearningError.missingLibrary`.
  static func open() throws(LearningError) {
    if let words = solvers_open() { throw .missingLibrary(String(cString: words)) }
  }

  /// Opens OpenBLAS, where there is one, before a library does that brings it along.
  package static func prepareOpenBLAS() { _ = solvers_open_openblas(nil) }

  /// Stops where the libraries are not there: whoever has a model may have fitted it elsewhere.
  static func requireLibraries() {
    if let words = solvers_open() { preconditionFailure(String(cString: words)) }
  }

  /// Samples whose products are taken at a time.
  static let blockSize = 256

  /// A Bᵀ of row-major matrices whose rows are as long: `[rows of a, rows of b]`.
  static func product(_ a: Matrix, transposed b: Matrix, _ parallel: Parallel) -> Matrix {
    precondition(a.columns == b.columns, "\(a.columns) columns times \(b.columns)")
    requireLibraries()
    let elements = makeArray(a.rows * b.rows) { (out: Pointer<Float>) in
      a.elements.withUnsafeBufferPointer { first in
        b.elements.withUnsafeBufferPointer { second in
          let (left, right) = (Pointer(first), Pointer(second))
          parallel.forEachChunk(of: a.rows, size: blockSize) { rows in
            solvers_product_float(
              0, 1, Int32(rows.count), Int32(b.rows), Int32(a.columns),
              left.base + rows.lowerBound * a.columns,
              Int32(a.columns), right.base, Int32(a.columns), 0, out.base + rows.lowerBound * b.rows,
              Int32(b.rows))
          }
        }
      }
    }
    return Matrix(elements, rows: a.rows, columns: b.rows)
  }
}

/// An array that `fill` writes.
func makeArray<Element: Numeric & BitwiseCopyable>(_ count: Int, _ fill: (Pointer<Element>) -> Void)
  -> [Element]
{
  [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
    buffer.initialize(repeating: 0)
    fill(Pointer(buffer))
    initialized = count
  }
}

/// Memory that threads share, each its own part of it.
struct Pointer<Element>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>

  init(_ base: UnsafeMutablePointer<Element>) { self.base = base }
  init(_ buffer: UnsafeMutableBufferPointer<Element>) {
    self.init(
      buffer.baseAddress ?? UnsafeMutablePointer<Element>(bitPattern: MemoryLayout<Element>.alignment)!)
  }
  /// For reading.
  init(_ buffer: UnsafeBufferPointer<Element>) { self.init(UnsafeMutableBufferPointer(mutating: buffer)) }
}
