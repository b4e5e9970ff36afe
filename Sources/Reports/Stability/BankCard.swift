import Files
import Plots
import Stability

/// The filter bank: its bounds, the constants that follow from them, and where the energy goes.
struct BankCard {
  let bank: StabilityBank
  /// The Lipschitz constant of the assessed transform, padding included; nil where the report states none.
  let constant: Double?
  let padding: String
  /// What the signals are called.
  var noun = SignalNoun(rank: 2)

  /// The cards and figures.
  var blocks: [any PageBlock] { [CardRow(cards), FigureRow([energy, constants])] }

  var introduction: String { "What is proven of the transform, whatever the \(noun.singular). \(verdict)" }

  private var verdict: String {
    guard let constant else {
      return
        "On the padded grid it moves two \(noun.plural) apart by a factor of at most \(digits(bank.linearProgram)); padding that repeats "
        + "samples expands distances on top."
    }
    guard constant > 1 + 1e-9 else {
      return
        "With \(padding) padding it moves no two \(noun.plural) further apart than they are: its constant is at most 1."
    }
    let origin =
      bank.linearProgram <= 1 + 1e-9
      ? " The filters expand nothing; padding does, for it repeats samples." : ""
    return
      "With \(padding) padding it moves two \(noun.plural) apart by a factor of at most \(digits(constant)).\(origin)"
  }

  var cards: [Card] {
    [
      Card(
        "A", Number(bank.lower), meaning: "A‖x‖² ≤ ‖Wx‖²: the least share of energy that one layer keeps."),
      Card("B", Number(bank.upper), meaning: "‖Wx‖² ≤ B‖x‖²: the largest share that one layer returns."),
      Card(
        "B with decimation", Number(bank.upperWithDecimation),
        meaning: "B of the first layer with its decimation, aliasing included."),
    ] + [paddingCard].compactMap(\.self) + [
      Card(
        "Lipschitz, linear program", Number(bank.linearProgram),
        meaning:
          "The constant of the network on the padded grid, by the linear program of Balan, Singh and Zou."),
      Card(
        "Lipschitz, product", Number(bank.product),
        meaning: "The constant of the network on the padded grid, by the product of the layers’ bounds."),
      Card(
        "Lipschitz, naive", Number(bank.naive),
        meaning:
          "The constant of the network on the padded grid, counting every layer’s whole bound at every order."
      ),
    ]
  }

  private var paddingCard: Card? {
    constant.map {
      Card(
        "Lipschitz, with padding", Number($0),
        meaning:
          "The constant of the whole transform, \(padding) padding included: |S(x) − S(y)| is at most this times |x − y|."
      )
    }
  }

  /// Where the energy goes, order by order.
  var energy: Figure {
    let orders = bank.energyByOrder.enumerated().map { order, share in
      bar("order \(order)", share, .series(0))
    }
    let drawing = BarPlot(
      title: "Energy by order",
      description: "Shares of the \(noun.plural)’ energy: "
        + (orders + [lost]).map { "\($0.name) \($0.text)" }.joined(separator: ", ") + ".",
      bars: orders + [lost]
    ).drawing()
    return Figure(
      drawing,
      caption:
        "Shares of the \(noun.plural)’ energy, mean over \(noun.plural). What is lost lies in orders not computed, "
        + "or where the filters are not tight.")
  }

  private var lost: BarPlot.Bar { bar("lost", bank.energyLost, .soft) }

  private func bar(_ name: String, _ share: Double, _ color: ThemeColor) -> BarPlot.Bar {
    BarPlot.Bar(name, share, text: "\((share * 100).text(significant: 3)) %", color: color)
  }

  /// The upper bounds of the Lipschitz constant, compared with 1.
  var constants: Figure {
    let values =
      [constant.map { ("with padding", $0) }].compactMap(\.self)
      + [("linear program", bank.linearProgram), ("product", bank.product), ("naive", bank.naive)]
    let drawing = BarPlot(
      title: "Lipschitz constants, at most",
      description: values.map { "\($0.0) \(digits($0.1))" }.joined(separator: ", ")
        + "; a constant of 1 expands nothing.",
      bars: values.map { BarPlot.Bar($0.0, $0.1, text: digits($0.1), color: .series(0)) }, reference: 1
    ).drawing()
    return Figure(
      drawing,
      caption: (constant == nil
        ? "" : "The first bound includes the padding and holds for any two \(noun.plural). ")
        + "Linear program, product and naive bound the network on the padded grid. The dashed line is 1: a bound of at most 1 "
        + "means that nothing expands.")
  }

  private func digits(_ value: Double) -> String { value.text(significant: 4) }
}
