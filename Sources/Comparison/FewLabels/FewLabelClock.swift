/// Foresees what rounds cost: a contestant's time is taken to grow with the number of labels, and a contestant not yet seen to
/// cost what the others do.
struct FewLabelClock {
  private struct Rate {
    var seconds = 0.0
    var labels = 0.0
  }

  private var rates: [String: Rate] = [:]

  /// A round took so many seconds.
  mutating func note(_ contestant: String, labelCount: Int, seconds: Double) {
    var rate = rates[contestant, default: Rate()]
    // Later rounds have more labels and tell more of those that come.
    rate.seconds = rate.seconds / 2 + seconds
    rate.labels = rate.labels / 2 + Double(labelCount)
    rates[contestant] = rate
  }

  /// The seconds of rounds to come; nil while nothing is known.
  func seconds(of rounds: [(contestant: String, labelCount: Int)]) -> Double? {
    guard !rates.isEmpty else { return nil }
    let known = rates.mapValues { $0.seconds / $0.labels }
    let mean = known.values.reduce(0, +) / Double(known.count)
    return rounds.reduce(0) { $0 + Double($1.labelCount) * known[$1.contestant, default: mean] }
  }
}
