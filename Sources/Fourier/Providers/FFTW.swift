import Arrays
import CFFTW
import ComplexModule
import Glibc
import Synchronization

/// FFTW 3, which this package links: makes every plan, and remembers on disk which it found fastest.
struct FFTW: FourierProvider {
  private let wisdom: WisdomStore?
  private let budget: SearchBudget
  /// The precisions of which the wisdom on disk is known.
  private let read = ReadWisdom()

  /// - Parameters:
  ///   - wisdom: Where plans are remembered; nil for nowhere.
  ///   - budget: What all searches take their time from.
  init(wisdom: WisdomStore?, budget: SearchBudget) { (self.wisdom, self.budget) = (wisdom, budget) }

  var prefersWholeGrids: Bool { false }

  func makePlan<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> FourierPlan<Sample>? {
    guard recipe.rigor != .estimate else { return Self.planByRule(recipe) }
    let isFirst = read.precisions.withLock { $0.insert(Sample.precision).inserted }
    let isMissing = isFirst && wisdom?.read(Sample.self) == false
    if let known: FourierPlan<Sample> = Self.plan(recipe, flags: recipe.knownFlags) {
      if isMissing { wisdom?.write(Sample.self) }
      return known
    }
    let plan: FourierPlan<Sample>? = budget.spend { Self.search(recipe, limit: $0) }
    // A search that was cut short left no plan of this rigor to remember.
    if let wisdom, Self.isKnown(recipe, of: Sample.self) { wisdom.write(Sample.self) }
    return plan
  }

  private final class ReadWisdom: Sendable {
    let precisions = Mutex<Set<FourierPrecision>>([])
  }
}

extension FFTW {
  /// Whether the search for a plan came to its end, here or in a process whose wisdom was read.
  private static func isKnown<Sample: FourierScalar>(_ recipe: Recipe, of _: Sample.Type) -> Bool {
    guard let handle = handle(recipe, of: Sample.self, flags: recipe.knownFlags) else { return false }
    functions(Sample.precision).destroy(handle)
    return true
  }

  /// The plan that FFTW's rules choose, whatever it knows: it would take a plan that a search has found, and so give other bits once
  /// there was one.
  private static func planByRule<Sample: FourierScalar>(_ recipe: Recipe) -> FourierPlan<Sample>? {
    let wisdom = exportWisdom(Sample.precision)
    functions(Sample.precision).forget_wisdom()
    defer { _ = importWisdom(wisdom, Sample.precision) }
    return plan(recipe, flags: recipe.flags(.estimate))
  }

  /// The best plan found within a limit: one chosen by rule where there is no time, and where even a measured one takes more.
  private static func search<Sample: FourierScalar>(
    _ recipe: Recipe, limit: Duration?
  ) -> FourierPlan<Sample>? {
    guard let limit else { return plan(recipe, flags: recipe.flags(recipe.rigor)) }
    guard limit > .zero else { return planByRule(recipe) }
    let setTimeLimit = functions(Sample.precision).set_time_limit!
    setTimeLimit(limit / .seconds(1))
    defer { setTimeLimit(FFTW_NO_TIMELIMIT) }
    return plan(recipe, flags: recipe.flags(recipe.rigor))
  }

  /// A plan for execution on any arrays aligned like those of an `AlignedBuffer`; nil if FFTW makes none.
  private static func plan<Sample: FourierScalar>(_ recipe: Recipe, flags: UInt32) -> FourierPlan<Sample>? {
    let functions = functions(Sample.precision)
    return handle(recipe, of: Sample.self, flags: flags).map {
      FourierPlan(recipe, handle: $0, execute: functions.execute(recipe.kind), destroy: functions.destroy)
    }
  }

  private static func handle<Sample: FourierScalar>(
    _ recipe: Recipe, of _: Sample.Type, flags: UInt32
  ) -> OpaquePointer? {
    let spectrum = AlignedBuffer<Complex<Sample>>(uninitialized: recipe.spectrumCount)
    let other = AlignedBuffer<Complex<Sample>>(uninitialized: recipe.isInPlace ? 0 : recipe.otherCount)
    return withExtendedLifetime((spectrum, other)) {
      handle(
        recipe, functions(Sample.precision), spectrum.base, recipe.isInPlace ? spectrum.base : other.base,
        flags)
    }
  }

  private static func handle(
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

  /// All plans that this process knows, as text.
  ///
  /// FFTW also notes, a line each, which searches were cut short under which limit, and makes none of these again under a shorter
  /// one. Such lines are left out: that a machine was busy once should not decide for later runs.
  static func exportWisdom(_ precision: FourierPrecision) -> String {
    guard let text = functions(precision).export_wisdom() else { return "" }
    defer { free(text) }
    return String(cString: text).split(separator: "\n").filter { !$0.contains("(TIMEOUT ") }
      .joined(separator: "\n") + "\n"
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

  /// - Parameter rigor: The recipe's, or one that takes less time.
  fileprivate func flags(_ rigor: Rigor) -> UInt32 {
    let preserve = isInPlace ? 0 : kind == .realBackward ? FFTW_DESTROY_INPUT : FFTW_PRESERVE_INPUT
    return preserve | search(rigor)
  }

  /// For the plan if no search is needed, else none. FFTW is asked: exporting all wisdom to compare it takes milliseconds a plan.
  fileprivate var knownFlags: UInt32 { flags(rigor) | FFTW_WISDOM_ONLY }

  /// Small sizes are searched patiently at every rigor that searches: it takes no longer than a second or two, and their
  /// merely measured plans are up to half as slow again.
  private func search(_ rigor: Rigor) -> UInt32 {
    switch rigor {
    case .estimate: FFTW_ESTIMATE
    case .measure: shape.count * batch <= 1 << 12 ? FFTW_PATIENT : FFTW_MEASURE
    case .patient: FFTW_PATIENT
    }
  }
}
