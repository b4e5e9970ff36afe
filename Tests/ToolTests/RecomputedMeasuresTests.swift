import Foundation
import TestSupport
import Testing

/// D, G and R of raw pixels and their intervals, made again from Docs/StabilityReport.md and Docs/RandomFields.md alone, in NumPy: what another
/// laboratory can do.
@Suite struct RecomputedMeasuresTests {
  /// Images below 0.8 of Nyquist, that mirroring about the outer edge continues smoothly: a translation of them is a phase.
  static let images = """
    rng = np.random.default_rng(3)
    k, order = np.arange(24), np.arange(19)
    waves = np.cos(np.pi * (k[:, None] + 0.5) * order[None] / 24)
    sizes = rng.normal(size=(7, 19, 19)) / (1 + np.add.outer(order, order))
    np.save(sys.argv[1], np.einsum("ai,bj,nij->nab", waves, waves, sizes))
    """

  static let measures = """
    sys.path.insert(0, "Docs")
    sys.dont_write_bytecode = True
    import random_fields
    report, x = json.load(open(sys.argv[1])), np.load(sys.argv[2])
    parameters, n = report["parameters"], len(x)
    seed, fields, shape = parameters["seed"], parameters["fieldCount"], tuple(parameters["shape"])

    def translated(image, offset):
        mirrored = np.block([[image, image[:, ::-1]], [image[::-1], image[::-1, ::-1]]])
        phases = [np.exp(-2j * np.pi * np.fft.fftfreq(size) * t) for size, t in zip(mirrored.shape, offset)]
        moved = np.fft.ifft2(np.fft.fft2(mirrored) * phases[0][:, None] * phases[1][None]).real
        return moved[: shape[0], : shape[1]]

    changes, responses = np.zeros((2, n, fields) + shape)
    for i in range(n):
        for k in range(fields):
            named = dict(kind="translation", amplitude=0.7, shape=shape, seed=seed, image=i, field=k)
            tau = random_fields.displacement(**named)
            changes[i, k] = translated(x[i], tau[:, 0, 0]) - x[i]
            responses[i, k] = random_fields.noise(np.linalg.norm(changes[i, k]), **named)
    moved, noised = ((changes**2).sum((2, 3)).mean(1), (responses**2).sum((2, 3)).mean(1))
    pairs = ((x[:, None] - x[None]) ** 2).sum((2, 3))
    norms = np.sqrt((x**2).sum((1, 2)))
    distances = np.median(np.sqrt((changes**2).sum((2, 3))) / norms[:, None], axis=1)

    def pair_median(drawn):
        values = [pairs[drawn[a], drawn[b]] for a in range(n) for b in range(a + 1, n) if drawn[a] != drawn[b]]
        return np.median(values) if values else np.nan

    generator = random_fields.Generator(seed)
    resamples = [[generator.index(n) for _ in range(n)] for _ in range(parameters["bootstrapCount"])]
    others = pairs.sum(1) / (n - 1)
    statistics = {
        "distance": lambda s: np.median(distances[s]),
        "relativeStability": lambda s: moved[s].sum() / noised[s].sum(),
        "deformationSensitivityByMean": lambda s: moved[s].sum() / others[s].sum(),
        "noiseSensitivityByMean": lambda s: noised[s].sum() / others[s].sum(),
        "deformationSensitivityByMedian": lambda s: moved[s].mean() / pair_median(s),
        "noiseSensitivityByMedian": lambda s: noised[s].mean() / pair_median(s),
    }
    row = next(row for row in report["rows"] if row["representation"] == "raw pixels")
    worst = 0
    for name, statistic in statistics.items():
        values = np.array([statistic(s) for s in resamples])
        low, high = np.quantile(values[~np.isnan(values)], [0.025, 0.975])
        for key, value in [("median", statistic(list(range(n)))), ("low", low), ("high", high)]:
            worst = max(worst, abs(row[name][key] / value - 1))
    medians = [np.median(part[:, 0] ** 2, axis=0).sum() for part in (changes, responses)]
    worst = max(worst, abs(row["relativeStabilityOfMedians"] / (medians[0] / medians[1]) - 1))
    print(json.dumps([worst, row["part"], row["kind"]]))
    """

  /// The reference warp is exact to 1e-6 of the image there, of which these translations move 0.2 at least: 1e-5 of a change, twice that of
  /// its square.
  @Test func figuresAreRecomputedFromThePage() throws {
    let folder = TemporaryFolder()
    #expect(Tool.numpy(Self.images, folder.path("x.npy")) == "")
    let run = Tool.run(
      "stability", folder.path("x.npy"), "--preset", "quick", "-J", "1", "-L", "2", "--kind", "translation",
      "--amplitude", "0.7", "--seed", "11", "--searched", "0", "-o", folder.path("x.html"))
    #expect(run.status == 0, "\(run.errors)")
    let answer = Tool.numpy(Self.measures, folder.path("x.json"), folder.path("x.npy"))
    let found = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [Any], "\(answer)")
    #expect(found.dropFirst().compactMap { $0 as? String } == ["all", "translation"])
    #expect(try #require(found.first as? Double) < 2e-5)
  }
}
