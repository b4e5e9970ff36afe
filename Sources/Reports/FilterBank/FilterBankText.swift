import Plots

/// The text of a bank’s report.
struct FilterBankText {
  let bank: FilterBankSummary

  var title: String {
    "\(bank.family) filter bank, \(count(bank.scales, "scale")) × \(count(bank.orientations, "orientation"))"
  }

  var configuration: String {
    """
    \(count(bank.bands.count, "wavelet")) and one low-pass filter on a grid of \
    \(bank.shape[0]) × \(bank.shape[1]) frequencies, scaled by the “\(bank.normalization)” normalization. \
    The low-pass filter averages over 2\(bank.scales.superscript) = \(1 << bank.scales) pixels.
    """
  }

  /// Whether the first layer can expand a distance on the grid; said of decimation only if that was computed.
  var verdict: String {
    let setting = bank.upperBoundWithDecimation == nil ? "Without" : "With"
    let finding =
      isNonExpansive
      ? "expands no distance: B is at most 1."
      : "can expand the distance of two images by up to \(expansion) %, as √B tells."
    return
      "\(setting) decimation, the first layer of a transform on this grid \(finding) Deeper layers have bounds of their own, "
      + "and padding that repeats samples (reflect, edge) expands distances on top."
  }

  /// Rounding may lift a bound of 1 by a few units in its last place.
  private var isNonExpansive: Bool { decisiveBound <= 1 + 1e-9 }
  private var decisiveBound: Double { bank.upperBoundWithDecimation ?? bank.upperBound }
  private var expansion: String { ((decisiveBound.squareRoot() - 1) * 100).text(significant: 2) }

  /// The bounds that were computed.
  var cards: [Card] {
    [
      card(
        "A", bank.lowerBound,
        "A‖x‖² ≤ ‖Wx‖²: the filters keep at least this share of an image’s energy, wherever it lies."),
      card(
        "B", bank.upperBound,
        "‖Wx‖² ≤ B‖x‖²: they return at most this share; W expands no distance on the grid if and only if B ≤ 1."
      ),
      card(
        "A with decimation", bank.lowerBoundWithDecimation,
        "The share kept when each output is also subsampled as the transform does it."),
      card(
        "B with decimation", bank.upperBoundWithDecimation,
        "The most that the first layer returns, aliasing included: it expands no distance if and only if this is at most 1."
      ),
    ].compactMap(\.self)
  }

  private func card(_ name: String, _ bound: Double?, _ meaning: String) -> Card? {
    bound.map { Card(name, Number($0), meaning: meaning) }
  }

  var note: String {
    """
    x is a real image and Wx all its filtered images. Angles run from the axis of rows (down) towards \
    the axis of columns (right). The numbers on this page stand exactly in the JSON file of the same report.
    """
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
