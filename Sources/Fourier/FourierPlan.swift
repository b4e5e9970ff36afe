import Arrays
import ComplexModule

/// One transform, ready to run: immutable, shared freely, run by any number of threads at once.
///
/// Made by a `Planner`. A plan is a linear operator without normalisation (see `Recipe.Kind`); the adjoint of
/// `forward` is `backward`. Arrays given as pointers must start at a multiple of 16 bytes; they must not
/// overlap, or where the recipe is in place be the same.
public final class FourierPlan<Sample: FourierScalar>: Sendable {
  public let recipe: Recipe
  /// The library's plan, valid as long as this object lives.
  let unowned: UnownedPlan
  private let destroy: UnownedPlan.Destroy

  /// Takes over a library's plan.
  /// - Parameters:
  ///   - execute: The library's function for plans of the recipe's kind.
  ///   - destroy: Called with the planner's lock held.
  init(
    _ recipe: Recipe, handle: OpaquePointer, execute: @escaping UnownedPlan.Execute,
    destroy: @escaping UnownedPlan.Destroy
  ) {
    self.recipe = recipe
    unowned = UnownedPlan(handle: handle, function: execute)
    self.destroy = destroy
  }

  deinit { plannerLock.withLock { _ in destroy(unowned.handle) } }

  /// Transforms the complex signals or spectra at `input`, which is left as it is unless it is the output.
  public func execute(
    _ input: UnsafePointer<Complex<Sample>>, into output: UnsafeMutablePointer<Complex<Sample>>
  ) {
    assert(recipe.kind == .forward || recipe.kind == .backward)
    unowned.execute(UnsafeMutablePointer(mutating: input), output)
  }

  /// Transforms the real signals at `input`, which is left as it is, to half spectra.
  public func execute(_ input: UnsafePointer<Sample>, into output: UnsafeMutablePointer<Complex<Sample>>) {
    assert(recipe.kind == .realForward)
    unowned.execute(UnsafeMutablePointer(mutating: input), output)
  }

  /// Transforms half spectra to real signals and overwrites `input`.
  public func execute(
    consuming input: UnsafeMutablePointer<Complex<Sample>>, into output: UnsafeMutablePointer<Sample>
  ) {
    assert(recipe.kind == .realBackward)
    unowned.execute(input, output)
  }
}

extension FourierPlan {
  /// The half spectra of real signals.
  /// - Precondition: the plan is `realForward` for signals of this shape and number.
  public func callAsFunction(_ signal: Signal<Sample>) -> Spectrum<Sample> {
    check(.realForward, shape: signal.shape, count: signal.batchCount)
    let spectrum = Spectrum<Sample>(batch: signal.batch, signalShape: signal.shape, isHalf: true)
    withExtendedLifetime((signal, spectrum)) {
      execute(UnsafePointer(signal.storage.base), into: spectrum.storage.base)
    }
    return spectrum
  }

  /// The transforms of whole spectra, which are left as they are.
  /// - Precondition: the plan is `forward` or `backward` for spectra of this shape and number.
  public func callAsFunction(_ spectrum: Spectrum<Sample>) -> Spectrum<Sample> {
    precondition(
      !spectrum.isHalf && !recipe.isInPlace, "a plan of \(recipe.kind) takes whole spectra, out of place")
    check(
      recipe.kind == .forward ? .forward : .backward, shape: spectrum.signalShape, count: spectrum.batchCount)
    let result = Spectrum<Sample>(batch: spectrum.batch, signalShape: spectrum.signalShape, isHalf: false)
    withExtendedLifetime((spectrum, result)) {
      execute(UnsafePointer(spectrum.storage.base), into: result.storage.base)
    }
    return result
  }

  /// The real signals of half spectra, which are left as they are.
  /// - Precondition: the plan is `realBackward` for half spectra of this shape and number.
  public func signal(of spectrum: Spectrum<Sample>) -> Signal<Sample> {
    precondition(spectrum.isHalf, "a plan of \(recipe.kind) takes half spectra")
    check(.realBackward, shape: spectrum.signalShape, count: spectrum.batchCount)
    let scratch = AlignedBuffer<Complex<Sample>>(uninitialized: spectrum.storage.count)
    return withExtendedLifetime((scratch, spectrum)) {
      scratch.base.update(from: spectrum.storage.base, count: spectrum.storage.count)
      return Signal(batch: spectrum.batch, shape: spectrum.signalShape) { samples in
        execute(consuming: scratch.base, into: samples.baseAddress!)
      }
    }
  }

  private func check(_ kind: Recipe.Kind, shape: Shape, count: Int) {
    precondition(
      recipe.kind == kind && recipe.shape == shape && recipe.batch == count && recipe.matrixColumns == nil,
      "a plan for \(recipe.batch) of \(recipe.shape), \(recipe.kind), was given \(count) of \(shape) for \(kind)"
    )
  }
}
