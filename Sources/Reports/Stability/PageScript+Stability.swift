import Foundation

extension PageScript {
  /// The script of the stability page, with the two documents that it offers and reads.
  static func stability(json: String, csv: String) -> PageScript {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let table = (try? encoder.encode(csv)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    return PageScript(
      source: stabilitySource, hash: stabilityHash,
      blocks: [Block(id: "report", json: json), Block(id: "table", json: table)],
      buttons: [("theme", "Light or dark"), ("save-json", "Download JSON"), ("save-csv", "Download CSV")])
  }

  /// Of `stabilitySource`; a test says what it must be when the source changes.
  static let stabilityHash = "sha256-DjrK//R1Am6yZv/Yse7S/XUSev8ej/aKnJ1LdoHyE3I="

  static let stabilitySource = """
    "use strict";
    (() => {
      const root = document.documentElement;
      const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
      const text = id => document.getElementById(id).textContent;
      const listen = (id, action) => document.getElementById(id).addEventListener("click", action);
      const report = JSON.parse(text("report"));
      root.classList.add("scripted");

      // Light or dark, whatever the system says.
      listen("theme", () => {
        const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
        root.dataset.theme = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
      });

      // Both documents, as they would stand beside the page.
      const save = (name, type, words) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([words], { type }));
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      };
      listen("save-json", () => save("stability.json", "application/json", text("report")));
      listen("save-csv", () => save("stability.csv", "text/csv", JSON.parse(text("table"))));

      // Curves to show in all figures.
      const update = () => {
        const hidden = all("[data-shows]").filter(box => !box.checked).map(box => box.dataset.shows);
        for (const item of all("[data-layer]")) {
          const isHidden = item.dataset.layer.split(" ").some(layer => hidden.includes(layer));
          item.style.display = isHidden ? "none" : "";
        }
      };
      for (const box of all("[data-shows]")) box.addEventListener("change", update);
      update();

      // The numbers behind the nearest point, instead of the browser's own tooltips.
      const tip = document.createElement("div");
      tip.className = "tip";
      tip.hidden = true;
      document.body.append(tip);
      const digits = value => typeof value === "number" ? String(Number(value.toPrecision(6))) : value;
      const interval = range => `${digits(range.median)} [${digits(range.low)}, ${digits(range.high)}]`;
      const responses = report.frequencyResponses.flatMap(response => response.distances
        .map(point => ({ representation: response.representation, ...point })));
      const rowOf = marker => marker.dataset.row ? report.rows[marker.dataset.row] : responses[marker.dataset.response];
      const place = row => row.frequency === undefined
        ? `${row.kind}, ${digits(row.amplitude)} px` : `${digits(row.frequency)} cycles/pixel`;
      const facts = row => row.frequency !== undefined ? [["distance", digits(row.distance)]] : [
        ["distance", interval(row.distance)], ["random maximum", digits(row.randomMaximum)],
        ["worst case", digits(row.worstCase)], ["certificate", digits(row.certificate)],
        ["interpolation floor", digits(row.interpolationFloor)],
        ["R", row.relativeStability ? interval(row.relativeStability) : undefined]
      ].filter(fact => fact[1] !== undefined);
      const add = (parent, name, words) => {
        const element = document.createElement(name);
        element.textContent = words;
        parent.append(element);
        return element;
      };
      const fill = row => {
        tip.replaceChildren();
        add(tip, "strong", `${row.representation}, ${place(row)}`);
        const list = add(tip, "dl", "");
        for (const [name, value] of facts(row)) { add(list, "dt", name); add(list, "dd", value); }
      };
      const show = (row, x, y) => {
        fill(row);
        tip.hidden = false;
        const left = Math.min(x + 14, root.clientWidth - tip.offsetWidth - 8);
        const isBelow = window.innerHeight > y + tip.offsetHeight + 22;
        tip.style.left = `${Math.max(left, 8)}px`;
        tip.style.top = `${isBelow ? y + 14 : Math.max(y - tip.offsetHeight - 14, 8)}px`;
      };
      const distance = (marker, x, y) => {
        const box = marker.getBoundingClientRect();
        return box.width > 0 ? Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) : Infinity;
      };
      const marked = "[data-row], [data-response]";
      const point = event => {
        let [nearest, reach] = [null, 24];
        for (const marker of all(marked, event.currentTarget)) {
          const away = distance(marker, event.clientX, event.clientY);
          if (reach > away) [nearest, reach] = [marker, away];
        }
        for (const marker of all(".pointed")) marker.classList.remove("pointed");
        tip.hidden = !nearest;
        if (!nearest) return;
        nearest.classList.add("pointed");
        show(rowOf(nearest), event.clientX, event.clientY);
      };
      for (const figure of all("figure svg[role=img]")) {
        if (!figure.querySelector(marked)) continue;
        for (const title of all("title", figure)) title.remove();
        figure.addEventListener("pointermove", point);
        figure.addEventListener("pointerdown", point);
        figure.addEventListener("pointerleave", () => { tip.hidden = true; });
      }
      addEventListener("scroll", () => { tip.hidden = true; }, true);

      // Tables sorted by a column; what has no value comes last.
      const key = (line, column) => {
        const cell = line.cells[column];
        const number = cell.querySelector("data");
        return number ? Number(number.value) : cell.textContent === "–" ? Infinity : cell.textContent;
      };
      const order = (a, b) => typeof a === typeof b
        ? (a > b ? 1 : b > a ? -1 : 0) : typeof a === "number" ? (a === Infinity ? 1 : -1) : b === Infinity ? -1 : 1;
      const sort = (table, head) => {
        const sign = head.ariaSort === "ascending" ? -1 : 1;
        const lines = Array.from(table.tBodies[0].rows).map(line => [key(line, head.cellIndex), line]);
        lines.sort((a, b) => sign * order(a[0], b[0]));
        for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        table.tBodies[0].append(...lines.map(pair => pair[1]));
      };
      for (const table of all("table.sortable")) {
        for (const head of all("thead th", table)) {
          const words = head.textContent;
          head.textContent = "";
          add(head, "button", words).addEventListener("click", () => sort(table, head));
        }
      }
    })();
    """
}
