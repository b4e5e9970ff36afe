import Foundation
import Scattering

@testable import Files
@testable import Reports

/// Features of small signals of every family, as a file would hold them.
struct SampleFeatures {
  let metadata: FeatureMetadata
  let features: [Float]

  /// - Parameter signals: One after the other.
  init(_ configuration: ScatteringConfiguration, _ signals: [[Float]]) {
    let transform = ScatteringTransform<Float>(
      configuration, parallel: Parallel(threads: 1), rigor: .estimate)
    let all = transform(
      Signal(signals.flatMap(\.self), batch: [signals.count], shape: configuration.shape))
    features = all.samples
    metadata = FeatureMetadata(
      toolVersion: "swift-scattering 0.1.0", configuration: configuration, precision: Float.self,
      batch: [signals.count], layout: all.layout,
      spacings: all.paths.indices.map(transform.plan.spacing(ofPath:)),
      inputs: signals.indices.map { "signal-\($0) & <its name>" }, paths: all.paths)
  }

  func view(_ index: Int = 0, _ options: FeatureViewOptions = FeatureViewOptions()) -> FeatureView {
    FeatureView(metadata, features: features, index: index, options: options)
  }

  func page(_ index: Int = 0, _ options: FeatureViewOptions = FeatureViewOptions()) -> String {
    FeaturePage(view(index, options), file: "features.npz").html()
  }

  /// A tone that rises from 1/32 to 1/4 cycles a sample, and one that falls back.
  static let chirps: [[Float]] = {
    let count = 2048
    let rising = (0..<count).map { index -> Float in
      let time = Double(index) / Double(count)
      // The phase of a frequency 2^(3 t) / 32.
      return Float(cos(2 * .pi * Double(count) * (exp2(3 * time) - 1) / (32 * 3 * log(2))))
    }
    return [rising, rising.reversed()]
  }()

  static let time = SampleFeatures(
    try! ScatteringConfiguration(shape: [2048], wavelets: .morlet1D(quality: [8, 1]), scales: 6), chirps)

  static func joint(
    _ layout: LogFrequencyWavelets.Layout, _ averaging: LogFrequencyWavelets.Averaging? = nil
  ) -> SampleFeatures {
    let along = LogFrequencyWavelets(scales: 3, averaging: averaging, layout: layout)
    return SampleFeatures(
      try! ScatteringConfiguration(
        shape: [2048], wavelets: .joint(quality: [8, 1], logFrequency: along), scales: 6), chirps)
  }

  static let joint = joint(.time)

  /// Waves of a few pixels down the image, and squares.
  static let image = SampleFeatures(
    try! ScatteringConfiguration(shape: [32, 48], scales: 2, orientations: 4),
    [
      (0..<(32 * 48)).map { Float(cos(0.75 * .pi * Double($0 / 48))) },
      (0..<(32 * 48)).map { $0 / 48 % 16 < 8 && $0 % 48 % 16 < 8 ? 1 : 0 },
    ])

  static let volume = SampleFeatures(
    try! ScatteringConfiguration.solidHarmonic(shape: [8, 8, 8], scales: 1, maximalDegree: 2),
    [(0..<512).map { Float($0 % 7) - 2 }])

  static let families = [time, joint, image, volume]
}
