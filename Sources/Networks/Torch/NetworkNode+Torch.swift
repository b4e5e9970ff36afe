import CTorchInterface
import Deformations

extension NetworkNode {
  /// The node as the shim takes it.
  var torch: ctorch_node {
    var node = ctorch_node()
    node.inputs = (Int32(inputs[0]), Int32(inputs.last!))
    switch kind {
    case .affine(let factor, let offset):
      node.kind = Int32(CTORCH_AFFINE)
      (node.first, node.second) = (factor, offset)
    case .convolution(_, let kernel, let stride, let padding, _):
      node.kind = Int32(CTORCH_CONVOLUTION)
      (node.size, node.stride, node.padding) = (Int64(kernel), Int64(stride), Int64(padding))
    case .maximumPooling(let size, let stride):
      node.kind = Int32(CTORCH_MAXIMUM_POOLING)
      (node.size, node.stride) = (Int64(size), Int64(stride))
    case .averagePooling(let size, let stride):
      node.kind = Int32(CTORCH_AVERAGE_POOLING)
      (node.size, node.stride) = (Int64(size), Int64(stride))
    case .batchNormalisation(let epsilon, let momentum):
      node.kind = Int32(CTORCH_BATCH_NORMALISATION)
      (node.first, node.second) = (epsilon, momentum)
    case .dropout(let probability):
      node.kind = Int32(CTORCH_DROPOUT)
      node.first = probability
    case .linear: node.kind = Int32(CTORCH_LINEAR)
    case .rectifier: node.kind = Int32(CTORCH_RECTIFIER)
    case .hyperbolicTangent: node.kind = Int32(CTORCH_TANGENT)
    case .globalAverage: node.kind = Int32(CTORCH_GLOBAL_AVERAGE)
    case .flatten: node.kind = Int32(CTORCH_FLATTEN)
    case .sum: node.kind = Int32(CTORCH_SUM)
    }
    return node
  }
}
