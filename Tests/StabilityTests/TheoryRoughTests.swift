import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Stability is a matter of grad tau, not of sup|tau| alone: rough fields beside smooth ones of the same
/// sup|tau|.
///
/// Rough fields of exponent a have coefficients in proportion to |m|^-(a + 1) of all waves, smooth ones
/// |m|^-1 of the longest five; all are scaled to the same sup|tau|. Ten fields, 32 x 32, J = 3, 1 pixel,
/// seeds 1 to 6; rough over smooth:
///
///     a                              0.5             0.1
///     sup|grad tau|                  1.7 to 2.4      2.9 to 3.7
///     K(tau)                         2.1 to 2.6      3.6 to 4.3
///     noise, distance                1.05 to 1.21    1.40 to 1.56
///     noise, distance / rms|tau|     1.24 to 1.39    1.72 to 1.85
///     clothes, distance              0.83 to 0.93    0.74 to 0.84
///     clothes, distance / rms|tau|   0.95 to 1.01    0.92 to 0.97
///
/// So rough fields are worse where the theorem's gradient matters, on textures, whose waves are short beside
/// 2^J: averaging hides displacements there and what remains is how waves are stretched. On Fashion-MNIST
/// they are *not* worse: its energy is in shapes of the size of 2^J, where 2^-J |tau| counts, which the
/// theorem bounds by the supremum; rough fields of one sup|tau| have less of it in the mean, and shorter
/// waves of tau cancel within a window. K(tau) is an upper bound, and says nothing of single images.
@Suite struct TheoryTestsOfRoughFields {
  static let shape: Shape = [32, 32]

  /// What ten fields do to textures and to clothes, in the mean.
  struct Effect {
    var gradient = 0.0, bound = 0.0
    /// |S L_tau x - S x| / |x|, and over rms|tau| besides.
    var shares = [0.0, 0.0], sensitivities = [0.0, 0.0]
  }

  static func fields(_ kind: DeformationKind, _ amplitude: Double, exponent: Double = 0.5, seed: UInt64)
    -> [DisplacementField]
  {
    let generator = DeformationGenerator(kind, amplitude: amplitude, shape: shape, exponent: exponent)
    var random = SeededGenerator(seed: seed)
    return (0..<10).map { _ in generator.field(using: &random) }
  }

  /// Fields vanish at the edges, so images may be taken as periodic.
  static func effect(of fields: [DisplacementField], on sets: [Signal<Double>]) throws -> Effect {
    let representation = ScatteringRepresentation(try TheoryTests.transform(shape, scales: 3))
    let prepared = sets.map { SplineWarp.reference(boundary: .periodic).prepare($0) }
    let part = 1 / Double(fields.count)
    var effect = Effect()
    for field in fields {
      let sizes = field.sizes()
      let rms = norm(field.displacement.samples) / Double(shape.count).squareRoot()
      effect.gradient += part * sizes.gradient
      effect.bound += part * sizes.mallatBound(scales: 3)
      for (set, images) in sets.enumerated() {
        let moved = prepared[set].apply(field)
        let share = Theory.mean(try Theory.shares(representation, images, moved))
        effect.shares[set] += part * share
        effect.sensitivities[set] += part * share / rms
      }
    }
    return effect
  }

  /// The theory gives the sign of the effect only. The limits lie between 1 and what seeds 1 to 3 gave; seeds
  /// 4 to 6 were looked at after they had been set.
  @Test(arguments: 1...6) func roughFieldsAreWorseOnTextures(seed: UInt64) throws {
    let noise = Signal<Double>.noise(batch: [8], shape: Self.shape, seed: seed)
    let sets = [noise, Theory.embedded(try Theory.fashion(8), in: Self.shape)]
    let smooth = try Self.effect(of: Self.fields(.elastic, 1, seed: seed), on: sets)
    let rough = try Self.effect(of: Self.fields(.rough, 1, seed: seed), on: sets)
    let roughest = try Self.effect(of: Self.fields(.rough, 1, exponent: 0.1, seed: seed), on: sets)
    #expect(rough.gradient > 1.4 * smooth.gradient && roughest.gradient > 2.3 * smooth.gradient)
    #expect(rough.bound > 1.6 * smooth.bound && roughest.bound > 2.8 * smooth.bound)
    #expect(rough.sensitivities[0] > 1.1 * smooth.sensitivities[0])
    #expect(roughest.sensitivities[0] > 1.4 * smooth.sensitivities[0])
    #expect(roughest.shares[0] > 1.2 * smooth.shares[0] && roughest.shares[0] > rough.shares[0])
    // A fact and no theorem, kept so that the table above stays true: large shapes feel long waves.
    #expect(rough.shares[1] < smooth.shares[1])
  }

  /// At 2 pixels smooth fields are diffeomorphisms and the roughest are none, so no theorem covers these.
  @Test(arguments: 1...6) func roughFieldsFold(seed: UInt64) {
    func folding(_ fields: [DisplacementField]) -> Int { fields.count { $0.sizes().folds } }
    #expect(folding(Self.fields(.elastic, 2, seed: seed)) <= 1)
    #expect(folding(Self.fields(.rough, 2, exponent: 0.1, seed: seed)) >= 9)
  }
}
