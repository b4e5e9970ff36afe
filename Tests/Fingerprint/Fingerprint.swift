import Arrays
import Scattering
import Stability

/// Prints what must not change when the code is rearranged, a line a configuration: the configuration and digests of the bits of
/// features, pushforwards, pullbacks, filters and bounds. `Tests/Fingerprint/compare.py` compares two checkouts by it.
///
/// `fingerprint COUNT SEED`
@main
struct Fingerprint {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
    let (count, seed) = (arguments.first ?? 48, arguments.dropFirst().first ?? 1)
    var draw = Draw(seed: UInt64(seed))
    for index in 0..<count { try printLine(of: index, &draw) }
  }

  private static func printLine(of index: Int, _ draw: inout Draw) throws {
    let configuration = try draw.configuration()
    let (threads, batch) = (draw.number(1...2), draw.number(1...3))
    let digests =
      index % 2 == 0
      ? try digests(of: configuration, Float.self, threads: threads, batch: batch, &draw)
      : try digests(of: configuration, Double.self, threads: threads, batch: batch, &draw)
    let text = digests.map { "\($0.0) \(String($0.1, radix: 16))" }.joined(separator: ", ")
    print("\(index) \(describe(configuration)) threads \(threads) batch \(batch): \(text)")
  }

  private static func describe(_ c: ScatteringConfiguration) -> String {
    "\(c.shape) J \(c.scales) L \(c.orientations) order \(c.maximalOrder) \(c.padding) oversampling \(c.oversampling) \(c.normalization)"
  }

  private static func digests<Sample: ScatteringScalar>(
    of configuration: ScatteringConfiguration, _: Sample.Type, threads: Int, batch: Int, _ draw: inout Draw
  ) throws -> [(String, UInt64)] {
    let parallel = Parallel(threads: threads)
    let transform = ScatteringTransform<Sample>(configuration, parallel: parallel, rigor: .estimate)
    let images = draw.signal(batch, configuration.shape, Sample.self)
    let features = transform(images)
    let tangents = draw.signal(batch, configuration.shape, Sample.self)
    let cotangents = draw.features(like: features)
    return [
      ("paths", digest(features.paths.map(\.description))),
      ("features", digest(features.samples.map(Double.init))),
      ("pushforward", digest(transform.pushforward(at: images, along: tangents).samples.map(Double.init))),
      ("pullback", digest(transform.pullback(at: images, cotangents).samples.map(Double.init))),
      ("bank", digest(filters(transform.bank))),
      ("bounds", digest(try bounds(transform, parallel, &draw))),
    ]
  }

  /// Responses of all bands and of the low-pass at all levels, and the frame bounds.
  private static func filters(_ bank: FilterBank) -> [Double] {
    let responses = (0...bank.scales).flatMap { level in
      bank.bands.filter { $0.scale >= level }.flatMap { bank.response(of: $0, level: level) }
        + bank.lowPassResponse(level: level)
    }
    let frames = [bank.frameBounds(), bank.frameBoundsWithDecimation()]
    return responses + frames.flatMap { [$0.lower, $0.upper] }
  }

  /// Constants of the network, energies by order, and a certificate of an elastic field and one of a translation.
  private static func bounds<Sample: ScatteringScalar>(
    _ transform: ScatteringTransform<Sample>, _ parallel: Parallel, _ draw: inout Draw
  ) throws -> [Double] {
    let shape = transform.configuration.shape
    guard shape.count <= 32 * 32 else { return [] }
    let certifier = Certifier(transform, parallel: parallel)
    let bounds = certifier.bounds
    let constants = [bounds.network, bounds.linearProgram, bounds.product, bounds.naive, bounds.constant]
    let images = draw.signal(2, shape, Double.self)
    let energies = certifier.layerEnergies(of: images).flatMap { $0.moduli + $0.features }
    let elastic = ElasticField(shape: shape, cutoff: 3)
    let waves = elastic.field(coefficients: (0..<elastic.coefficientCount).map { $0 % 3 == 0 ? 0.3 : -0.1 })
    let shift = AffineDeformation.translation(by: [0.6, -0.4], shape: shape).field()
    let certificates = [(waves, Set(CertificateTerm.allCases)), (shift, Certifier.quickTerms)].flatMap {
      field, terms in
      let certify = certifier.prepare(field, terms: terms, steps: 40)
      let certificate = certify(draw.signal(1, shape, Double.self))
      return CertificateTerm.allCases.map { certificate[$0] ?? -1 }
    }
    return constants + energies + certificates
  }
}
