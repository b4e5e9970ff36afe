import Files
import Foundation
import Scattering
import Stability

@testable import Plots
@testable import Reports

/// A report made by formulas: no run measured it, but its numbers behave as measured ones do.
struct SampleStability {
  var names = ["scattering", "random scattering", "convolutional network", "Fourier modulus", "raw pixels"]
  var kinds: [DeformationKind] = [.translation, .rotation, .dilation, .shear, .elastic, .rough]
  var amplitudes = [0.25, 0.5, 1, 2, 4]
  var images = ["fashion-ankle-boot.png", "leaves.png"]
  var hasBounds = true

  static let report = SampleStability().report

  var report: StabilityReport {
    StabilityReport(
      version: "0.0-test", parameters: parameters,
      inputs: images.enumerated().map {
        StabilityInput(name: $1, sha256: String(repeating: "0123456789abcde\($0)", count: 4))
      },
      banks: [Self.bank], representations: representations, deformations: deformations, rows: rows,
      fits: fits,
      frequencyDilation: 0.05, frequencyResponses: responses, pictures: pictures, checks: checks,
      timings: [
        StageTiming(stage: "images", seconds: 0.21), StageTiming(stage: "random fields", seconds: 14.5),
        StageTiming(stage: "search", seconds: 63.02), StageTiming(stage: "certificates", seconds: 8.25),
        StageTiming(stage: StabilityReport.familyStage, seconds: 41.5),
      ], run: Self.run)
  }

  static let run = RunFacts(
    command: "scatter stability photos/ --resize 32x32 -o 'my report.html'", date: "2026-11-30T18:31:21Z",
    machine: RunFacts.Machine(
      processor: "Intel(R) Xeon(R) Processor", cores: 2, threads: 2, operatingSystem: "Debian GNU/Linux 12"))

  private var parameters: StabilityParameters {
    StabilityParameters(
      preset: "quick", seed: 2021, shape: [32, 32], imageCount: 40, fieldCount: 16,
      searchedImageCount: hasBounds ? 4 : 0, searchedImages: hasBounds ? [3, 11, 24, 32] : [],
      familyGap: 0.1, amplitudes: amplitudes, kinds: kinds, scales: [3], orientations: [8],
      maximalOrder: 2, padding: "zero", normalization: "nonexpansive", elasticCutoff: 5,
      roughExponent: 0.5, bootstrapCount: 1000)
  }

  static let bank = StabilityBank(
    representation: "scattering", lower: 0.10931, upper: 0.89851, upperWithDecimation: 1, linearProgram: 1,
    product: 1.3217, naive: 1.7321,
    energyByOrder: [0.87712, 0.10135, 0.01287], energyLost: 0.00866)

  private var representations: [RepresentationSummary] {
    names.enumerated().map { index, name in
      RepresentationSummary(
        name: name, role: role(name), dimension: [3472, 3472, 512, 544, 1024][index % 5], parts: parts(name),
        lipschitzConstant: hasBound(index) ? 1 : nil, productConstant: hasBound(index) ? 1.3217 : nil,
        scales: index == 0 ? 3 : nil, orientations: index == 0 ? 8 : nil, isAssessed: index == 0 ? true : nil)
    }
  }

  private func role(_ name: String) -> RepresentationRole {
    switch name {
    case "scattering": .scattering
    case "Fourier modulus": .fourierModulus
    case "raw pixels": .pixels
    default: .other
    }
  }

  private func parts(_ name: String) -> [String] {
    name == "scattering" ? ["order 0", "order 1", "order 2"] : []
  }

  private func hasBound(_ index: Int) -> Bool { hasBounds && index % 2 == 0 && index != 2 }

  private var deformations: [DeformationSummary] {
    kinds.flatMap { kind in
      amplitudes.map { amplitude in
        let gradient = kind == .translation ? 0 : amplitude * (kind == .rough ? 0.55 : 0.18)
        return DeformationSummary(
          kind: kind, amplitude: amplitude, fieldCount: 16, displacement: amplitude, gradient: gradient,
          hessian: gradient * 0.3, oscillation: 1.7 * amplitude, minimalDeterminant: 1 - 1.6 * gradient,
          mallatBounds: [MallatBound(scales: 3, bound: amplitude / 8 + 2.6 * gradient)],
          foldedShare: max(0, min(1, gradient - 0.35)))
      }
    }
  }

  private func distance(_ index: Int, _ kind: DeformationKind, _ amplitude: Double) -> Double {
    let base = [0.034, 0.052, 0.081, 0.071, 0.14][index % 5]
    let factor = kind == .translation ? [0.8, 0.9, 1, 1e-4, 1][index % 5] : kind == .rough ? 1.6 : 1
    let kindFactor = 1 + 0.1 * Double(DeformationKind.allCases.firstIndex(of: kind) ?? 0)
    return base * factor * kindFactor * amplitude / (1 + 0.13 * amplitude)
  }

  private func interval(_ median: Double, _ width: Double = 0.09) -> Interval {
    Interval(median: median, low: median * (1 - width), high: median * (1 + 1.2 * width))
  }

  private var rows: [StabilityRow] {
    kinds.flatMap { kind in
      names.indices.flatMap { index in
        amplitudes.flatMap { amplitude in
          (["all"] + parts(names[index])).enumerated().map { part, name in
            row(index, name, kind, amplitude, share: [1, 0.9, 0.4, 0.15][part])
          }
        }
      }
    }
  }

  private func row(
    _ index: Int, _ part: String, _ kind: DeformationKind, _ amplitude: Double, share: Double
  ) -> StabilityRow {
    let distance = distance(index, kind, amplitude) * share
    let floor = hasBound(index) ? 0.0021 * share * amplitude.squareRoot() : nil
    let isPixels = names[index] == "raw pixels"
    let ratio = isPixels ? 1 : [0.21, 0.34, 0.62, 0.55, 1][index % 5] * (1 + 0.04 * amplitude)
    var row = StabilityRow(
      representation: names[index], part: part, kind: kind, amplitude: amplitude,
      distance: interval(distance),
      randomMaximum: distance * 1.31, worstCase: hasBound(index) ? distance * 2.07 : nil,
      certificate: hasBound(index) ? distance * (isPixels ? 2.07 : 5.4) : nil, isOrdered: true,
      interpolationFloor: floor, isFloorTooHigh: (floor ?? 0) > 0.2 * distance,
      relativeStability: interval(ratio, isPixels ? 0 : 0.12),
      relativeStabilityOfMedians: ratio * 0.8,
      deformationSensitivityByMean: interval(distance * 0.9),
      noiseSensitivityByMean: interval(distance * 0.9 / ratio),
      deformationSensitivityByMedian: interval(distance * 0.95),
      noiseSensitivityByMedian: interval(distance * 0.95 / ratio))
    if hasBound(index), kind != .noise { row.gradientBound = 0.29 * amplitude }
    guard hasBound(index), kind.hasField else { return row }
    (row.familyWorst, row.familyBound, row.displacementBound) = (
      distance * 2.07, distance * 2.25, distance * 9.1
    )
    row.smoothFieldBound = distance * 6.3
    guard part == "all" else { return row }
    row.familyWorstByImage = [1.9, 2, 2.14, 2.3].map { $0 * distance }
    row.familyBoundByImage = [2.1, 2.2, 2.3, 2.5].map { $0 * distance }
    return row
  }

  private var fits: [StabilityFit] {
    kinds.flatMap { kind in
      names.indices.map { index in
        let distance = distance(index, kind, 1)
        return StabilityFit(
          representation: names[index], part: "all", kind: kind, scales: 3,
          constant: interval(distance * 1.6),
          largestRatio: distance * 3.9,
          slope: amplitudes.count > 1 ? 0.94 + 0.01 * Double(index) : .nan)
      }
    }
  }

  /// The Fourier modulus and the raw pixels move alike, more and more; the others by what they move at low frequencies.
  private var responses: [FrequencyResponse] {
    names.enumerated().map { index, name in
      FrequencyResponse(
        representation: name,
        distances: (1...10).map { Double($0) / 25 }.map { frequency in
          let growth = [0.04, 0.1, 0.3, 1.2, 1.2][index % 5]
          return FrequencyDistance(frequency: frequency, distance: 0.0512 + growth * frequency)
        })
    }
  }

  private var checks: StabilityChecks {
    StabilityChecks(
      orderedRowCount: hasBounds ? 120 : 0, violations: [], familyCount: hasBounds ? 96 : 0,
      closedFamilyCount: hasBounds ? 95 : 0, searchCount: hasBounds ? 240 : 0,
      searchesAboveRandom: hasBounds ? 233 : 0, tightnessRatio: hasBounds ? 2.61 : nil,
      pixelRelativeStability: 1)
  }
}
