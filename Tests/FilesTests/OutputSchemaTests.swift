import Files
import Foundation
import Scattering
import TestSupport
import Testing

/// The versions of the metadata, and features that differ in shape from path to path.
@Suite("feature files: schema") struct OutputSchemaTests {
  /// What version 0.1.0 wrote for two images.
  static let version1 = """
    {"batch":[2],"configuration":{"maximalOrder":1,"normalization":"kymatio","orientations":1,"oversampling":0,\
    "padding":"reflect","scales":1,"shape":[4,6]},"inputs":["a","b"],"outputShape":[2,3],"paths":[\
    {"index":0,"name":"S0","order":0,"steps":[]},{"index":1,"name":"S1 j0 l0","order":1,"steps":[\
    {"angle":0,"frequency":0.375,"orientation":0,"scale":0}]}],"precision":"float32","sampleSpacing":2,\
    "schema":"swift-scattering/features","schemaVersion":1,"toolVersion":"swift-scattering 0.1.0"}
    """

  @Test("a file of version 1 is read")
  func version1IsRead() throws {
    let folder = TemporaryFolder()
    let metadata = FeatureMetadata(
      toolVersion: "swift-scattering 0.1.0",
      configuration: try ScatteringConfiguration(shape: [4, 6], scales: 1, orientations: 1, maximalOrder: 1),
      precision: Float.self, batch: [2], outputShape: [2, 3], sampleSpacing: 2, inputs: ["a", "b"],
      paths: ScatteringPlan(
        try ScatteringConfiguration(shape: [4, 6], scales: 1, orientations: 1, maximalOrder: 1)
      ).paths.map { path in
        // Bandwidths came later.
        ScatteringPath(
          steps: path.steps.map {
            ScatteringPath.Step(scale: $0.scale, label: $0.label, frequency: $0.frequency, bandwidth: nil)
          })
      })
    try OutputExample.write(folder.path("out.npy"), Float.self, metadata)
    folder.write("out.json", Self.version1)
    let file = try FeatureFile(path: folder.path("out.npy"))
    #expect(file.metadata == metadata)
    #expect(file.shape == [2, 2, 2, 3] && file.metadata.spacings == [[2, 2], [2, 2]])
    #expect(try file.features() == OutputExample.features(of: 0..<2, metadata) as [Float])
  }

  /// Metadata of a transform that reads samples, whose paths differ in shape.
  static func samples() throws -> FeatureMetadata {
    let configuration = try ScatteringConfiguration(
      shape: [8, 8], scales: 2, orientations: 1, readout: .samples)
    let plan = ScatteringPlan(configuration)
    return FeatureMetadata(
      toolVersion: "swift-scattering 0.1.0", configuration: configuration, precision: Double.self, batch: [3],
      layout: plan.layout, spacings: plan.paths.indices.map { plan.spacing(ofPath: $0) },
      inputs: ["a", "b", "c"], paths: plan.paths)
  }

  @Test("paths that differ in shape go through every format", arguments: ["npy", "npz", "csv"])
  func shapesByPath(format: String) throws {
    let folder = TemporaryFolder()
    let metadata = try Self.samples()
    // S0 and S1 j0 at every sample, S1 j1 and S2 at every second.
    #expect(metadata.layout.entries.map(\.shape) == [[8, 8], [8, 8], [4, 4], [4, 4]])
    #expect(metadata.spacings == [[1, 1], [1, 1], [2, 2], [2, 2]] && metadata.arrayShape == [3, 160])
    try OutputExample.write(folder.path("out.\(format)"), Double.self, metadata)
    let file = try FeatureFile(path: folder.path("out.\(format)"))
    #expect(file.metadata == metadata && file.shape == [3, 160])
    #expect(try file.features() == OutputExample.features(of: 0..<3, metadata) as [Float])
  }

  @Test("a csv names every sample of every path")
  func columns() throws {
    let folder = TemporaryFolder()
    try OutputExample.write(folder.path("out.csv"), Double.self, try Self.samples())
    let header = String(decoding: try folder.data("out.csv"), as: UTF8.self).prefix { !$0.isNewline }
    #expect(header.hasPrefix("input,\"S0 [0,0]\",") && header.hasSuffix("\"S2 j0 l0 j1 l0 [3,3]\""))
  }
}

/// What feature files hold of paths that images have not, and of physical units.
@Suite("feature files: time series and volumes") struct OutputLabelTests {
  static let configurations: [ScatteringConfiguration] = [
    try! ScatteringConfiguration(
      shape: [64], wavelets: .morlet1D(quality: [3, 2]), scales: 3, averaging: 12),
    try! ScatteringConfiguration(
      shape: [64], wavelets: .joint(quality: [3], logFrequency: LogFrequencyWavelets(scales: 2)), scales: 3),
    try! ScatteringConfiguration(
      shape: [64],
      wavelets: .joint(
        quality: [3], logFrequency: LogFrequencyWavelets(scales: 2, averaging: .global, layout: .joint)),
      scales: 3, convention: .kymatio03),
    try! .solidHarmonic(shape: [8, 8, 8], scales: 1, maximalDegree: 1, perM: true),
    try! ScatteringConfiguration(shape: [8, 8, 8], wavelets: .morlet3D(directions: 3), scales: 2),
  ]

  /// Written and read again, in every format: the same metadata, so the same configuration, labels, positions and unit.
  @Test(arguments: configurations, ["npz", "npy", "csv"])
  func metadataComeBack(configuration: ScatteringConfiguration, kind: String) throws {
    let folder = TemporaryFolder()
    let plan = ScatteringPlan(configuration)
    let metadata = FeatureMetadata(
      toolVersion: "swift-scattering 0.1.0", configuration: configuration, precision: Float.self, batch: [2],
      layout: plan.layout, spacings: plan.paths.indices.map { plan.spacing(ofPath: $0) },
      inputs: ["a", "b"], paths: plan.paths, frequencyUnit: FrequencyUnit(factor: 22050, name: "Hz"))
    let path = folder.path("out.\(kind)")
    try OutputExample.write(path, Float.self, metadata)
    let file = try FeatureFile(path: path)
    #expect(file.metadata == metadata)
    #expect(try file.features() == OutputExample.features(of: 0..<2, metadata) as [Float])
  }

  @Test func frequencyUnitsOfSamplings() {
    let millimetre = AxisSpacing(distance: 0.5, unit: "mm")
    #expect(Sampling.rate(44100).frequencyUnit == FrequencyUnit(factor: 44100, name: "Hz"))
    #expect(
      Sampling.spacing([millimetre, millimetre]).frequencyUnit == FrequencyUnit(factor: 2, name: "cycles/mm"))
    #expect(Sampling.spacing([millimetre, nil]).frequencyUnit == nil)
    #expect(
      Sampling.spacing([millimetre, AxisSpacing(distance: 1, unit: "mm")]).frequencyUnit == nil)
  }
}
