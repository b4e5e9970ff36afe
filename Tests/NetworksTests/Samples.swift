import Networks
import Scattering
import TestSupport
import Testing

/// Small networks of every kind of node.
enum Samples {
  /// Planes of 2 channels, all kinds of node, a short cut and an odd size that windows do not fill.
  static let everything = try! NetworkDescription(
    name: "everything", input: [2, 9, 11],
    nodes: [
      NetworkNode(name: "standardised", kind: .affine(factor: 2, offset: -0.5), inputs: [-1]),
      NetworkNode(name: "wide", kind: .convolution(outputs: 4, kernel: 3, padding: 1), inputs: [0]),
      NetworkNode(name: "normalised", kind: .batchNormalisation(), inputs: [1]),
      NetworkNode(name: "rectified", kind: .rectifier, inputs: [2]),
      NetworkNode(
        name: "same", kind: .convolution(outputs: 4, kernel: 3, padding: 1, hasBias: false), inputs: [3]),
      NetworkNode(name: "sum", kind: .sum, inputs: [4, 1]),
      NetworkNode(name: "largest", kind: .maximumPooling(size: 2, stride: 2), inputs: [5]),
      NetworkNode(
        name: "strided", kind: .convolution(outputs: 6, kernel: 3, stride: 2, padding: 2), inputs: [6]),
      NetworkNode(name: "bent", kind: .hyperbolicTangent, inputs: [7]),
      NetworkNode(name: "mean", kind: .averagePooling(size: 2, stride: 1), inputs: [8]),
      NetworkNode(name: "flat", kind: .flatten, inputs: [9]),
      NetworkNode(name: "dense", kind: .linear(outputs: 5), inputs: [10]),
      NetworkNode(name: "dropped", kind: .dropout(probability: 0.5), inputs: [11]),
      NetworkNode(name: "scores", kind: .linear(outputs: 3, hasBias: false), inputs: [12]),
    ])

  /// The same with arrays none of which is at its start, so that every one has an effect.
  static let network: Network = {
    let start = try! Network(everything, seed: 5)
    var generator = SeededGenerator(seed: 6)
    let arrays = start.arrays.map { array in
      var array = array
      for index in array.elements.indices {
        array.elements[index] += Float.random(in: 0..<0.5, using: &generator)
      }
      return array
    }
    return try! Network(everything, arrays: arrays)
  }()
}

/// The Euclidean norm.
func norm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
