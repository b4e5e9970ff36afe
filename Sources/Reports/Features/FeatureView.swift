import Files
import Plots
import Scattering

/// The features of one signal out of a file, with all that the file says of them and how they are to be shown.
public struct FeatureView: Sendable {
  public let metadata: FeatureMetadata
  /// The index of the signal in the flattened batch.
  public let index: Int
  public let options: FeatureViewOptions
  /// The block of the signal's features, as `metadata.layout` has it.
  let values: ArraySlice<Float>

  /// - Precondition: `features` are those of the whole file, and the batch has the index.
  public init(
    _ metadata: FeatureMetadata, features: [Float], index: Int,
    options: FeatureViewOptions = FeatureViewOptions()
  ) {
    let length = metadata.blockLength
    precondition(
      features.count == metadata.batchCount * length && metadata.inputs.indices.contains(index),
      "element \(index) of a batch of \(metadata.batchCount) in \(features.count) features")
    (self.metadata, self.index, self.options) = (metadata, index, options)
    values = features[(index * length)..<((index + 1) * length)]
  }

  var configuration: ScatteringConfiguration { metadata.configuration }
  var paths: [ScatteringPath] { metadata.paths }
  var name: String { metadata.inputs[index] }

  var names: PathNames { PathNames(configuration, sampleRate: options.sampleRate) }

  /// `mean over time`, or the chosen time.
  var momentText: String {
    guard let time = options.time, paths.indices.contains(where: hasPositions) else {
      return "mean over time"
    }
    guard let rate = options.sampleRate else { return "near sample \(time)" }
    return "near \((Double(time) / rate).shortText) s"
  }

  /// The samples of one path, in row-major order.
  func samples(_ path: Int) -> [Double] {
    let range = metadata.layout.range(ofPath: path)
    return values[(values.startIndex + range.lowerBound)..<(values.startIndex + range.upperBound)].map(
      Double.init)
  }

  func shape(_ path: Int) -> [Int] { metadata.layout.entries[path].shape.dimensions }

  /// What is read off each path for a table or a bar: the integral of each power, or the mean over positions.
  var readings: [String] {
    guard case .integrals(let powers) = configuration.readout else { return ["mean over positions"] }
    return powers.map { "∫ |·|^\($0.shortText)" }
  }

  /// The number that a path has for one of the `readings`.
  func value(_ path: Int, reading: Int) -> Double {
    guard case .integrals = configuration.readout else { return mean(path) }
    return samples(path)[reading]
  }

  /// The mean of a path over all positions.
  func mean(_ path: Int) -> Double { samples(path).mean }

  /// The paths of an order.
  func paths(ofOrder order: Int) -> [Int] { paths.indices.filter { paths[$0].order == order } }

  /// Whether a path has positions in time or space, rather than one number, or one a power.
  func hasPositions(_ path: Int) -> Bool {
    !metadata.spacings[path].isEmpty && shape(path).contains { $0 > 1 }
  }

  /// The positions of a path's features along an axis of the signal, in samples from its first.
  /// - Parameter axis: Of the feature's own axes.
  func positions(_ path: Int, axis: Int) -> [Int] {
    let count = shape(path)[axis]
    let spacing = metadata.spacings[path][axis]
    guard spacing > 0 else { return Array(repeating: 0, count: count) }
    let signalAxis = axis - (shape(path).count - configuration.axes.count)
    guard configuration.axes.indices.contains(signalAxis) else { return (0..<count).map { $0 * spacing } }
    let level = Int.bitWidth - 1 - spacing.leadingZeroBitCount
    let positions = configuration.axes[signalAxis].positions(level: level)
    return positions.count == count ? positions : (0..<count).map { $0 * spacing }
  }
}

/// What a view of features may be asked for.
public struct FeatureViewOptions: Sendable {
  /// Samples a second of time series; nil where nobody said.
  public var sampleRate: Double?
  /// The position in time that matrices and spectra show, in samples; nil for the mean over time.
  public var time: Int?
  /// The colours of values.
  public var scale: Shading.Scale

  public init(sampleRate: Double? = nil, time: Int? = nil, scale: Shading.Scale = .proportional) {
    (self.sampleRate, self.time, self.scale) = (sampleRate, time, scale)
  }
}

extension Collection<Double> {
  /// The mean; not a number of none.
  var mean: Double { reduce(0, +) / Double(count) }
}
