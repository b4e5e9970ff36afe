import Networks
import Scattering
import Testing

@testable import Stability

/// The order of Lipschitz constants, as it is and as it must not be.
@Suite struct ConstantOrderTests {
  private func bank(linearProgram: Double, product: Double, naive: Double) -> StabilityBank {
    StabilityBank(
      representation: "scattering J=3", lower: 0.5, upper: 1, upperWithDecimation: 1,
      linearProgram: linearProgram, product: product,
      naive: naive,
      energyByOrder: [1], energyLost: 0)
  }

  private func summary(_ least: Double?, _ product: Double?) -> RepresentationSummary {
    RepresentationSummary(
      name: "CNN: scores", role: .other, dimension: 10, parts: [], lipschitzConstant: least,
      productConstant: product)
  }

  /// Real banks of both normalisations keep the order, which those of a decimated bank with B above 1 do strictly.
  @Test(arguments: Normalization.allCases) func scatteringIsInOrder(_ normalization: Normalization) throws {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, orientations: 3, normalization: normalization)
    let bounds = NetworkBounds(ScatteringTransform<Double>(configuration, rigor: .estimate))
    let real = bank(linearProgram: bounds.linearProgram, product: bounds.product, naive: bounds.naive)
    #expect(ConstantOrder(banks: [real], representations: []).violations == [])
    #expect(bounds.network <= bounds.linearProgram)
  }

  @Test func aWrongBankIsFound() {
    let wrong = bank(linearProgram: 1.2, product: 1.1, naive: 1.3)
    #expect(
      ConstantOrder(banks: [wrong], representations: []).violations
        == ["the network of scattering J=3: Lipschitz constant by linear program 1.2, by product 1.1"])
    let none = bank(linearProgram: 1, product: .nan, naive: 1)
    #expect(ConstantOrder(banks: [none], representations: []).violations.count == 2)
  }

  /// Rounding of 1e-9 is none, 1e-7 is; a constant alone has nothing to be compared with.
  @Test func aWrongConstantOfALayerIsFound() {
    let right = bank(linearProgram: 1, product: 1, naive: 1)
    for (least, product, count) in [
      (2.0, 3.0, 0), (3 + 3e-9, 3, 0), (3 + 3e-7, 3, 1), (3, nil, 0), (nil, 3, 0),
    ]
      as [(Double?, Double?, Int)]
    {
      let found = ConstantOrder(banks: [right], representations: [summary(least, product)]).violations
      #expect(
        found.count == count && found.allSatisfy { $0.hasPrefix("CNN: scores: Lipschitz constant by least") })
    }
  }
}
