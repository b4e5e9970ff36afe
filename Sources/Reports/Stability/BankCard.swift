import Stability

/// The filter bank: its bounds, the constants that follow from them, and where the energy goes.
struct BankCard {
  let bank: StabilityBank

  var introduction: String {
    let verdict =
      bank.linearProgram <= 1 + 1e-9
      ? "The scattering transform moves no two images further apart than they are: its constant is at most 1."
      : "The scattering transform moves two images apart by a factor of at most \(digits(bank.linearProgram))."
    return "What the filters alone guarantee, whatever the image. \(verdict)"
  }

  var cards: [Card] {
    [
      Card(
        "A", Number(bank.lower), meaning: "A‖x‖² ≤ ‖Wx‖²: the least share of energy that one layer keeps."),
      Card("B", Number(bank.upper), meaning: "‖Wx‖² ≤ B‖x‖²: the largest share that one layer returns."),
      Card(
        "B with decimation", Number(bank.upperWithDecimation),
        meaning: "The same with aliasing included, largest over the layers."),
      Card(
        "Lipschitz, linear program", Number(bank.linearProgram),
        meaning: "Of the whole network, after Balan, Singh and Zou: what certificates use."),
      Card("Lipschitz, product", Number(bank.product), meaning: "By the product of the layers’ bounds."),
      Card(
        "Lipschitz, naive", Number(bank.naive),
        meaning: "By counting every layer’s whole bound at every order."),
    ]
  }

  /// Where the energy goes, order by order.
  var energy: Figure {
    let orders = bank.energyByOrder.enumerated().map { order, share in
      bar("order \(order)", share, .series(0))
    }
    let drawing = BarPlot(
      title: "Energy by order",
      description: "Shares of the images’ energy: "
        + (orders + [lost]).map { "\($0.name) \($0.text)" }.joined(separator: ", ") + ".",
      bars: orders + [lost]
    ).drawing()
    return Figure(
      drawing,
      caption: "Shares of the images’ energy, mean over images. What is lost lies in orders not computed, "
        + "or where the filters are not tight.")
  }

  private var lost: BarPlot.Bar { bar("lost", bank.energyLost, .soft) }

  private func bar(_ name: String, _ share: Double, _ color: ThemeColor) -> BarPlot.Bar {
    BarPlot.Bar(name, share, text: "\((share * 100).text(significant: 3)) %", color: color)
  }

  /// The three constants beside 1.
  var constants: Figure {
    let values = [
      ("linear program", bank.linearProgram), ("product", bank.product), ("naive", bank.naive),
    ]
    let drawing = BarPlot(
      title: "Lipschitz constants of the network",
      description: values.map { "\($0.0) \(digits($0.1))" }.joined(separator: ", ") + "; 1 expands nothing.",
      bars: values.map { BarPlot.Bar($0.0, $0.1, text: digits($0.1), color: .series(0)) }, reference: 1
    ).drawing()
    return Figure(
      drawing,
      caption: "Three upper bounds on the same constant; the dashed line is 1, where no distance grows.")
  }

  private func digits(_ value: Double) -> String { value.text(significant: 4) }
}
