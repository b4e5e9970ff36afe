import Foundation
import Scattering
import StabilitySupport
import TestSupport
import Testing

@testable import Stability

@Suite struct FamilyTests {
  private static let kinds = [DeformationKind.translation, .rotation, .dilation, .shear]

  private static func scattering(_ shape: Shape, padding: Padding = .reflect) throws -> (
    ScatteringRepresentation, NetworkBounds
  ) {
    let transform = Certificates.transform(
      try ScatteringConfiguration(shape: shape, scales: 2, orientations: 4, padding: padding))
    let bounds = NetworkBounds(transform)
    return (ScatteringRepresentation(transform, lipschitzConstant: bounds.constant), bounds)
  }

  private static func domain(_ kind: DeformationKind, _ amplitude: Double, _ shape: Shape)
    -> DeformationDomain
  {
    DeformationDomain(kind, amplitude: amplitude, shape: shape)!
  }

  /// Members drawn by the coefficients of `AffineFamily`, an implementation of its own; of any size within the amplitude.
  private static func members(
    _ kind: DeformationKind, _ amplitude: Double, _ shape: Shape, count: Int, seed: UInt64
  ) -> [DisplacementField] {
    let family = AffineFamily(DeformationGenerator(kind, amplitude: amplitude, shape: shape))
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      // Half of them as large as the family has them.
      let size = index % 2 == 0 ? 1 : Double.random(in: 0..<1, using: &generator)
      return family.field(family.scaled(family.random(using: &generator), by: size))
    }
  }

  @Test("What 100,000 random members reach is within the bounds, and the bounds are close")
  func randomMembers() throws {
    let shape: Shape = [12, 13]
    let (scattering, bounds) = try Self.scattering(shape)
    let certifier = FamilyCertifier(scattering, bounds: bounds)
    var thrown = 0
    for (number, image) in Certificates.images(shape).enumerated() {
      let original = scattering.vectors(of: image)
      let prepared = SplineWarp.reference().prepare(image)
      for kind in Self.kinds {
        for amplitude in [0.3, 1.5] {
          let bound = try certifier.bounds(of: image, over: [Self.domain(kind, amplitude, shape)])[0]
          #expect(bound.found <= bound.bound && bound.gap <= 0.1 * (1 + 1e-9), "\(kind) of \(amplitude) px")
          let fields = Self.members(kind, amplitude, shape, count: 4200, seed: UInt64(number))
          let moved = prepared.apply(fields)
          let vectors = scattering.vectors(of: moved)
          let largest =
            fields.indices.map {
              distance(vectors.block($0, of: fields.count), original[...])
            }.max()! / image.norms()[0]
          thrown += fields.count
          // The members' own sizes are rounded.
          #expect(largest <= bound.bound * (1 + 1e-12), "\(kind) of \(amplitude) px")
          // Bounds that hold for far more than the family would not be approached by it.
          #expect(largest >= 0.8 * bound.found, "\(kind) of \(amplitude) px: \(largest) of \(bound.found)")
        }
      }
    }
    #expect(thrown > 100_000)
  }

  @Test("No search finds more than the bounds of its family", arguments: Padding.allCases)
  func searches(padding: Padding) throws {
    let shape: Shape = [16, 16]
    let (scattering, bounds) = try Self.scattering(shape, padding: padding)
    let certifier = FamilyCertifier(scattering, bounds: bounds)
    let settings = WorstCaseSettings(
      randomCount: 100, powerSteps: 20, ascentSteps: 40, largestStarts: 4, randomStarts: 4)
    let image = Certificates.images(shape)[0]
    for amplitude in [0.5, 2] {
      for kind in Self.kinds + [.elastic, .rough] {
        let found = try WorstCase(scattering, settings: settings).search(
          image, kind: kind, amplitude: amplitude, gradientBound: 100)[0].distance
        let bound: Double
        if let domain = DeformationDomain(kind, amplitude: amplitude, shape: shape) {
          bound = try certifier.bounds(of: image, over: [domain], found: [found])[0].bound
        } else {
          bound =
            certifier.bounds(
              of: image,
              over: [
                kind == .elastic
                  ? .elastic(displacement: amplitude, cutoff: 5, shape: shape)
                  : FieldFamily(displacement: amplitude)
              ])[0]
        }
        #expect(found <= bound, "\(kind) of \(amplitude) px")
      }
    }
  }

  @Test("A bound that is looked for within a factor of two is above the one within a hundredth")
  func gaps() throws {
    let shape: Shape = [16, 16]
    let (scattering, bounds) = try Self.scattering(shape)
    let image = Certificates.images(shape)[0]
    for kind in Self.kinds {
      let results = try [1, 0.01].map { gap in
        try FamilyCertifier(scattering, bounds: bounds, settings: FamilySettings(gap: gap)).bounds(
          of: image, over: [Self.domain(kind, 1, shape)])[0]
      }
      #expect(results[1].bound <= results[1].found * 1.01 * (1 + 1e-9))
      #expect(results[0].bound >= results[1].found && results[1].bound >= results[0].found)
      #expect(results[0].count < results[1].count)
    }
  }

  @Test("A family left open at its limit has a bound all the same")
  func limit() throws {
    let shape: Shape = [16, 16]
    let (scattering, bounds) = try Self.scattering(shape)
    let image = Certificates.images(shape)[0]
    func bound(_ settings: FamilySettings) throws -> FamilyBound {
      try FamilyCertifier(scattering, bounds: bounds, settings: settings).bounds(
        of: image, over: [Self.domain(.translation, 1, shape)])[0]
    }
    let open = try bound(FamilySettings(gap: 0.01, limit: 10))
    let closed = try bound(FamilySettings(gap: 0.01))
    #expect(open.gap > 0.01 && open.bound >= closed.found)
  }

  /// x(u) = cos(w u), its half-sample mirror image itself, moved by t at most: |x(u - t) - x(u)|^2 summed over whole periods is
  /// (1 - cos w t) times their length for every t, so that the family's supremum is known.
  @Test("The pixels of a wave move as its formula says")
  func wave() throws {
    let (shape, frequency): (Shape, Double) = ([16, 16], 2 * .pi / 8)
    let samples = (0..<shape.count).map { cos(frequency * (Double($0 % 16) + 0.5)) }
    let image = Signal(samples, shape: shape)
    for amplitude in [0.5, 2] {
      let bound = try FamilyCertifier(RawPixels(shape: shape), settings: FamilySettings(gap: 1e-3)).bounds(
        of: image, over: [Self.domain(.translation, amplitude, shape)])[0]
      let exact = (2 - 2 * cos(frequency * amplitude)).squareRoot()
      // The reference warp of this wave is its Fourier series to 1e-9 (decision 6).
      #expect(abs(bound.found / exact - 1) < 1.1e-3 && bound.bound >= exact * (1 - 1e-8))
      #expect(bound.bound <= exact * 1.0012)
    }
  }
}

@Suite struct FamilyCellTests {
  /// A member of a cell at random parameters.
  private static func member(_ cell: DeformationCell, _ generator: inout SeededGenerator) -> AffineDeformation
  {
    let ranges = cell.ranges.map { range in
      let value = Double.random(in: range, using: &generator)
      return value...value
    }
    return DeformationCell(domain: cell.domain, shape: cell.shape, ranges: ranges).centre
  }

  private static let domains: [DeformationDomain] = [
    .translations(radius: 2), .translationBox(halfWidths: [2, 1]), .rotations(-0.5...0.2),
    .dilations(-0.1...0.2), .shears(amplitude: 2),
  ]

  /// The bound of a cell is that of its vertices, which must hold all members between them: no linear functional of a member is beyond
  /// its largest at a vertex.
  @Test("Every member of a cell lies in the hull of its vertices", arguments: domains)
  func hull(domain: DeformationDomain) {
    var generator = SeededGenerator(seed: 5)
    var cells = DeformationCell.covering(domain, shape: [14, 9])
    cells += cells.flatMap { $0.divided(by: 3) }
    for cell in cells {
      let vertices = cell.vertices.map(Self.numbers)
      for _ in 0..<20 {
        let member = Self.numbers(Self.member(cell, &generator))
        let functional = member.map { _ in generator.nextNormal() }
        #expect(dot(functional, member) <= vertices.map { dot(functional, $0) }.max()! + 1e-12)
      }
    }
  }

  private static func numbers(_ deformation: AffineDeformation) -> [Double] {
    deformation.offset + deformation.matrix.flatMap { $0 }
  }

  @Test("The cells of a family cover it", arguments: domains)
  func covering(domain: DeformationDomain) {
    let cells = DeformationCell.covering(domain, shape: [14, 9])
    let areas = cells.map { $0.ranges.reduce(1) { $0 * $1.width } }
    let divided = cells.flatMap { $0.divided(by: 2.5) }.map { $0.ranges.reduce(1) { $0 * $1.width } }
    let whole: Double =
      switch domain {
      case .translations(let radius): radius * 2 * .pi
      case .translationBox(let halves): 4 * halves[0] * halves[1]
      case .rotations(let range), .dilations(let range): range.width
      case .shears: 2 * .pi
      }
    #expect(abs(areas.reduce(0, +) / whole - 1) < 1e-12 && abs(divided.reduce(0, +) / whole - 1) < 1e-12)
  }

  @Test(
    "Members of an amplitude move the sample that moves most by it",
    arguments: [[14, 9], [16, 16]] as [Shape])
  func sizes(shape: Shape) {
    for kind in [DeformationKind.translation, .rotation, .dilation, .shear] {
      let cells = DeformationCell.covering(
        DeformationDomain(kind, amplitude: 1.5, shape: shape)!, shape: shape)
      let finest = cells.flatMap { $0.divided(by: 6) }.flatMap { $0.divided(by: 6) }
      let largest = finest.map { $0.centre.displacements().largestVectorNorm() }.max()!
      #expect(largest <= 1.5 * (1 + 1e-12) && largest > 1.45, "\(kind): \(largest)")
    }
  }

  @Test("The bound of a cell's moves holds for its members", arguments: domains)
  func moves(domain: DeformationDomain) {
    let shape: Shape = [14, 9]
    var generator = SeededGenerator(seed: 6)
    let weights = (0..<shape.count).map { _ in 1 + Double.random(in: 0..<1, using: &generator) }
    for image in Certificates.images(shape) {
      let prepared = FamilyImage(image, weights: weights)
      let warp = SplineWarp.reference().prepare(image)
      for cell in DeformationCell.covering(domain, shape: shape).flatMap({ $0.divided(by: 4) }).prefix(60) {
        var centre = [Double](repeating: 0, count: shape.count)
        let bound = prepared.move(by: cell, into: &centre)
        for _ in 0..<4 {
          let moved = warp.apply(Self.member(cell, &generator).field())
          let change = zip(moved.samples, centre).map { $0 - $1 }
          let distance = norm(zip(change, weights).map { $0 * $1.squareRoot() })
          // 1e-12 of the image for the rounding of its spline.
          #expect(distance <= bound + 1e-12 * prepared.norm)
        }
      }
    }
  }

  @Test("Curvature bounds hold for the spline's second differences")
  func curvature() {
    let shape: Shape = [14, 9]
    var generator = SeededGenerator(seed: 7)
    for image in Certificates.images(shape) {
      let spline = SplineWarp.reference().prepare(image)
      let bounds = CurvatureBounds(spline, image: 0)
      func gradient(_ tau: Signal<Double>) -> [Double] {
        let zero = DisplacementField.zero(shape)
        return spline.applyWithGradient(
          DisplacementField(displacement: tau, jacobian: zero.jacobian, hessian: zero.hessian)
        ).gradient.samples
      }
      func field(_ size: Double, _ start: Signal<Double>?) -> Signal<Double> {
        Signal(batch: [2], shape: shape) { out in
          for index in 0..<shape.count {
            let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
            let (row, column) = (size * cos(angle), size * sin(angle))
            out[index] = row + (start?.samples(of: 0)[index] ?? 0)
            out[shape.count + index] = column + (start?.samples(of: 1)[index] ?? 0)
          }
        }
      }
      for radius in [0.1, 0.5, 1.9, 5] {
        let centre = field(3, nil)
        let limits = centre.withUnsafeSamples { bounds.bounds(around: $0.baseAddress!, radius: radius) }
        // The gradient at two points of the disc differs by at most the curvature between them times their distance.
        let (first, second) = (field(radius, centre), field(radius * 0.9, centre))
        let (a, b) = (gradient(first), gradient(second))
        for index in 0..<shape.count {
          let change = hypot(a[index] - b[index], a[shape.count + index] - b[shape.count + index])
          let apart = hypot(
            first.samples[index] - second.samples[index],
            first.samples[shape.count + index] - second.samples[shape.count + index])
          #expect(change <= limits[index] * apart + 1e-10)
        }
      }
    }
  }
}

@Suite struct FieldFamilyTests {
  private static let shape: Shape = [16, 13]
  private static let pixels = FamilyCertifier(RawPixels(shape: shape))

  /// A field of independent displacements, as long as `reach` says.
  private static func field(_ generator: inout SeededGenerator, reach: Double) -> DisplacementField {
    let zero = DisplacementField.zero(shape)
    let tau = Signal<Double>(batch: [2], shape: shape) { out in
      for index in 0..<shape.count {
        let (angle, length) = (
          2 * .pi * Double.random(in: 0..<1, using: &generator),
          reach * Double.random(in: 0..<1, using: &generator).squareRoot()
        )
        (out[index], out[shape.count + index]) = (length * cos(angle), length * sin(angle))
      }
    }
    return DisplacementField(displacement: tau, jacobian: zero.jacobian, hessian: zero.hessian)
  }

  /// The worst field without a slope takes each sample's largest change, which is found here among 2,000 draws of each. Cells have 0.09 px to
  /// spare, which is much of 0.3 px.
  @Test(
    "Bounds over all fields of a size are above the worst of them, by little",
    arguments: [(0.3, 1.6), (1, 1.35), (2.5, 1.35)])
  func anyField(reach: Double, excess: Double) {
    var generator = SeededGenerator(seed: 3)
    for image in Certificates.images(Self.shape) {
      let bound = Self.pixels.bounds(of: image, over: [FieldFamily(displacement: reach)])[0]
      let warp = SplineWarp.reference().prepare(image)
      var largest = [Double](repeating: 0, count: Self.shape.count)
      for _ in 0..<2000 {
        let moved = warp.apply(Self.field(&generator, reach: reach)).samples
        for index in largest.indices {
          largest[index] = max(largest[index], abs(moved[index] - image.samples[index]))
        }
      }
      let worst = norm(largest) / image.norms()[0]
      #expect(worst <= bound)
      #expect(bound <= excess * worst, "\(bound) for \(worst)")
    }
  }

  @Test("A slope makes bounds smaller, and they hold for fields of that slope", arguments: [0.5, 1.5])
  func slopes(reach: Double) {
    var generator = SeededGenerator(seed: 4)
    let elastic = DeformationGenerator(.elastic, amplitude: reach, shape: Self.shape, cutoff: 2)
    for image in Certificates.images(Self.shape) {
      let warp = SplineWarp.reference().prepare(image)
      var previous = 0.0
      for slope in [0.01, 0.1, 1] {
        let bound = Self.pixels.bounds(of: image, over: [FieldFamily(displacement: reach, slope: slope)])[0]
        #expect(bound >= previous)
        previous = bound
        for number in 0..<40 {
          // Translations have no slope at all; elastic fields are shrunk to it, 10 % for what lies between samples, and shifted.
          let field = elastic.field(using: &generator)
          let sizes = field.sizes()
          let part = min(slope / (1.1 * sizes.gradient), 0.9)
          let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
          let rest = number % 2 == 0 ? reach * (1 - part) : 0
          let shift = AffineDeformation.translation(
            by: [rest * cos(angle), rest * sin(angle)], shape: Self.shape)
          let tau = Signal(
            zip(field.scaled(by: part).displacement.samples, shift.displacements().samples).map(+),
            batch: [2],
            shape: Self.shape)
          let moved = warp.apply(
            DisplacementField(displacement: tau, jacobian: field.jacobian, hessian: field.hessian))
          #expect(distance(moved.samples[...], image.samples[...]) / image.norms()[0] <= bound)
        }
      }
      let free = Self.pixels.bounds(of: image, over: [FieldFamily(displacement: reach)])[0]
      #expect(previous <= free * (1 + 1e-12))
      let still = Self.pixels.bounds(of: image, over: [FieldFamily(displacement: reach, slope: 0.01)])[0]
      #expect(still < 0.97 * free, "\(still) of \(free)")
    }
  }

  @Test("Elastic fields have the slope that their size allows, and keep to their bounds", arguments: [2, 4])
  func elastic(cutoff: Int) {
    var generator = SeededGenerator(seed: 5)
    let family = FieldFamily.elastic(displacement: 1.5, cutoff: cutoff, shape: Self.shape)
    let random = DeformationGenerator(.elastic, amplitude: 1.5, shape: Self.shape, cutoff: cutoff)
    for image in Certificates.images(Self.shape) {
      let bound = Self.pixels.bounds(of: image, over: [family])[0]
      let warp = SplineWarp.reference().prepare(image)
      for _ in 0..<300 {
        let field = random.field(using: &generator)
        #expect(field.sizes().gradient <= family.slope! * (1 + 1e-12))
        let lengths = (0..<Self.shape.count).map {
          hypot(field.displacement.samples[$0], field.displacement.samples[Self.shape.count + $0])
        }
        #expect(zip(lengths, family.reaches(on: Self.shape)).allSatisfy { $0 <= $1 + 1e-12 })
        let moved = warp.apply(field)
        #expect(distance(moved.samples[...], image.samples[...]) / image.norms()[0] <= bound)
      }
    }
  }

  /// The blob of an audit, of which a search elsewhere had found elastic fields that move J = 1 features by 0.19546 and 0.39706, beyond the
  /// certificates of the fields that our own had found.
  @Test("The audit's blob keeps within the bounds of elastic fields")
  func blob() throws {
    let samples = Golden.numbers("Cases/blob-twice.npy", as: Double.self)
    let image = Signal(Array(samples.prefix(1024)), shape: [32, 32])
    for normalization in [Normalization.kymatio, .nonexpansive] {
      let transform = Certificates.transform(
        try ScatteringConfiguration(shape: [32, 32], scales: 1, normalization: normalization))
      let bounds = NetworkBounds(transform)
      let scattering = ScatteringRepresentation(transform, lipschitzConstant: bounds.constant)
      let certifier = FamilyCertifier(scattering, bounds: bounds)
      for (amplitude, reached) in [(1.0, 0.19546), (2, 0.39706)] {
        let bound = certifier.bounds(
          of: image, over: [.elastic(displacement: amplitude, cutoff: 5, shape: [32, 32])])[0]
        #expect(bound >= reached)
        let found = try WorstCase(scattering).search(image, kind: .elastic, amplitude: amplitude)[0].distance
        #expect(found <= bound && found > 0.8 * reached)
      }
    }
  }
}
