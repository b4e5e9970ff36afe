import Arrays
import ComplexModule
import Fourier

/// The moduli of the Fourier coefficients of one box of samples, divided by the root of their number, and their
/// derivative.
///
/// Only frequencies 0...n/2 of the last axis are held; one that stands for its opposite too counts sqrt(2).
struct FourierModuli: Sendable {
  let box: Shape
  /// How often each held frequency counts, over the number of samples; to the power 1/2.
  private let weights: [Double]
  private let forward, backward: FourierPlan<Double>

  init(box: Shape, planner: Planner = .shared) {
    self.box = box
    let half = box.rowLength / 2 + 1
    weights = (0..<(box.rowCount * half)).map { index in
      let isAlone = index % half == 0 || 2 * (index % half) == box.rowLength
      return ((isAlone ? 1 : 2) / Double(box.count)).squareRoot()
    }
    // Estimated plans are the same on every run, and so are all bits.
    forward = planner.plan(Recipe(.realForward, shape: box, rigor: .estimate))
    backward = planner.plan(Recipe(.realBackward, shape: box, rigor: .estimate))
  }

  /// Numbers for one box.
  var count: Int { weights.count }

  func moduli(of scratch: Scratch, into out: UnsafeMutablePointer<Double>) {
    forward.execute(UnsafePointer(scratch.samples.base), into: scratch.spectrum.base)
    for index in 0..<count { out[index] = weights[index] * scratch.spectrum.base[index].length }
  }

  /// The derivative at the scratch's samples along its tangent.
  func pushforward(_ scratch: Scratch, into out: UnsafeMutablePointer<Double>) {
    forward.execute(UnsafePointer(scratch.samples.base), into: scratch.spectrum.base)
    forward.execute(UnsafePointer(scratch.tangent.base), into: scratch.other.base)
    for index in 0..<count {
      let (value, change) = (Self.direction(scratch.spectrum.base[index]), scratch.other.base[index])
      out[index] = weights[index] * (value.real * change.real + value.imaginary * change.imaginary)
    }
  }

  /// The transposed derivative at the scratch's samples, to its tangent.
  ///
  /// The backward transform counts a frequency twice where it stands for its opposite too, which is the square of the
  /// root in the weight: one of them is divided out.
  func pullback(_ scratch: Scratch, of cotangent: UnsafePointer<Double>) {
    forward.execute(UnsafePointer(scratch.samples.base), into: scratch.spectrum.base)
    for index in 0..<count {
      let factor = cotangent[index] / (weights[index] * Double(box.count))
      let value = Self.direction(scratch.spectrum.base[index])
      scratch.spectrum.base[index] = Complex(factor * value.real, factor * value.imaginary)
    }
    backward.execute(consuming: scratch.spectrum.base, into: scratch.tangent.base)
  }

  /// z / |z|, and 0 at 0.
  private static func direction(_ value: Complex<Double>) -> Complex<Double> {
    let length = value.length
    return length > 0 ? Complex(value.real / length, value.imaginary / length) : .zero
  }
}

extension FourierModuli {
  /// Memory of one thread.
  struct Scratch {
    let samples, tangent: AlignedBuffer<Double>
    let spectrum, other: AlignedBuffer<Complex<Double>>
  }

  func makeScratch() -> Scratch {
    Scratch(
      samples: AlignedBuffer(uninitialized: box.count), tangent: AlignedBuffer(uninitialized: box.count),
      spectrum: AlignedBuffer(uninitialized: count), other: AlignedBuffer(uninitialized: count))
  }
}
