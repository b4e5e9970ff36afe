import Arrays
import Files
import Representations

/// How long the rest of an assessment takes, extrapolated from pieces of it that were timed.
public struct RunEstimate: Sendable {
  /// Seconds of each stage, in their order.
  public var stages: [StageTiming]
  /// Seconds of each representation over all stages, by name.
  public var representations: [String: Double]

  /// Seconds of all stages.
  public var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }
}

/// Times pieces of an assessment: vectors of a few signals, a batch of deformed images, a short search of one image.
struct AssessmentEstimator {
  private let assessment: StabilityAssessment
  private let representations: [any Representation]
  private let searched: [(representation: any DifferentiableRepresentation, bound: AssessmentSearch.Bound)]
  private let families: [FamilyCertifier]
  /// Up to 8 images.
  private let few: Signal<Double>

  init(
    _ assessment: StabilityAssessment, _ representations: [any Representation],
    searched: [(representation: any DifferentiableRepresentation, bound: AssessmentSearch.Bound)],
    families: [FamilyCertifier]
  ) {
    self.families = families
    (self.assessment, self.representations, self.searched) = (assessment, representations, searched)
    few = assessment.images.slice(0..<min(8, assessment.images.batchCount))
  }

  /// - Throws: What representations and searches throw.
  func estimate() throws -> RunEstimate {
    let measured = try representations.map { ($0.name, try measuredSeconds($0)) }
    let found = try searched.map { ($0.representation.name, try searchSeconds($0.representation, $0.bound)) }
    func sum(_ entries: [(String, Double)]) -> Double { entries.reduce(0) { $0 + $1.1 } }
    return RunEstimate(
      stages: [
        StageTiming(stage: "random deformations", seconds: try warpSeconds() + sum(measured)),
        StageTiming(stage: "worst cases and certificates", seconds: sum(found)),
        StageTiming(
          stage: StabilityReport.familyStage, seconds: try families.reduce(0) { $0 + (try familySeconds($1)) }
        ),
      ], representations: Dictionary(measured + found, uniquingKeysWith: +))
  }

  private var settings: ExperimentSettings { assessment.settings.experiment }
  /// Random fields of all kinds, amplitudes and images.
  private var fieldCount: Int { settings.cells.count * settings.fieldCount * assessment.images.batchCount }

  /// All vectors of one representation that the experiment asks for: a time a call, of which there is one a cell at least and four
  /// more, and a time a signal, deformed and noised.
  private func measuredSeconds(_ representation: any Representation) throws -> Double {
    let sizes = BatchSizes(shape: few.shape, dimensions: representations.map(\.dimension))
    let imageCount = assessment.images.batchCount
    let callCount = settings.cells.count * (1 + settings.fieldCount * imageCount / sizes.signals) + 4
    var one = try seconds { _ = try representation.checkedVectors(of: few.slice(0..<1)) }
    // What is quick is timed when it is warm.
    if one < 0.1 { one = try seconds { _ = try representation.checkedVectors(of: few.slice(0..<1)) } }
    let several = try seconds { _ = try representation.checkedVectors(of: few) }
    let signal = max(0, several - one) / Double(max(few.batchCount - 1, 1))
    return Double(callCount) * max(0, one - signal) + Double(2 * fieldCount + 3 * imageCount) * signal
  }

  /// All fields with their warps.
  private func warpSeconds() throws -> Double {
    let experiment = try Experiment(
      representations: [RawPixels(shape: few.shape)], images: few, settings: settings,
      parallel: assessment.parallel)
    let group = try ImageGroup(experiment, 0..<few.batchCount)
    let count = min(settings.fieldCount, 2) * few.batchCount
    let kind = settings.kinds.contains(.elastic) ? DeformationKind.elastic : settings.kinds[0]
    let maker = BatchMaker(
      kind, amplitude: settings.amplitudes[0], settings: settings, group: group, parallel: assessment.parallel
    )
    return seconds { _ = maker.batch(0..<count) } / Double(count) * Double(fieldCount)
  }

  /// All searches of one representation with their certificates: a short one of one image, times what is left out of it.
  private func searchSeconds(
    _ representation: any DifferentiableRepresentation, _ bound: AssessmentSearch.Bound
  ) throws -> Double {
    guard let image = assessment.searchedImages.first else { return 0 }
    let (whole, short) = (assessment.settings.search, assessment.settings.search.shortened)
    let one = assessment.images.slice(image..<(image + 1))
    let kind = settings.kinds.contains(.elastic) ? DeformationKind.elastic : settings.kinds[0]
    var found: WorstCaseResult?
    let search = try seconds {
      found = try WorstCase(representation, settings: short, parallel: assessment.parallel).search(
        one, kind: kind, amplitude: settings.amplitudes.last!)[0]
    }
    let certificate = seconds {
      _ = bound(one, Signal(found!.deformed.samples, batch: [1], shape: one.shape), found!.field)
    }
    let count = Double(settings.cells.count * assessment.searchedImages.count)
    return count * (search * whole.evaluationCount / short.evaluationCount + certificate)
  }

  /// All families of one representation: the first that is enclosed, of the least amplitude and one image, times their number. Families of
  /// one parameter count a quarter of those of two.
  private func familySeconds(_ certifier: FamilyCertifier) throws -> Double {
    func weight(_ kind: DeformationKind) -> Double {
      guard DeformationDomain(kind, amplitude: 1, shape: few.shape) != nil else { return 0 }
      return kind == .rotation || kind == .dilation ? 0.25 : 1
    }
    let enclosed = settings.kinds.filter { weight($0) > 0 }
    guard let kind = enclosed.max(by: { weight($0) < weight($1) }),
      let image = assessment.searchedImages.first,
      let domain = DeformationDomain(kind, amplitude: settings.amplitudes.min()!, shape: few.shape)
    else { return 0 }
    let one = try seconds {
      _ = try certifier.bounds(
        of: assessment.images.slice(image..<(image + 1)), over: [domain], found: [0])
    }
    let count = Double(assessment.searchedImages.count * settings.amplitudes.count)
    return one / weight(kind) * count * enclosed.reduce(0) { $0 + weight($1) }
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }
}

extension WorstCaseSettings {
  /// A search with a few steps of every sort, to be timed in place of the whole.
  fileprivate var shortened: WorstCaseSettings {
    var settings = self
    settings.randomCount = max(largestStarts, min(randomCount, 4))
    (settings.powerSteps, settings.ascentSteps) = (min(powerSteps, 2), min(ascentSteps, 2))
    return settings
  }

  /// Evaluations of the representation for one image: of random fields, and in units of these of steps, each a derivative or two.
  fileprivate var evaluationCount: Double {
    var points = 2 + largestStarts + randomStarts
    var count = randomCount + 3 * powerSteps + points
    for round in rounds(starts: points) {
      if let crossed = round.crossed {
        // Each other point is crossed with the best along two axes, either way round.
        count += 4 * (points - 1)
        points = crossed
      }
      count += 3 * round.steps * points
      points = round.kept
    }
    return Double(count)
  }
}
