import Comparison
import Plots

/// What was compared on which data, and what the terms mean.
struct ComparisonMethod {
  let report: ComparisonReport

  init(_ report: ComparisonReport) { self.report = report }

  var dataset: Table {
    let dataset = report.dataset
    return .pairs(
      "The data", columns: ["Data", "Value"],
      [
        ("Name", dataset.name),
        ("Shape", dataset.shape.map(String.init).joined(separator: " × ") + " pixels"),
        ("Classes", "\(dataset.classNames.count): \(dataset.classNames.joined(separator: ", "))"),
        ("Training samples", "\(dataset.trainCount)"), ("Test samples", "\(dataset.testCount)"),
        ("Split", dataset.split),
      ])
  }

  var files: Table? { .digests("Files, with the SHA-256 of their bytes.", report.dataset.files) }

  var parameters: Table {
    let parameters = report.parameters
    return .pairs(
      "Parameters", columns: ["Parameter", "Value"],
      [
        ("Preset", parameters.preset), ("Seed", "\(parameters.seed)"),
        ("Numbers of labels", parameters.labelCounts.map(String.init).joined(separator: ", ")),
        ("Repetitions at each", parameters.repetitions.map(String.init).joined(separator: ", ")),
        ("Contestants", report.methods.map(\.name).joined(separator: ", ")),
        ("Scales J", "\(parameters.scales)"), ("Orientations L", "\(parameters.orientations)"),
        ("Maximal order", "\(parameters.maximalOrder)"), ("Padding", parameters.padding),
        ("Oversampling", "\(parameters.oversampling)"), ("Normalisation", parameters.normalization),
        ("Labels from", parameters.labelSource),
        ("Resampled to", parameters.resize ?? "the size of the files"),
        ("Integers divided by", parameters.rescale),
        (
          "Test share set aside",
          parameters.testShare.map { $0.text(significant: 3) } ?? "none: a test part of its own"
        ),
        ("Studies of networks", parameters.hasStudies ? "yes" : "no"),
      ])
  }

  var command: Paragraph? { report.run.map(Paragraph.command) }
  var run: Table? { report.run.map(Table.run) }

  var timings: Table? { .timings(report.timings) }

  /// What the sections that are there speak of.
  var glossary: Glossary {
    Glossary(
      entries: [
        report.learning.isEmpty ? [] : Self.learning, report.layers.isEmpty ? [] : Self.stability,
        report.bounds.isEmpty ? [] : Self.bounds, report.consistency.isEmpty ? [] : Self.consistency,
        report.deformedAccuracy.isEmpty ? [] : Self.accuracy,
        report.gaussianLayers.isEmpty ? [] : Self.gaussian,
        report.geometry.isEmpty ? [] : Self.geometry,
        report.generalisation.isEmpty ? [] : Self.generalisation,
      ].flatMap(\.self))
  }

  private typealias Entry = (term: String, meaning: String)

  private static let learning: [Entry] = [
    (
      "Learning from few labels",
      "Every repetition draws labels of its own from the training samples, the same for all methods; hyperparameters are "
        + "chosen on these alone; the test samples are classified once. Networks are those of this run, not the best that "
        + "networks can do. Scattering classifiers by affine PCA and support-vector machines after J. Bruna and S. Mallat, "
        + "Invariant Scattering Convolution Networks, IEEE TPAMI 35 (2013), arXiv 1203.1513."
    ),
    (
      "Mean and interval",
      "The mean over R repetitions and n test samples. Its variance is estimated from the table of all errors with both as random effects: what "
        + "the samples give, and what training sets add. The interval is that of E. B. Wilson (JASA 22, 1927) for as many independent "
        + "samples as would give this variance, with quantiles between Student’s at R − 1 degrees of freedom and the normal one, by the "
        + "shares of training sets and samples (Cochran and Cox, Experimental Designs, 1950). Where there is one repetition, or all learn "
        + "from the same samples, it holds for these training samples alone."
    ),
    (
      "Paired test",
      "Two methods learned from the same samples and were tested on the same samples: their errors are subtracted sample by sample, and the "
        + "variance of the mean difference is estimated likewise. Interval: T. Tango (Statistics in Medicine 17, 1998). p: the larger of "
        + "McNemar’s exact test (T. G. Dietterich, Neural Computation 10, 1998) on as many independent samples, and of the generalised p-value of Tsui and Weerahandi (JASA 84, 1989), which "
        + "knows how little R training sets tell of their spread. Adjusted p: S. Holm (Scand. J. Statistics 6, 1979) over all pairs at one "
        + "number of labels. An order is called settled where it is below 0.05."
    ),
  ]
  private static let stability: [Entry] = [
    (
      "R, D, G",
      "D: mean squared distance of a layer’s vectors under a deformation over that between images; G: the same under noise of "
        + "the same norm; R = D / G. L. Petrini, A. Favero, M. Geiger and M. Wyart, Relative stability toward "
        + "diffeomorphisms indicates performance in deep nets, NeurIPS (2021), arXiv 2105.02468."
    ),
    (
      "Random maximum, worst case, certificate",
      "The largest distance of the random deformations; the largest that a search along the network’s gradient found, a lower "
        + "bound of the true worst case; and the least proven constant times the distance of the image and the deformed one found, "
        + "an upper bound for that deformation alone. Relative to the image’s norm, medians over searched images."
    ),
  ]
  private static let bounds: [Entry] = [
    (
      "Product bound",
      "The product of the largest singular values of the layers up to one, where rectifiers and pooling count 1: an upper "
        + "bound of its Lipschitz constant."
    ),
    (
      "Least proven",
      "The least of the product and of what ellipsoids prove, which hold all differences of a layer’s vectors over the "
        + "distance of the images. Y. Xu and S. Sivaranjani, ECLipsE: Efficient Compositional Lipschitz Constant Estimation for "
        + "Deep Neural Networks, NeurIPS (2024), arXiv 2404.04375, carried over to convolutions, pooling and sums."
    ),
  ]
  private static let consistency: [Entry] = [
    (
      "Shift consistency",
      "How often two shifts of one image get the same class. R. Zhang, Making Convolutional Networks Shift-Invariant Again, "
        + "ICML (2019), arXiv 1904.11486."
    )
  ]
  private static let accuracy: [Entry] = [
    (
      "Certified accuracy",
      "The share of test images that a linear classifier on a non-expansive scattering transform classifies correctly with a "
        + "margin larger than any deformation of the size can take from it."
    )
  ]
  private static let gaussian: [Entry] = [
    (
      "Random Gaussian layers",
      "x → ρ(Mx), ρ the rectifier, entries of M independent and normal of variance 1/m: E|ρ(Mx) − ρ(My)|² = |x − y|²/2 − "
        + "|x||y|ψ with ψ = (sin t − t cos t)/π, and the cosine of the new angle is cos t + ψ. R. Giryes, G. Sapiro and A. "
        + "M. Bronstein, Deep Neural Networks with Random Gaussian Weights, IEEE TSP 64 (2016), arXiv 1504.08291."
    )
  ]
  private static let geometry: [Entry] = [
    (
      "Distances and angles",
      "Between pairs of test images at a layer, of one class and of two: medians, with intervals over pairs. Distances are "
        + "divided by the mean norm at the layer, so that layers of different gain compare."
    )
  ]
  private static let generalisation: [Entry] = [
    (
      "Margins, Jacobians and the gap",
      "The gap is test error minus training error. The input margin of an image is at least its score margin over the largest "
        + "norm of the Jacobian on the way, which products of spectral and of Frobenius norms bound. J. Sokolić, R. Giryes, "
        + "G. Sapiro and M. R. D. Rodrigues, Robust Large Margin Deep Neural Networks, IEEE TSP 65 (2017), arXiv 1605.08254."
    )
  ]
}
