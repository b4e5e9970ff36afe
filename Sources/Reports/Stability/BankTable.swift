import Files
import Plots

/// The filter banks of several transforms, a row each.
struct BankTable {
  let cards: [BankCard]
  let styles: RepresentationStyles

  private var noun: SignalNoun { styles.noun }
  var table: Table {
    Table(
      caption:
        "A and B bound the share of energy that one layer returns, the latter also with decimation. Lipschitz constants, at most: with padding, "
        + "which holds for any two \(noun.plural); then of the network on the padded grid by the linear program, the product of the layers’ bounds, and "
        + "naively. Then shares of the \(noun.plural)’ energy by order, and what is in none.",
      columns: ["Transform", "A", "B", "B, decimated", "With padding", "Linear program", "Product", "Naive"]
        + orders.map { "Order \($0)" } + ["Lost"],
      rows: cards.map(cells), isLarge: true)
  }

  private var orders: Range<Int> { 0..<(cards.map(\.bank.energyByOrder.count).max() ?? 0) }

  private func cells(_ card: BankCard) -> [Table.Cell] {
    let bank = card.bank
    let numbers: [Double?] = [
      bank.lower, bank.upper, bank.upperWithDecimation, card.constant, bank.linearProgram, bank.product,
      bank.naive,
    ]
    return [.keyed(bank.representation, styles.color(bank.representation))] + numbers.map { .measured($0) }
      + orders.map { .share($0 < bank.energyByOrder.count ? bank.energyByOrder[$0] : nil) }
      + [.share(bank.energyLost)]
  }
}
