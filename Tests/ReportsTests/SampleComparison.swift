import Comparison
import Files
import Foundation
import Numerical
import Stability

/// A report made by formulas: no run measured it, but its numbers behave as measured ones do.
struct SampleComparison {
  var dataset = "Fashion-MNIST"
  var methods: [(name: String, family: MethodFamily)] = [
    ("pixels, SVM", .pixels), ("scattering m = 1, PCA", .scattering), ("scattering m = 1, SVM", .scattering),
    ("scattering m = 2, PCA", .scattering), ("scattering m = 2, SVM", .scattering),
    ("scattering, linear", .scattering), ("CNN", .network), ("hybrid", .hybrid),
  ]
  var labelCounts = [300, 1000, 2000, 5000, 10000, 20000, 40000, 60000]
  var repetitions = [10, 10, 10, 5, 5, 3, 3, 3]
  var networks = ["CNN, trained", "CNN, random", "scattering", "pixels"]
  var kinds: [DeformationKind] = [.translation, .elastic]
  var amplitudes = [0.5, 1, 2]

  static let report = SampleComparison().report

  var report: ComparisonReport {
    ComparisonReport(
      version: "0.0-test",
      dataset: ComparisonDataset(
        name: dataset, shape: [28, 28],
        classNames: ["T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal"],
        trainCount: 60000, testCount: 10000, split: "The official test set; labels drawn by seed 7.",
        files: [
          StabilityInput(
            name: "train-images-idx3-ubyte.gz", sha256: String(repeating: "0123456789abcdef", count: 4))
        ]),
      parameters: ComparisonParameters(
        preset: "full", seed: 7, labelCounts: labelCounts, repetitions: repetitions, scales: 3,
        orientations: 8,
        tuning: "eight settings each, chosen by five folds of the training labels", maximalOrder: 2,
        padding: "reflect", oversampling: 0, normalization: "kymatio", labelSource: "the data set",
        resize: "28 x 28", rescale: "auto", testShare: 0.2, pooling: .chosen, hasStudies: true),
      methods: summaries, learning: learning, comparisons: Self.comparisons(of: learning), layers: layers,
      bounds: bounds, consistency: consistency,
      deformedAccuracy: deformedAccuracy, certifiedFamilies: certifiedFamilies,
      gaussianLayers: gaussianLayers,
      gaussianFits: [GaussianLayerFit(depth: 1, angle: 1, slope: -0.49, low: -0.52, high: -0.47)],
      geometry: geometry,
      generalisation: generalisation, covers: covers, curves: curves,
      notices: ["The validation part has 60 images at 300 labels."],
      timings: [
        StageTiming(stage: "features", seconds: 20.5), StageTiming(stage: "few labels", seconds: 1843.25),
      ], run: SampleStability.run)
  }

  /// Comparisons that settle what intervals leave no doubt of.
  static func comparisons(of rows: [LearningRow]) -> [PairedComparison] {
    rows.indices.flatMap { index in
      rows[(index + 1)...].filter { $0.labelCount == rows[index].labelCount }.map { second in
        let first = rows[index]
        let (a, b) = (first.error, second.error)
        let isApart = a.high < b.low || b.high < a.low
        return PairedComparison(
          first: first.method, second: second.method, labelCount: first.labelCount,
          difference: MeanInterval(
            mean: a.mean - b.mean, low: a.low - b.high, high: a.high - b.low, count: a.count),
          p: isApart ? 0.0004 : 0.2, adjustedP: isApart ? 0.011 : 1, comparisonCount: 28)
      }
    }
  }

  private var summaries: [MethodSummary] {
    methods.enumerated().map { index, method in
      MethodSummary(
        name: method.name, family: method.family,
        detail: "Made by formula number \(index), for tests.",
        dimension: method.family == .network ? nil : 784 + 1953 * index,
        parameterCount: index == 1 ? nil : 7850 * (index + 1), candidateCount: 8)
    }
  }

  /// Errors fall as a power of the number of labels; the network’s and the hybrid’s faster than those of scattering.
  func error(_ index: Int, _ count: Int) -> Double {
    let (start, power) = [
      (0.262, 0.135), (0.243, 0.138), (0.252, 0.152), (0.228, 0.14), (0.232, 0.158), (0.215, 0.171),
      (0.277, 0.234),
      (0.24, 0.217),
    ][index % 8]
    return start * Foundation.pow(Double(count) / 300, -power)
  }

  private var learning: [LearningRow] {
    zip(labelCounts, repetitions).flatMap { count, repetitions in
      methods.indices.map { index in
        let error = error(index, count)
        let width = 0.021 * (300 / Double(count)).squareRoot() + 0.0015
        let errors = (0..<repetitions).map {
          error + width * (Double($0) / Double(max(repetitions - 1, 1)) - 0.5)
        }
        let half = width * 0.4
        return LearningRow(
          method: methods[index].name, labelCount: count, errors: errors,
          error: MeanInterval(mean: error, low: error - half, high: error + half, count: repetitions),
          sources: repetitions == 1 || count >= 60000 ? [.testImages] : [.trainingSets, .testImages],
          misclassified: [TestErrors([false, true])],
          chosen: errors.indices.map { "C = \([0.1, 1, 10][$0 % 3]), 5 folds" },
          trainingSeconds: [0.4, 0.9, 3, 1.1, 4, 2.5, 90, 60][index % 8] * Double(count) / 1000,
          inferenceSeconds: [2e-5, 6e-4, 9e-4, 8e-4, 1.2e-3, 7e-4, 1.5e-4, 8.5e-4][index % 8])
      }
    }
  }

  private func layerNames(_ network: String) -> [String] {
    network.hasPrefix("CNN")
      ? ["convolution 1", "pooling 1", "convolution 2", "pooling 2", "linear 1", "scores"] : ["all"]
  }

  private func interval(_ median: Double, _ width: Double = 0.08) -> Interval {
    Interval(median: median, low: median * (1 - width), high: median * (1 + 1.1 * width))
  }

  private var layers: [LayerRow] {
    networks.enumerated().flatMap { index, network in
      kinds.flatMap { kind in
        amplitudes.flatMap { amplitude in
          layerNames(network).enumerated().map { depth, layer in
            layerRow(index, network, layer, depth, kind, amplitude)
          }
        }
      }
    }
  }

  private func layerRow(
    _ index: Int, _ network: String, _ layer: String, _ depth: Int, _ kind: DeformationKind,
    _ amplitude: Double
  ) -> LayerRow {
    let factor = kind == .elastic ? 1.2 : 0.9
    let ratio =
      network == "pixels"
      ? 1 : [0.93, 1.02, 0.24, 1][index % 4] * pow([0.74, 0.99, 1, 1][index % 4], Double(depth)) * factor
    let deformation = 0.04 * amplitude * amplitude * factor * ratio
    let distance = 0.08 * amplitude * (1 + 0.5 * Double(depth))
    return LayerRow(
      network: network, layer: layer, depth: depth, kind: kind, amplitude: amplitude,
      relativeStability: interval(ratio, network == "pixels" ? 0 : 0.08),
      deformationSensitivity: interval(deformation),
      noiseSensitivity: interval(deformation / ratio), randomMaximum: distance, worstCase: distance * 1.9,
      certificate: distance * 1.9 * pow(2.3, Double(depth) + 1), isOrdered: true)
  }

  private var bounds: [LayerBound] {
    networks.enumerated().flatMap { index, network in
      layerNames(network).enumerated().map { depth, layer in
        let norm = index > 1 || layer.hasPrefix("pooling") ? 1 : 2.4 - 0.1 * Double(index)
        let product = index > 1 ? 1 : pow(2.4 - 0.1 * Double(index), [1, 1, 2, 2, 3, 4][depth])
        return LayerBound(
          network: network, layer: layer, depth: depth, norm: norm, product: product,
          constant: product.squareRoot())
      }
    }
  }

  private var consistency: [ConsistencyRow] {
    methods.enumerated().map { index, method in
      let share = [0.71, 0.88, 0.885, 0.91, 0.915, 0.905, 0.862, 0.93][index % 8]
      return ConsistencyRow(
        method: method.name, largestShift: 4,
        share: Interval(median: share, low: share - 0.012, high: share + 0.011))
    }
  }

  private var certifiedFamilies: [CertifiedFamilyRow] {
    CertifiedFamily.published.enumerated().map { index, family in
      CertifiedFamilyRow(
        method: "scattering, certified under deformation", kind: family.kind, size: family.size,
        imageCount: 500,
        accuracy: 0.912, worstAccuracy: 0.853 - 0.11 * Double(index),
        certified: 0.847 - 0.113 * Double(index),
        evaluations: 71.3 * Double(index + 1))
    }
  }

  private var deformedAccuracy: [DeformedAccuracyRow] {
    [0, 5, 6, 7].filter(methods.indices.contains).flatMap { index in
      kinds.flatMap { kind in
        ([0] + amplitudes).map { amplitude in
          let accuracy =
            [0.85, 0, 0, 0, 0, 0.914, 0.921, 0.932][index] - 0.03 * amplitude * Double(index == 0 ? 3 : 1)
          return DeformedAccuracyRow(
            method: methods[index].name, kind: kind, amplitude: amplitude,
            accuracy: interval(accuracy, 0.006),
            certified: index == 5 ? max(0, 0.914 - 0.55 * amplitude) : nil)
        }
      }
    }
  }

  private var gaussianLayers: [GaussianLayerRow] {
    [16, 64, 256, 1024, 4096].flatMap { width in
      [0.25, 0.5, 1, 1.5, 2, 2.5, Double.pi].enumerated().map { index, angle in
        let psi = (sin(angle) - angle * cos(angle)) / .pi
        let predicted = 1 - cos(angle) - psi
        let deviation = (0.3 + angle) / Double(width).squareRoot() * (1 + 0.02 * Double(index % 3))
        return GaussianLayerRow(
          width: width, angle: angle, predicted: predicted,
          measured: predicted + deviation * 0.03 * Double(index % 3 - 1),
          predictedCosine: cos(angle) + psi, measuredCosine: cos(angle) + psi + 0.01 / Double(width),
          deviation: deviation, draws: 400)
      }
    }
  }

  private var geometry: [GeometryRow] {
    networks.enumerated().flatMap { index, network in
      layerNames(network).enumerated().map { depth, layer in
        let within = [1.1, 1.1, 1.05, 1.15][index % 4] * pow([0.85, 0.78, 1, 1][index % 4], Double(depth))
        let between = within * pow([1.16, 1.005, 1.3, 1.2][index % 4], Double(depth) + 1)
        return GeometryRow(
          network: network, layer: layer, depth: depth, distanceWithin: interval(within),
          distanceBetween: interval(between),
          angleWithin: interval(within * 0.9), angleBetween: interval(between * 0.95))
      }
    }
  }

  private var generalisation: [GeneralisationRow] {
    [0, 0.01].flatMap { weight in
      labelCounts.prefix(5).map { count in
        let gap = (weight == 0 ? 0.2 : 0.14) * pow(Double(count) / 300, -0.3)
        let jacobian = (weight == 0 ? 31 : 9) * pow(Double(count) / 300, -0.1)
        return GeneralisationRow(
          network: "CNN, trained", labelCount: count, regularisation: weight, trainError: 0.012,
          testError: 0.012 + gap,
          medianMargin: weight == 0 ? 8.4 : 5.2, lowMargin: weight == 0 ? 1.3 : 0.9, trainJacobian: jacobian,
          testJacobian: jacobian * 1.1, jacobianMargin: 8.4 / jacobian, spectralMargin: 0.11 / jacobian,
          frobeniusMargin: 0.007 / jacobian, bounds: [bound(count)])
      }
    }
  }

  private func bound(_ count: Int) -> GeneralisationBound {
    GeneralisationBound(
      constant: .spectral, cover: .cube, margin: 0.004, share: 0.05, logCover: 4800,
      logBound: 800 - Double(count) / 1e4,
      isVacuous: true, isProven: true)
  }

  private var covers: [CoverRow] {
    [0.5, 0.8].map { radius in
      CoverRow(
        representation: "scattering", imageCount: 100, shiftCount: 25, radius: radius, imageCover: 60,
        imagePacking: 31,
        orbitCover: 80, orbitPacking: 44, quotientCover: nil, quotientPacking: nil)
    }
  }

  private var curves: [TrainingCurve] {
    ["CNN", "hybrid"].flatMap { network in
      [300, 60000].map { count in
        TrainingCurve(
          network: network, labelCount: count,
          epochs: (0..<12).map { epoch in
            let loss = (network == "CNN" ? 1.9 : 1.2) * exp(-0.2 * Double(epoch) * (count > 300 ? 1.3 : 1))
            return TrainingEpoch(
              loss: loss, trainAccuracy: 1 - loss / 2.4, validationAccuracy: 0.95 - loss / 2.6, seconds: 0.75)
          })
      }
    }
  }
}
