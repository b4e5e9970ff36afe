import Arrays
import CSolvers

/// The products and decompositions of the classifiers, by OpenBLAS and LAPACK.
///
/// Each call computes on the thread that makes it (decision 9). Work is cut into blocks whose sizes depend on the matrices alone, so
/// that every element is the same sum in the same order whatever the number of threads.
package enum LinearAlgebra {
  /// Opens the libraries; the loader's message where they are missing, nil where they are open.
  package static func openingFault() -> String? { solvers_open().map { String(cString: $0) } }

  /// Opens OpenBLAS, where there is one, before a library does that brings it along.
  package static func prepareOpenBLAS() { _ = solvers_open_openblas(nil) }

  /// Stops where the libraries are missing: whoever has a model may have fitted it elsewhere.
  package static func requireLibraries() {
    if let fault = openingFault() { preconditionFailure(fault) }
  }

  /// The number of samples whose products are taken at a time.
  package static let blockSize = 256

  /// The product A Bᵀ of row-major matrices whose rows are as long: `[rows of a, rows of b]`.
  package static func product(
    _ a: Matrix<Float>, transposed b: Matrix<Float>, _ parallel: Parallel
  ) -> Matrix<Float> {
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

/// An array of zeros that `fill` writes to.
package func makeArray<Element: Numeric & BitwiseCopyable>(_ count: Int, _ fill: (Pointer<Element>) -> Void)
  -> [Element]
{
  // The library's initialiser writes to the one array of no elements, which all threads share.
  guard count > 0 else { return [] }
  return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
    buffer.initialize(repeating: 0)
    fill(Pointer(buffer))
    initialized = count
  }
}

/// Memory that threads share, each its own part of it.
package struct Pointer<Element>: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Element>

  package init(_ base: UnsafeMutablePointer<Element>) { self.base = base }
  package init(_ buffer: UnsafeMutableBufferPointer<Element>) {
    self.init(
      buffer.baseAddress ?? UnsafeMutablePointer<Element>(bitPattern: MemoryLayout<Element>.alignment)!)
  }
  /// A pointer for reading.
  package init(_ buffer: UnsafeBufferPointer<Element>) {
    self.init(UnsafeMutableBufferPointer(mutating: buffer))
  }
}
