import Comparison
import Foundation

/// Scattering and networks against the number of labels, in a sentence or two.
struct DuelWords {
  let duel: FamilyDuel

  init(_ duel: FamilyDuel) { self.duel = duel }

  /// nil unless both families learned from one number of labels.
  var sentence: String? {
    guard let first = duel.rounds.first, let last = duel.rounds.last else { return nil }
    let compared = "Comparing the best of either family at each number of labels, "
    switch duel.crossings.count {
    case 0: return compared + constant(first, last)
    case 1: return compared + crossed(duel.crossings[0])
    default: return compared + crossedOften
    }
  }

  private func constant(_ first: FamilyDuel.Round, _ last: FamilyDuel.Round) -> String {
    let (count, lower) = (duel.rounds.count, duel.rounds.filter(duel.isFirstLower).count)
    let range =
      count == 1
      ? "at \(first.labelCount) labels"
      : "at all \(count) numbers of labels from \(first.labelCount) to \(last.labelCount)"
    guard lower == count || duel.rounds.allSatisfy({ $0.lead < 0 }) else {
      return "the means of scattering and networks do not cross \(range), though some are equal."
    }
    let family = lower == count ? "scattering" : "a network"
    return "\(family) has the lower mean error \(range)" + support + "."
  }

  /// At how many numbers of labels the order is outside the intervals.
  private var support: String {
    let sure = duel.rounds.filter { $0.verdict != .undecided }.map(\.labelCount)
    if sure.isEmpty { return ", nowhere outside the intervals" }
    if sure.count == duel.rounds.count {
      return ", outside the intervals" + (sure.count > 1 ? " at each" : "")
    }
    return ", outside the intervals at \(ComparisonWords.list(sure.map(String.init)))"
  }

  private func crossed(_ crossing: FamilyDuel.Crossing) -> String {
    let start = duel.rounds.first { $0.first.error.mean != $0.second.error.mean }
    let names =
      start.map(duel.isFirstLower) ?? true
      ? ("scattering", "a network") : ("a network", "scattering")
    let place =
      crossing.labelCount.map { "near \(Self.rounded($0)) labels, " } ?? ""
    return
      "\(names.0) has the lower mean error up to \(crossing.below) labels and \(names.1) from \(crossing.above) on: the means "
      + "cross \(place)between these. " + settled
  }

  private var settled: String {
    let sure = duel.rounds.filter { $0.verdict != .undecided }
    guard !duel.isSettled else {
      return
        "The order is outside the intervals at \(ComparisonWords.list(sure.map { String($0.labelCount) })) labels, "
        + "on both sides of the crossing."
    }
    guard !sure.isEmpty else {
      return "The intervals overlap throughout, so that the crossing is not settled."
    }
    return
      "The order is outside the intervals only at \(ComparisonWords.list(sure.map { String($0.labelCount) })) labels, on one side, "
      + "so that the crossing is not settled."
  }

  private var crossedOften: String {
    let sure = duel.rounds.filter { $0.verdict != .undecided }.map { String($0.labelCount) }
    return
      "the means of scattering and networks cross \(duel.crossings.count) times, so that there is no one crossing point; their "
      + "order is outside the intervals "
      + (sure.isEmpty ? "nowhere." : "at \(ComparisonWords.list(sure)) labels.")
  }

  /// To two significant digits, as a place between two measured ones deserves.
  static func rounded(_ value: Double) -> String {
    let step = pow(10, max(floor(log10(value)) - 1, 0))
    return ((value / step).rounded() * step).text(decimals: 0)
  }
}
