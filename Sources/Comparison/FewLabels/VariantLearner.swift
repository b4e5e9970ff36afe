import Arrays
import Learning
import Numerical

/// A learner that also chooses in what form samples are learned from: with changed copies of the training images or without, at every position or as means.
///
/// A row holds an image's vector and behind it those of its copies, block after block. Copies are learned from and never tested on: what is held out,
/// and what the fitted model takes, is the first block alone.
struct VariantLearner: Learner {
  /// One form.
  struct Variant: Sendable {
    /// What candidates are called, such as `means`; empty for none of either.
    let text: String
    /// The blocks of a row that are learned from, each as a sample.
    let blocks: [Int]
    let learner: PipelineLearner
  }

  /// The forms, those without copies first.
  let variants: [Variant]
  /// The numbers of one block.
  let blockSize: Int

  var name: String { variants[0].learner.name }
  var candidateCount: Int { variants.reduce(0) { $0 + $1.learner.candidateCount } }

  func describe(_ candidate: Int) -> String {
    let (variant, own) = place(of: candidate)
    let text = variant.learner.describe(own)
    return variant.text.isEmpty ? text : "\(text), \(variant.text)"
  }

  func edges(_ candidate: Int) -> [String] {
    let (variant, own) = place(of: candidate)
    return variant.learner.edges(own)
  }

  func fit(_ samples: LabelledVectors, candidate: Int, parallel: Parallel) throws(LearningError) -> Pipeline {
    let (variant, own) = place(of: candidate)
    return try variant.learner.fit(taking(variant.blocks, of: samples), candidate: own, parallel: parallel)
  }

  func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    let heldOut = taking([0], of: validation)
    var counts: [Int] = []
    for variant in variants {
      counts += try variant.learner.misclassifiedCounts(
        training: taking(variant.blocks, of: training), validation: heldOut, parallel: parallel)
    }
    return counts
  }

  private func place(of candidate: Int) -> (variant: Variant, candidate: Int) {
    var own = candidate
    for variant in variants {
      if own < variant.learner.candidateCount { return (variant, own) }
      own -= variant.learner.candidateCount
    }
    preconditionFailure("candidate \(candidate) of \(candidateCount)")
  }

  /// Some blocks of every row, each a sample: block after block, rows in order.
  private func taking(_ blocks: [Int], of samples: LabelledVectors) -> LabelledVectors {
    let vectors = samples.vectors
    if blocks == [0], vectors.columns == blockSize { return samples }
    var elements: [Float] = []
    elements.reserveCapacity(blocks.count * samples.count * blockSize)
    for block in blocks {
      for row in 0..<samples.count {
        let start = row * vectors.columns + block * blockSize
        elements += vectors.elements[start..<(start + blockSize)]
      }
    }
    return LabelledVectors(
      Matrix(elements, rows: blocks.count * samples.count, columns: blockSize),
      labels: blocks.flatMap { _ in samples.labels }, classCount: samples.classCount)
  }
}
