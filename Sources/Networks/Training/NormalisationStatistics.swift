import Arrays

/// Computes what batch normalisation subtracts and divides by in evaluation: the statistics of the training images with the weights as they are.
///
/// Running means follow the batches of a training by a share a step (Ioffe and Szegedy 2015). After few steps they are still near where they began, and after
/// many they lag behind the weights; either way the network that is evaluated is not the one that was trained. So node after node, in order, what reaches
/// a node has its means and variances computed over the training images, unaugmented, without dropout, the nodes before it already normalising by their own. They depend
/// on the weights and the images alone: on no number of steps, momentum or schedule.
struct NormalisationStatistics {
  private let description: NetworkDescription
  private let torch: TorchNetwork<Float>
  private let samples: TrainingSet

  init(_ description: NetworkDescription, _ torch: TorchNetwork<Float>, _ samples: TrainingSet) {
    (self.description, self.torch, self.samples) = (description, torch, samples)
  }

  /// Has libtorch's network normalise by the statistics of its weights as they are. Each node costs an evaluation of what comes before it.
  /// - Parameter limit: The most images that are looked at, evenly spaced; all where nil.
  func update(limit: Int? = nil) throws(NetworkError) {
    for (node, layer) in description.nodes.enumerated() {
      guard case .batchNormalisation = layer.kind else { continue }
      let moments = try moments(before: node, images: images(limit))
      try write(moments.means, .mean, of: node)
      try write(moments.variances, .variance, of: node)
    }
  }

  private func images(_ limit: Int?) -> [Int] {
    let count = min(limit ?? samples.count, samples.count)
    return (0..<count).map { $0 * samples.count / count }
  }

  /// The moments of what reaches a node.
  private func moments(before node: Int, images: [Int]) throws(NetworkError) -> ChannelMoments {
    let source = description.nodes[node].inputs[0]
    let shape = description.inputShape(of: node)
    let size = shape.reduce(1, *)
    var moments = ChannelMoments(channelCount: shape[0], planeCount: size / shape[0])
    for range in Network.batches(images.count) {
      let inputs = samples.inputs(images[range])
      moments.add(
        source == NetworkNode.input ? inputs : try torch.evaluate(source, size: size, at: inputs))
    }
    return moments
  }

  private func write(_ values: [Double], _ role: NetworkArray.Role, of node: Int) throws(NetworkError) {
    let index = description.arrayLayouts.firstIndex { $0.node == node && $0.role == role }!
    let elements = values.map(Float.init)
    try torch.call { $0.write_tensor($1, index, elements) }
  }
}
