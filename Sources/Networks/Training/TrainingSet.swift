import Arrays
import Files
import Learning

/// Labelled images as a network takes them: checked, and as features where scattering comes first and nothing changes them.
struct TrainingSet {
  let labels: [Int64]
  /// What a network's own layers take for one image.
  let inputCount: Int
  private let network: Network
  private let images: Signal<Float>
  private let features: [Float]?
  private let augmenter: Augmenter?
  private let parallel: Parallel

  /// - Parameter featureLimit: Features of all images are kept where they are at most this many numbers.
  /// - Throws: `NetworkError` for images of another size, and labels that the network has no score for.
  init(
    _ samples: LabelledSignals, for network: Network, augmentation: Augmentation, featureLimit: Int,
    parallel: Parallel
  ) throws(NetworkError) {
    let count = try network.validatedImageCount(samples.signals)
    guard count == samples.count else {
      throw .mismatchedShape(
        "labels for \(network.name)", found: "\(samples.count)", expected: "one an image: \(count)")
    }
    if let index = samples.labels.firstIndex(where: { $0 >= network.classCount }) {
      throw .unknownLabel(samples.labels[index], index: index, classCount: network.classCount)
    }
    (self.network, images, self.parallel) = (network, samples.signals, parallel)
    labels = samples.labels.map(Int64.init)
    inputCount = network.input.reduce(1, *)
    augmenter = augmentation.isNothing ? nil : Augmenter(augmentation, input: network.imageInput)
    let isKept = network.scattering != nil && augmenter == nil && count * inputCount <= featureLimit
    features = isKept ? Network.batches(count).flatMap { network.networkInputs(samples.signals, $0) } : nil
  }

  var count: Int { labels.count }

  /// Identifies these images and labels.
  var digest: String {
    let samples = images.withUnsafeSamples { sha256(UnsafeRawBufferPointer($0)) }
    return samples + labels.withUnsafeBytes { sha256($0) }
  }

  /// What the network takes for the images chosen, changed as `generator` of each draws.
  func inputs(_ chosen: ArraySlice<Int>, generator: @Sendable (Int) -> SeededGenerator) -> [Float] {
    guard let augmenter else { return inputs(chosen) }
    let changed = augmenter.changed(images, Array(chosen), parallel: parallel, generator: generator)
    return networkInputs(changed, count: chosen.count)
  }

  /// What the network takes for the images chosen, as they are.
  func inputs(_ chosen: ArraySlice<Int>) -> [Float] {
    if let features { return gather(chosen, from: features, count: inputCount) }
    let samples = images.withUnsafeSamples { gather(chosen, from: $0, count: pixelCount) }
    return networkInputs(samples, count: chosen.count)
  }

  /// What the network takes for a range of images as they are.
  func inputs(_ range: Range<Int>) -> [Float] {
    if let features {
      return Array(features[(range.lowerBound * inputCount)..<(range.upperBound * inputCount)])
    }
    return network.networkInputs(images, range)
  }

  private var pixelCount: Int { network.imageInput.reduce(1, *) }

  /// What the network takes for some images' samples.
  private func networkInputs(_ samples: [Float], count: Int) -> [Float] {
    guard network.scattering != nil else { return samples }
    let batch = Signal(samples, batch: [count, network.imageInput[0]], shape: network.planeShape)
    return network.networkInputs(batch, 0..<count)
  }

  private func gather(
    _ chosen: ArraySlice<Int>, from samples: some RandomAccessCollection<Float>, count: Int
  ) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(chosen.count * count)
    for image in chosen {
      let start = samples.index(samples.startIndex, offsetBy: image * count)
      result.append(contentsOf: samples[start..<samples.index(start, offsetBy: count)])
    }
    return result
  }
}
