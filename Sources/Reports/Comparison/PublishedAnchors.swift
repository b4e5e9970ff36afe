import Comparison

/// Published accuracies that the errors are read against: only where they were reached on the same data.
struct PublishedAnchors {
  let lines: [ReferenceLine]
  /// Their errors, per cent.
  let errors: [Double]

  /// Fashion-MNIST, by its authors’ list of results, all of its 60,000 labels: HOG and a support-vector machine 92.6 %; networks of two
  /// convolutions 87.6 to 92.5 %.
  init(_ dataset: ComparisonDataset) {
    guard dataset.name.lowercased().contains("fashion") else {
      (lines, errors) = ([], [])
      return
    }
    errors = [7.4, 7.5, 12.4]
    lines = [
      ReferenceLine("HOG + SVM, published: 7.4", at: 7.4, labelEnd: .start, isBelow: true),
      ReferenceLine("CNNs, published: from 7.5", at: 7.5, labelEnd: .start),
      ReferenceLine("CNNs, published: to 12.4", at: 12.4, labelEnd: .start),
    ]
  }

  var words: String {
    lines.isEmpty
      ? ""
      : " Dashed lines are published errors on the same test set, learned from all 60000 labels: HOG and a support-vector machine "
        + "7.4 %, networks of two convolutions 7.5 to 12.4 % (list of results of Fashion-MNIST’s authors)."
  }
}
