import Foundation
import Networks

/// A network by its definition: loops over all indices, one image at a time.
struct PlainNetwork {
  let network: Network
  let description: NetworkDescription

  init(_ network: Network) { (self.network, description) = (network, network.description!) }

  /// What each node makes of an image.
  func values(of image: [Double]) -> [[Double]] {
    var values: [[Double]] = []
    for (index, node) in description.nodes.enumerated() {
      let inputs = node.inputs.map { $0 < 0 ? image : values[$0] }
      values.append(apply(node, inputs, shape: description.inputShape(of: index)))
    }
    return values
  }

  private func array(_ node: NetworkNode, _ role: NetworkArray.Role) -> [Double]? {
    network.arrays.first { $0.name == node.name && $0.role == role }?.elements.map(Double.init)
  }

  func apply(_ node: NetworkNode, _ inputs: [[Double]], shape: [Int]) -> [Double] {
    let x = inputs[0]
    switch node.kind {
    case .affine(let factor, let offset): return x.map { factor * $0 + offset }
    case .rectifier: return x.map { max($0, 0) }
    case .hyperbolicTangent: return x.map(tanh)
    case .dropout, .flatten: return x
    case .sum: return zip(x, inputs[1]).map(+)
    case .linear(let outputs, _):
      let (weight, bias) = (array(node, .weight)!, array(node, .bias))
      return (0..<outputs).map { row -> Double in
        var sum = bias?[row] ?? 0
        for column in x.indices { sum += weight[row * x.count + column] * x[column] }
        return sum
      }
    case .batchNormalisation(let epsilon, _):
      let roles = NetworkArray.Role.allCases.map { array(node, $0)! }
      let block = x.count / shape[0]
      return x.indices.map { index in
        let c = index / block
        return (x[index] - roles[2][c]) / (roles[3][c] + epsilon).squareRoot() * roles[0][c] + roles[1][c]
      }
    case .globalAverage:
      let block = shape[1] * shape[2]
      return (0..<shape[0]).map { c in x[(c * block)..<((c + 1) * block)].reduce(0, +) / Double(block) }
    case .maximumPooling(let size, let stride):
      return windows(x, shape, size, stride) { $0.max()! }
    case .averagePooling(let size, let stride):
      return windows(x, shape, size, stride) { $0.reduce(0, +) / Double($0.count) }
    case .convolution(let outputs, let kernel, let stride, let padding, _):
      let (weight, bias) = (array(node, .weight)!, array(node, .bias))
      return (0..<outputs).flatMap { output in
        positions(shape, kernel, stride, padding).map { top, left in
          var sum = bias?[output] ?? 0
          for c in 0..<shape[0] {
            for i in 0..<kernel {
              for j in 0..<kernel where (0..<shape[1]).contains(top + i) && (0..<shape[2]).contains(left + j)
              {
                sum +=
                  weight[((output * shape[0] + c) * kernel + i) * kernel + j]
                  * x[(c * shape[1] + top + i) * shape[2] + left + j]
              }
            }
          }
          return sum
        }
      }
    }
  }

  /// The upper left corners of all windows.
  private func positions(_ shape: [Int], _ size: Int, _ stride: Int, _ padding: Int) -> [(Int, Int)] {
    Swift.stride(from: -padding, through: shape[1] + padding - size, by: stride).flatMap { top in
      Swift.stride(from: -padding, through: shape[2] + padding - size, by: stride).map { (top, $0) }
    }
  }

  private func windows(
    _ x: [Double], _ shape: [Int], _ size: Int, _ stride: Int, _ summary: ([Double]) -> Double
  ) -> [Double] {
    (0..<shape[0]).flatMap { c in
      positions(shape, size, stride, 0).map { top, left in
        summary(
          (0..<size).flatMap { i in
            (0..<size).map { j in x[(c * shape[1] + top + i) * shape[2] + left + j] }
          })
      }
    }
  }
}
