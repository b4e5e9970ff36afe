/// What a marker of a page's figures stands for, as `PageScript.measuring` takes it.
enum MarkerFacts {
  /// What a marker of the stability page says of its row.
  static let stability = """
        // What a marker stands for, from the document.
        const kind = "stability";
        const marked = "[data-row], [data-response]";
        const report = JSON.parse(text("report"));
        const digits = value => typeof value === "number" ? String(Number(value.toPrecision(6))) : value;
        const interval = range => range.low === undefined ? digits(range.median) : `${digits(range.median)} [${digits(range.low)}, ${digits(range.high)}]`;
        const responses = report.frequencyResponses.flatMap(response => response.distances
          .map(point => ({ representation: response.representation, ...point })));
        const place = row => row.frequency === undefined
          ? `${row.kind}, ${digits(row.amplitude)} px` : `${digits(row.frequency)} cycles/pixel`;
        const facts = row => row.frequency !== undefined ? [["distance", digits(row.distance)]] : [
          ["distance", interval(row.distance)], ["random maximum", digits(row.randomMaximum)],
          ["worst case", digits(row.worstCase)], ["certificate", digits(row.certificate)],
          ["bound over the family", digits(row.familyBound)],
          ["interpolation floor", digits(row.interpolationFloor)],
          ["R", row.relativeStability ? interval(row.relativeStability) : undefined]
        ].filter(fact => fact[1] !== undefined);
        const describe = marker => {
          const row = marker.dataset.row ? report.rows[marker.dataset.row] : responses[marker.dataset.response];
          return { heading: `${row.representation}, ${place(row)}`, facts: facts(row) };
        };
    """

  /// What a marker of the comparison page says, from its tooltip.
  static let comparison = """
        // What a marker stands for, from its tooltip: a heading, and lines of a name, a colon and a value.
        const kind = "comparison";
        const marked = "[data-point]";
        const describe = (marker, words) => {
          const [heading, ...lines] = words.split("\\n");
          return { heading, facts: lines.map(line => line.split(": ")) };
        };
    """
}
