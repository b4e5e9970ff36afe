import Arrays
import Files

extension Messages {
  /// Says how inputs are read where that could be meant otherwise, and what is left out of them.
  /// - Parameter colorOption: What keeps colours, if the command has an option for it.
  func report(_ inputs: InputSet, colorOption: String? = nil) {
    let summary = inputs.summary
    if !inputs.leftOut.isEmpty {
      let count = inputs.leftOut.values.reduce(0, +)
      logger.warning(
        """
        \(files(count)) left out of the folders as no input: \(FolderListing.text(of: inputs.leftOut))
        """)
    }
    if let bytes = summary.plainBytes {
      logger.warning(
        """
        \(bytes.path)\(more(bytes.count)): unsigned bytes are taken as they are, where those of images are divided by 255; \
        --rescale 255 divides them, --rescale none takes them so
        """)
    }
    for array in summary.arrays.prefix(3) { logger.info("\(text(of: array))") }
    if summary.arrays.count > 3 { logger.info("and arrays of \(summary.arrays.count - 3) other shapes") }
    if let losses = lossText(summary, colorOption) { logger.info("\(losses)") }
    if let mixed = mixedText(summary) { logger.info("\(mixed)") }
    for remark in summary.remarks.prefix(3) { logger.info("\(remark.path): \(remark.text)") }
    if summary.remarks.count > 3 { logger.info("and so of \(grouped(summary.remarks.count - 3)) more files") }
  }

  private func mixedText(_ summary: InputSummary) -> String? {
    let (mixed, total) = (summary.mixedCount, summary.soundCount)
    guard mixed > 0 else { return nil }
    let sounds =
      mixed == total
      ? (total == 1 ? "the sound has" : "all \(grouped(total)) sounds have")
      : "\(grouped(mixed)) of \(grouped(total)) sounds \(mixed == 1 ? "has" : "have")"
    return "\(sounds) several channels, of which the mean is taken; --channel each keeps them"
  }

  private func files(_ count: Int) -> String { count == 1 ? "1 file is" : "\(grouped(count)) files are" }

  private func more(_ count: Int) -> String { count == 1 ? "" : " and \(grouped(count - 1)) more" }

  /// `x.npy: 60000 x 28 x 28, read as 60,000 images of 28 x 28`.
  private func text(of arrays: InputSummary.Arrays) -> String {
    let rank = arrays.imageAxes.count
    let noun = [1: "signal", 2: "image"][rank] ?? "volume"
    let images = arrays.imageCount == 1 ? "one \(noun)" : "\(grouped(arrays.imageCount)) \(noun)s"
    let mayBeColors = rank == 2 && arrays.axes.count == 3 && (3...4).contains(arrays.axes[0])
    return """
      \(arrays.path)\(more(arrays.count)): \(arrays.axes.axesText), read as \(images) of \(arrays.imageAxes.axesText)\
      \(mayBeColors ? "; if they are the colours of one, x[None] makes them a batch axis of it" : "")
      """
  }

  private func lossText(_ summary: InputSummary, _ colorOption: String?) -> String? {
    let option = colorOption.map { "; \($0) keeps the colours" } ?? ""
    var texts: [String] = []
    if summary.colorLossCount > 0 {
      texts.append("\(share(summary.colorLossCount, summary)) stored in colour and turned to gray\(option)")
    }
    if summary.alphaLossCount > 0 {
      texts.append(
        "\(share(summary.alphaLossCount, summary)) stored with an alpha or a further channel, which is left out"
      )
    }
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }

  /// `2 of 5 image files are`.
  private func share(_ count: Int, _ summary: InputSummary) -> String {
    let total = summary.pictureCount
    if count == total { return total == 1 ? "the image file is" : "all \(grouped(total)) image files are" }
    return "\(grouped(count)) of \(grouped(total)) image files \(count == 1 ? "is" : "are")"
  }
}
