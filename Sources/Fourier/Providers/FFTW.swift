import Arrays
import CFFTW
import ComplexModule
import Glibc
import Synchronization

/// FFTW 3, which this package links: makes every plan, and remembers on disk which it found fastest.
struct FFTW: FourierProvider {
  private let wisdom: WisdomStore?
  /// The precisions of which the wisdom on disk is known.
  private let read = ReadWisdom()

  /// - Parameter wisdom: Where plans are remembered; nil for nowhere.
  init(wisdom: WisdomStore?) { self.wisdom = wisdom }

  var prefersWholeGrids: Bool { false }

  func makePlan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> FourierPlan<Sample>? {
    guard let wisdom, recipe.rigor != .estimate else { return Self.plan(recipe, flags: recipe.flags) }
    let isMissing =
      read.precisions.withLock { $0.insert(Sample.precision).inserted } && !wisdom.read(Sample.self)
    // Whether a plan is known is asked of FFTW: exporting all wisdom to compare it takes milliseconds a plan.
    let known: FourierPlan<Sample>? = Self.plan(recipe, flags: recipe.flags | FFTW_WISDOM_ONLY)
    let plan = known ?? Self.plan(recipe, flags: recipe.flags)
    if known == nil || isMissing { wisdom.write(Sample.self) }
    return plan
  }

  private final class ReadWisdom: Sendable {
    let precisions = Mutex<Set<FourierPrecision>>([])
  }
}

extension FFTW {
  /// A plan for execution on any arrays aligned like those of an `AlignedBuffer`; nil if FFTW makes none.
  private static func plan<Sample: FourierScalar>(_ recipe: Recipe, flags: UInt32) -> FourierPlan<Sample>? {
    let functions = functions(Sample.precision)
    let spectrum = AlignedBuffer<Complex<Sample>>(uninitialized: recipe.spectrumCount)
    let other = AlignedBuffer<Complex<Sample>>(uninitialized: recipe.isInPlace ? 0 : recipe.otherCount)
    let handle = withExtendedLifetime((spectrum, other)) {
      plan(recipe, functions, spectrum.base, recipe.isInPlace ? spectrum.base : other.base, flags)
    }
    return handle.map {
      FourierPlan(recipe, handle: $0, execute: functions.execute(recipe.kind), destroy: functions.destroy)
    }
  }

  private static func plan(
    _ recipe: Recipe, _ functions: cfftw_functions, _ spectrum: UnsafeMutableRawPointer,
    _ other: UnsafeMutableRawPointer, _ flags: UInt32
  ) -> OpaquePointer? {
    let size = recipe.shape.dimensions.map(Int32.init)
    let (rank, batch) = (Int32(size.count), Int32(recipe.batch))
    let (whole, half) = (Int32(recipe.shape.count), Int32(recipe.halfCount))
    switch recipe.kind {
    case .forward, .backward:
      let (stride, distance) = recipe.matrixColumns.map { (Int32($0), 1) } ?? (1, whole)
      return functions.plan_complex(
        rank, size, batch, spectrum, nil, stride, distance, other, nil, recipe.isInPlace ? stride : 1,
        recipe.isInPlace ? distance : whole, recipe.sign, flags)
    case .realForward:
      return functions.plan_real_forward(
        rank, size, batch, other, nil, 1, whole, spectrum, nil, 1, half, flags)
    case .realBackward:
      return functions.plan_real_backward(
        rank, size, batch, spectrum, nil, 1, half, other, nil, 1, whole, flags)
    }
  }

  private static func functions(_ precision: FourierPrecision) -> cfftw_functions {
    switch precision {
    case .single: cfftw_single()
    case .double: cfftw_double()
    }
  }
}

/// Wisdom: what FFTW knows of fast plans in this process, kept by precision. To be called with the planner's lock held.
extension FFTW {
  /// The version as `fftw-3.3.10`, which wisdom starts with: other versions do not read it.
  static func version(_ precision: FourierPrecision) -> String {
    String(cString: functions(precision).version).split(separator: "-").prefix(2).joined(separator: "-")
  }

  /// All that this process knows, as text.
  static func exportWisdom(_ precision: FourierPrecision) -> String {
    guard let text = functions(precision).export_wisdom() else { return "" }
    defer { free(text) }
    return String(cString: text)
  }

  /// Adds to what is known; false if the text is no wisdom of this FFTW.
  static func importWisdom(_ text: String, _ precision: FourierPrecision) -> Bool {
    functions(precision).import_wisdom(text) == 1
  }
}

extension cfftw_functions {
  fileprivate func execute(_ kind: Recipe.Kind) -> UnownedPlan.Execute {
    switch kind {
    case .forward, .backward: execute_complex
    case .realForward: execute_real_forward
    case .realBackward: execute_real_backward
    }
  }
}

/// A recipe in FFTW's terms, which MKL shares.
extension Recipe {
  /// The sign of the exponent; of complex kinds.
  var sign: CInt { kind == .forward ? FFTW_FORWARD : FFTW_BACKWARD }

  fileprivate var flags: UInt32 {
    let preserve = isInPlace ? 0 : kind == .realBackward ? FFTW_DESTROY_INPUT : FFTW_PRESERVE_INPUT
    return preserve | search
  }

  /// Small sizes are searched patiently at every rigor that searches: it takes no longer than a second or two, and their
  /// merely measured plans are up to half as slow again.
  private var search: UInt32 {
    switch rigor {
    case .estimate: FFTW_ESTIMATE
    case .measure: shape.count * batch <= 1 << 12 ? FFTW_PATIENT : FFTW_MEASURE
    case .patient: FFTW_PATIENT
    }
  }
}
