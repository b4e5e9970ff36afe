/// The order that Lipschitz constants keep, whatever the images: the least proven is at most the product of norms, and of
/// scattering's network linear program <= product <= naive. Where it is broken, a bound is computed wrongly.
struct ConstantOrder {
  let banks: [StabilityBank]
  let representations: [RepresentationSummary]

  /// A message for each pair out of order.
  var violations: [String] {
    banks.flatMap { bank in
      Self.violations(
        "the network of \(bank.representation)",
        [("linear program", bank.linearProgram), ("product", bank.product), ("naive", bank.naive)])
    }
      + representations.flatMap { summary in
        Self.violations(
          summary.name,
          [("least", summary.lipschitzConstant), ("product", summary.productConstant)].compactMap {
            name, value in
            value.map { (name, $0) }
          })
      }
  }

  /// Bounds are rounded up by 1e-9 of themselves, each on its own; what is no number is out of order.
  private static func violations(_ name: String, _ constants: [(name: String, value: Double)]) -> [String] {
    zip(constants, constants.dropFirst()).filter { !($0.value <= $1.value * (1 + 1e-8)) }.map {
      "\(name): Lipschitz constant by \($0.name) \($0.value), by \($1.name) \($1.value)"
    }
  }
}
