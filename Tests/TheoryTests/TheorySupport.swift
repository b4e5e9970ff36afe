import Foundation
import Learning
import Scattering
import Stability

/// A standard normal number, as a sum of cosine and root of its own.
func gaussian(_ generator: inout SeededGenerator) -> Double {
  let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
  return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
}

/// A network of matrices with a rectifier behind all but the last, written out: `W_L rho(... rho(W_1 x))`.
struct DenseNetwork: DifferentiableRepresentation {
  var name = "dense"
  let shape: Shape
  /// `[layer][row][column]`.
  let layers: [[[Double]]]
  var dimension: Int { layers.last!.count }
  var parts: [RepresentationPart] { [] }
  var lipschitzConstant: Double? { nil }

  /// Entries N(0, gain / columns).
  static func random(_ shape: Shape, widths: [Int], gain: Double = 2, seed: UInt64) -> DenseNetwork {
    var generator = SeededGenerator(seed: seed)
    let sizes = [shape.count] + widths
    let layers = widths.indices.map { index in
      (0..<sizes[index + 1]).map { _ in
        (0..<sizes[index]).map { _ in gaussian(&generator) * (gain / Double(sizes[index])).squareRoot() }
      }
    }
    return DenseNetwork(shape: shape, layers: layers)
  }

  func vectors(of signals: Signal<Double>) -> [Double] {
    split(signals.samples, shape.count).flatMap { states($0).last! }
  }

  /// What goes into each layer, and what comes out of the last.
  private func states(_ signal: [Double]) -> [[Double]] {
    layers.enumerated().reduce(into: [signal]) { states, layer in
      let product = matrix(layer.element, states.last!)
      states.append(layer.offset < layers.count - 1 ? product.map { max($0, 0) } : product)
    }
  }

  /// The Jacobian at one signal, `[row][column]`.
  func jacobian(at signal: [Double]) -> [[Double]] {
    let states = states(signal)
    var total = layers[0]
    for index in 1..<layers.count {
      let gated = zip(total, states[index]).map { row, value in value > 0 ? row : row.map { _ in 0 } }
      total = layers[index].map { row in
        (0..<shape.count).map { column in zip(row, gated).reduce(0) { $0 + $1.0 * $1.1[column] } }
      }
    }
    return total
  }

  func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    zip(split(signals.samples, shape.count), split(tangents.samples, shape.count)).flatMap {
      matrix(jacobian(at: $0), $1)
    }
  }

  func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    let pulled = zip(split(signals.samples, shape.count), split(cotangents, dimension)).flatMap {
      matrix(transposed(jacobian(at: $0)), $1)
    }
    return Signal(pulled, batch: signals.batch, shape: shape)
  }
}

/// Scores that do not depend on the image.
struct ConstantScores: DifferentiableRepresentation {
  let name = "constant"
  let shape: Shape
  let scores: [Double]
  var dimension: Int { scores.count }
  var parts: [RepresentationPart] { [] }
  var lipschitzConstant: Double? { 0 }

  func vectors(of signals: Signal<Double>) -> [Double] { (0..<signals.batchCount).flatMap { _ in scores } }

  func pushforward(at signals: Signal<Double>, along _: Signal<Double>) -> [Double] {
    [Double](repeating: 0, count: signals.batchCount * dimension)
  }

  func pullback(at signals: Signal<Double>, of _: [Double]) -> Signal<Double> {
    Signal(signals.samples.map { _ in 0 }, batch: signals.batch, shape: shape)
  }
}

func split(_ values: [Double], _ count: Int) -> [[Double]] {
  stride(from: 0, to: values.count, by: count).map { Array(values[$0..<($0 + count)]) }
}

func matrix(_ rows: [[Double]], _ vector: [Double]) -> [Double] {
  rows.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
}

func transposed(_ rows: [[Double]]) -> [[Double]] {
  rows[0].indices.map { column in rows.map { $0[column] } }
}

/// The largest singular value by Jacobi's one-sided rotations, which make columns orthogonal (Hestenes 1958): slow, dense, and without a start to
/// choose.
func largestSingularValue(_ rows: [[Double]]) -> Double {
  var a = rows.count >= rows[0].count ? transposed(rows) : rows
  for _ in 0..<30 {
    for p in a.indices {
      for q in a.indices where q > p {
        let (alpha, beta) = (square(a[p]), square(a[q]))
        let gamma = zip(a[p], a[q]).reduce(0) { $0 + $1.0 * $1.1 }
        guard abs(gamma) > 1e-300 else { continue }
        let zeta = (beta - alpha) / (2 * gamma)
        let t = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
        let c = 1 / (1 + t * t).squareRoot()
        (a[p], a[q]) = (
          zip(a[p], a[q]).map { c * $0 - c * t * $1 }, zip(a[p], a[q]).map { c * t * $0 + c * $1 }
        )
      }
    }
  }
  return a.map(square).max()!.squareRoot()
}

func square(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }

func frobeniusNorm(_ rows: [[Double]]) -> Double { rows.reduce(0) { $0 + square($1) }.squareRoot() }

/// Images of classes that differ by where they are bright, with noise, in 0...1.
func classedImages(_ count: Int, shape: Shape, classCount: Int, noise: Double = 0.2, seed: UInt64)
  -> LabelledSignals
{
  var generator = SeededGenerator(seed: seed)
  let labels = (0..<count).map { $0 % classCount }
  let samples = labels.flatMap { label in
    (0..<shape.count).map { sample in
      let bright = sample % classCount == label ? 0.7 : 0.2
      return Float(min(max(bright + noise * gaussian(&generator), 0), 1))
    }
  }
  return LabelledSignals(
    Signal(samples, batch: [count], shape: shape), labels: labels, classCount: classCount)
}

/// The signals as doubles.
func doubles(_ images: LabelledSignals) -> Signal<Double> {
  Signal(images.signals.samples.map(Double.init), batch: [images.count], shape: images.signals.shape)
}
