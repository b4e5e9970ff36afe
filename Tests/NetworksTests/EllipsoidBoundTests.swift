import Numerical
import Scattering
import StabilitySupport
import Testing

@testable import Networks

/// Ellipsoids beside dense matrices, closed forms, and the steepest places that climbing finds.
@Suite struct EllipsoidBoundTests {
  private static let one = Parallel(threads: 1)

  /// The least constant of each node by each weighting, beside the product.
  private func bounds(_ network: Network) -> (product: ProductBound, ellipsoids: [[Double]]) {
    let product = ProductBound(network, parallel: Self.one)!
    let ellipsoids = EllipsoidBound.Weighting.all.map {
      EllipsoidBound(
        network.description!, arrays: network.arrays, norms: product.norms, inputConstant: 1, weighting: $0,
        parallel: Self.one
      ).constants
    }
    return (product, ellipsoids)
  }

  /// A network of layers one behind the other, with weights that are all of one size.
  private func network(_ input: [Int], _ kinds: [LayerKind], seed: UInt64 = 1) throws -> Network {
    let nodes = kinds.enumerated().map { index, kind in
      NetworkNode(name: "\(index)", kind: kind, inputs: [index - 1])
    }
    return try Climber.drawn(NetworkDescription(name: "chain", input: input, nodes: nodes), seed: seed)
  }

  /// Two neurons of weights a > b behind a rectifier: t = a^2 for both, and the axes are t^2 / (2 t - a^2) = a^2 and a^4 / (2 a^2 -
  /// b^2), which scores that look at one neuron alone show. One neuron is exact.
  @Test func neuronsHaveAClosedForm() throws {
    let (a, b): (Float, Float) = (3, 1.25)
    let kinds: [LayerKind] = [
      .flatten, .linear(outputs: 2, hasBias: false), .rectifier, .linear(outputs: 1, hasBias: false),
    ]
    let expected = [3, (81 / (18 - 1.5625)).squareRoot()]
    for (scores, exact) in zip([[1, 0], [0, 1]] as [[Float]], expected) {
      let drawn = try network([2, 1, 1], kinds)
      var arrays = drawn.arrays
      (arrays[0].elements, arrays[1].elements) = ([a, 0, 0, b], scores)
      let found = bounds(try Network(drawn.description!, arrays: arrays)).ellipsoids[0].last!
      // Each bound of an eigenvalue is raised by 1e-9, the constant by 1e-8.
      #expect(found >= exact && found <= exact * (1 + 2e-8), "\(found) \(exact)")
    }
  }

  /// Twice the same is 2, and x - x/2 counts as 3/2: a sum takes its inputs as they are longest.
  @Test func sumsHaveAClosedForm() throws {
    let nodes = [
      NetworkNode(name: "twice", kind: .sum, inputs: [-1, -1]),
      NetworkNode(name: "half", kind: .affine(factor: -0.5, offset: 1), inputs: [0]),
      NetworkNode(name: "rest", kind: .sum, inputs: [1, 0]),
    ]
    let drawn = try Network(NetworkDescription(name: "sums", input: [2, 3, 3], nodes: nodes), seed: 1)
    for constants in bounds(drawn).ellipsoids {
      for (constant, exact) in zip(constants, [2.0, 1, 3]) {
        #expect(constant >= exact && constant <= exact * (1 + 2e-8))
      }
    }
  }

  /// What a convolution has beyond its window must not reach the next one: y_i = x_i + x_(i+1) and z_i = y_i - y_(i-1) on one
  /// sample are the identity, while on a circle of two samples, with y_(-1) = x_0, they are zero.
  @Test func nothingComesFromBeyondTheWindow() throws {
    let convolution = LayerKind.convolution(outputs: 1, kernel: 3, padding: 1, hasBias: false)
    let drawn = try network([1, 1, 1], [convolution, .dropout(probability: 0.5), convolution])
    var arrays = drawn.arrays
    arrays[0].elements = [0, 0, 0, 0, 1, 1, 0, 0, 0]
    arrays[1].elements = [0, 0, 0, -1, 1, 0, 0, 0, 0]
    let found = bounds(try Network(drawn.description!, arrays: arrays))
    #expect(found.ellipsoids.allSatisfy { $0[2] >= 1 })
  }

  /// Windows that do not overlap see blocks, and batch normalisation multiplies rows: the largest singular value of the kernel's
  /// matrix with its rows multiplied, not the largest factor times the norm.
  @Test func normalisationIsFolded() throws {
    let network = try network(
      [2, 6, 6], [.convolution(outputs: 4, kernel: 3, stride: 3, hasBias: false), .batchNormalisation()])
    let climber = Climber(network)
    let exact = climber.slope(ofNode: 1, at: climber.image(seed: 1))
    let found = bounds(network)
    for constants in found.ellipsoids {
      #expect(constants[1] >= exact * (1 - 1e-9) && constants[1] <= exact * (1 + 1e-7))
    }
    #expect(found.product.constants[1] > 1.05 * exact)
  }

  /// Linear maps one behind the other are one linear map: bounded from above, and closer than by the product. A circle sees more
  /// than the planes do, at their edges, which at these sizes are half of them.
  @Test(arguments: linear.indices) func linearMapsAreComposed(index: Int) throws {
    let network = try network([2, 8, 7], Self.linear[index], seed: UInt64(index + 1))
    let climber = Climber(network)
    let (last, found) = (Self.linear[index].count - 1, bounds(network))
    let exact = climber.slope(ofNode: last, at: climber.image(seed: 2))
    for constants in found.ellipsoids {
      #expect(constants[last] >= exact * (1 - 1e-7) && constants[last] <= 1.5 * exact)
    }
    #expect(found.ellipsoids[0][last] < found.product.constants[last])
  }

  private static let linear: [[LayerKind]] = [
    [.convolution(outputs: 3, kernel: 3, padding: 1), .batchNormalisation(), .globalAverage],
    [.convolution(outputs: 3, kernel: 3, stride: 2, padding: 1), .flatten, .linear(outputs: 4)],
    [.averagePooling(size: 2, stride: 2), .convolution(outputs: 4, kernel: 2), .batchNormalisation()],
    [.averagePooling(size: 3, stride: 2), .globalAverage, .linear(outputs: 3)],
    [.batchNormalisation(), .convolution(outputs: 2, kernel: 2, stride: 3, padding: 1)],
    [.flatten, .linear(outputs: 5), .linear(outputs: 3)],
  ]

  /// The samples of a window, written out: never less than the convolution's own matrix makes of the ellipsoid, `A D A'`, zeros
  /// beyond the edges included; and the same without edges.
  @Test(arguments: [(3, 1, 1), (2, 2, 0), (3, 2, 1), (1, 1, 0)])
  func aWindowIsTheConvolutionsOrMore(kernel: Int, stride: Int, padding: Int) throws {
    let network = try network(
      [2, 5, 4],
      [.convolution(outputs: 2, kernel: kernel, stride: stride, padding: padding), .flatten])
    let squares = [1.5, 0.25]
    let description = network.description!
    let window = (description.shapes[0][1], description.shapes[0][2])
    let sizes = CircleSizes(description)
    let grid = sizes.grid(before: 0)
    #expect(sizes.fits(0, on: grid))
    let transfer = PhaseKernel(
      values: network.arrays.doubles(.weight), outputs: 2, inputs: 2, taps: (kernel, kernel),
      grid: (grid.rows, grid.columns))
    let ellipsoid = Ellipsoid.channels(squares).filtered(
      on: grid, stride: stride, parallel: Self.one, transfer.transfer)
    let circle = try #require(ellipsoid.circle)
    let written = try #require(circle.flattened(window).circle).blocks[0]
    let climber = Climber(network)
    let rows = climber.jacobian(ofNode: 0, at: climber.image(seed: 1)).map { row in
      zip(row, 0...).map { $0 * squares[$1 / 20].squareRoot() }
    }
    let excess = rows.enumerated().map { i, row in
      rows.enumerated().map { j, other in written.real[i * rows.count + j] - dot(row, other) }
    }
    let scale = written.diagonal.max()!
    // Jacobians are differences of 1e-3: rounding of 1e-13 over that.
    #expect(largestEigenvalue(excess.map { $0.map(-) }) <= 1e-9 * scale)
    if padding == 0 && stride == kernel {
      #expect(excess.allSatisfy { $0.allSatisfy { abs($0) <= 1e-9 * scale } })
    }
  }

  /// No derivative of any node exceeds its constant, at random images and on the way up along the directions that the scores
  /// stretch most; nor does any pair of images. All constants are at most the product, and behind batch normalisation well below.
  @Test(arguments: networks.indices) func networksStayBelow(index: Int) throws {
    let network = try Climber.drawn(Self.networks[index], seed: UInt64(index + 2))
    let (climber, constants) = (Climber(network), LayerConstants(network, parallel: Self.one)!)
    let product = constants.product.constants
    #expect(zip(constants.constants, product).allSatisfy { $0 <= $1 })
    for (seed, scale) in [(1, 1), (2, 30)] as [(UInt64, Double)] {
      var image = climber.image(seed: seed).map { scale * $0 }
      for _ in 0..<2 {
        let found = climber.slopes(at: image)
        for (node, norm) in found.norms.enumerated() {
          // Differences of 1e-3, rounding of 1e-13 of values up to a thousand.
          #expect(norm <= constants.constants[node] * (1 + 1e-6), "\(network.layers[node].name)")
        }
        image = combined(image, found.direction) { $0 + scale * $1 }
      }
      let other = climber.image(seed: seed + 10).map { scale * $0 }
      for (node, ratio) in climber.ratios(image, other).enumerated() {
        #expect(ratio <= constants.constants[node] * (1 + 1e-9), "\(network.layers[node].name)")
      }
    }
    if network.description!.nodes.contains(where: { $0.kind == .batchNormalisation() }) {
      #expect(constants.constants.last! < 0.75 * product.last!)
    }
  }

  /// Every preset, and what no preset has: strides and paddings of all sizes, overlapping maxima, means behind a convolution, sums
  /// of several kinds.
  private static let networks: [NetworkDescription] = [
    try! .convolutional(input: [1, 10, 10], classCount: 3, widths: (3, 4), hidden: 6),
    try! .leNet5(input: [1, 12, 12], classCount: 3),
    try! .residual(input: [1, 9, 10], classCount: 3, depth: 8, width: 2),
    try! .scatteringHead(input: [5, 5, 4], classCount: 3, width: 4, hidden: 6),
    try! .gaussian(input: [1, 6, 6], widths: [20, 12, 8]),
    try! .gaussianConvolutional(input: [1, 9, 8], widths: [3, 3, 3], kernel: 3, stride: 2),
    Samples.everything, sums,
  ]

  private static let sums = try! NetworkDescription(
    name: "sums", input: [2, 8, 8],
    nodes: [
      NetworkNode(name: "a", kind: .convolution(outputs: 2, kernel: 5, padding: 2), inputs: [-1]),
      NetworkNode(name: "b", kind: .sum, inputs: [0, -1]),
      NetworkNode(name: "c", kind: .hyperbolicTangent, inputs: [1]),
      NetworkNode(name: "d", kind: .convolution(outputs: 2, kernel: 3, padding: 1), inputs: [2]),
      NetworkNode(name: "e", kind: .convolution(outputs: 2, kernel: 3, padding: 1), inputs: [3]),
      NetworkNode(name: "f", kind: .sum, inputs: [4, 2]),
      NetworkNode(name: "g", kind: .maximumPooling(size: 3, stride: 2), inputs: [5]),
      NetworkNode(name: "h", kind: .averagePooling(size: 4, stride: 2), inputs: [5]),
      NetworkNode(name: "i", kind: .sum, inputs: [6, 7]),
      NetworkNode(name: "j", kind: .rectifier, inputs: [8]),
      NetworkNode(name: "k", kind: .convolution(outputs: 3, kernel: 2, stride: 2, padding: 1), inputs: [9]),
      NetworkNode(name: "l", kind: .affine(factor: -0.5, offset: 1), inputs: [10]),
      NetworkNode(name: "m", kind: .flatten, inputs: [11]),
      NetworkNode(name: "n", kind: .linear(outputs: 12), inputs: [12]),
      NetworkNode(name: "o", kind: .rectifier, inputs: [13]),
      NetworkNode(name: "p", kind: .sum, inputs: [14, 13]),
      NetworkNode(name: "q", kind: .linear(outputs: 2), inputs: [15]),
    ])

  @Test func theBitsDoNotDependOnThreads() throws {
    let network = try Climber.drawn(Self.networks[2], seed: 3)
    let found = [1, 3].map { LayerConstants(network, parallel: Parallel(threads: $0)) }
    #expect(found[0] == found[1])
  }
}
