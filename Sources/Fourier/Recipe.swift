import Arrays

/// What a plan is to transform: pure data, comparable, enough to build the plan again.
public struct Recipe: Hashable, Sendable {
  /// The kind of a transform; all are unnormalised sums, so that backward after forward multiplies by the number of
  /// samples of one signal.
  public enum Kind: Hashable, Sendable {
    /// Complex to complex: sum over samples u of x(u) exp(-2 pi i k.u / n).
    case forward
    /// Complex to complex, with exp(+2 pi i k.u / n).
    case backward
    /// Real to the half spectrum of indices 0...n/2 on the last axis.
    case realForward
    /// A half spectrum to real; overwrites its input.
    case realBackward
  }

  public let kind: Kind
  /// The real space axes of one transform, also where the spectrum held is half of it.
  public let shape: Shape
  /// The number of signals transformed at a time, one after the other in memory.
  public let batch: Int
  public let rigor: Rigor
  /// Whether input and output are the same memory; complex kinds only.
  public let isInPlace: Bool
  /// The number of columns of the matrix of which the signals are `batch` neighbouring ones, or nil where they lie one after the
  /// other. Out of place they are written one after the other in either case.
  public let matrixColumns: Int?

  /// - Precondition: `batch` is at least 1, and only complex kinds are in place.
  public init(_ kind: Kind, shape: Shape, batch: Int = 1, rigor: Rigor = .measure, isInPlace: Bool = false) {
    precondition(batch >= 1, "a plan for \(batch) signals; there must be at least one")
    precondition(!isInPlace || kind == .forward || kind == .backward, "a plan of \(kind) cannot be in place")
    (self.kind, self.shape, self.batch, self.rigor, self.isInPlace) = (kind, shape, batch, rigor, isInPlace)
    matrixColumns = nil
  }

  /// A recipe for `batch` neighbouring columns of a matrix, each of `length` samples, which are written as rows or stay in place.
  /// - Precondition: the kind is complex, and the matrix has as many columns.
  public init(
    _ kind: Kind, length: Int, batch: Int, matrixColumns: Int, isInPlace: Bool = false,
    rigor: Rigor = .measure
  ) {
    precondition(kind == .forward || kind == .backward, "a plan of \(kind) takes no columns")
    precondition(
      1...matrixColumns ~= batch, "a plan for \(batch) columns of a matrix that has \(matrixColumns)")
    (self.kind, self.shape, self.batch, self.rigor) = (kind, [length], batch, rigor)
    self.isInPlace = isInPlace
    self.matrixColumns = matrixColumns
  }

  /// Samples of one half spectrum.
  var halfCount: Int { shape.rowCount * (shape.rowLength / 2 + 1) }

  /// Complex samples held by the spectra of the batch, or by the matrix they are columns of.
  var spectrumCount: Int {
    switch kind {
    case .forward, .backward: (matrixColumns ?? batch) * shape.count
    case .realForward, .realBackward: batch * halfCount
    }
  }

  /// Complex samples that the other side takes.
  var otherCount: Int {
    switch kind {
    case .forward, .backward: spectrumCount
    case .realForward, .realBackward: (batch * shape.count + 1) / 2
    }
  }
}

/// How long FFTW looks for a fast transform, unless the planner sets a limit.
///
/// Most grids need no search: sides up to 8,192 samples without a prime factor above 1,021 are transformed by steps of our own, at any rigor
/// with the same bits on every run on one kind of processor. Of other grids, and of signals of one dimension, `measure` and `patient`
/// may choose another plan, and so other last bits, on a run that does not find the plan in its wisdom.
public enum Rigor: String, CaseIterable, Codable, Sendable {
  /// A plan chosen by rule at once: always the same plan, often two or three times slower.
  case estimate
  /// Some ways are timed: up to seconds a size, minutes for the largest, remembered as wisdom.
  case measure
  /// More ways are timed: up to minutes for large sizes, remembered as wisdom.
  case patient
}
