import Foundation

extension PageScript {
  /// The script of a page of measurements: theme, downloads, curves to show, settings to choose, tooltips, tables to sort.
  ///
  /// - Parameters:
  ///   - facts: JavaScript that defines `kind`, what saved files are called; `marked`, the selector of markers with a tooltip;
  ///     and `describe`, which gives a marker's tooltip a heading and facts, pairs of a name and a value.
  ///   - json: The document that the page reads and offers.
  ///   - csv: The table that the page offers.
  public static func measuring(facts: String, json: String, csv: String) -> PageScript {
    let parts = [opening, facts, downloads, layers, choices, tips, sorting]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let table = (try? encoder.encode(csv)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    return PageScript(
      source: parts.joined(separator: "\n\n") + "\n})();",
      blocks: [Block(id: "report", json: json), Block(id: "table", json: table)],
      buttons: [("theme", "Light or dark"), ("save-json", "Download JSON"), ("save-csv", "Download CSV")])
  }

  /// What all other parts use, and the theme's button.
  static let opening = """
    "use strict";
    (() => {
      const root = document.documentElement;
      const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
      const text = id => document.getElementById(id).textContent;
      const listen = (id, action) => document.getElementById(id).addEventListener("click", action);
      const add = (parent, name, text) => {
        const element = document.createElement(name);
        element.textContent = text;
        parent.append(element);
        return element;
      };
      root.classList.add("scripted");

      // Light or dark, whatever the system says.
      listen("theme", () => {
        const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
        root.dataset.theme = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
      });
    """

  /// Needs `kind`.
  private static let downloads = """
      // Both documents, as they would stand next to the page.
      const save = (name, type, text) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([text], { type }));
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      };
      listen("save-json", () => save(`${kind}.json`, "application/json", text("report")));
      listen("save-csv", () => save(`${kind}.csv`, "text/csv", JSON.parse(text("table"))));
    """

  /// Boxes `data-shows`, items `data-layer`.
  private static let layers = """
      // Curves to show in all figures; boxes of one name go together.
      const update = () => {
        const hidden = all("[data-shows]").filter(box => !box.checked).map(box => box.dataset.shows);
        for (const item of all("[data-layer]")) {
          const isHidden = item.dataset.layer.split(" ").some(layer => hidden.includes(layer));
          item.style.display = isHidden ? "none" : "";
        }
      };
      for (const box of all("[data-shows]")) {
        box.addEventListener("change", () => {
          for (const other of all(`[data-shows="${box.dataset.shows}"]`)) other.checked = box.checked;
          update();
        });
      }
      update();
    """

  /// Lists `data-chooses`, parts `data-choice` and `data-option`.
  static let choices = """
      // One of several settings at a time.
      for (const list of all("[data-chooses]")) {
        const choose = () => {
          for (const part of all(`[data-choice="${list.dataset.chooses}"]`)) part.hidden = part.dataset.option !== list.value;
        };
        list.addEventListener("change", choose);
        choose();
      }
    """

  /// Needs `marked` and `describe`.
  static let tips = """
      // The numbers behind the nearest point, instead of the browser's own tooltips.
      const tip = document.createElement("div");
      tip.className = "tip";
      tip.hidden = true;
      document.body.append(tip);
      const titles = new Map();
      const fill = marker => {
        tip.replaceChildren();
        const { heading, facts } = describe(marker, titles.get(marker) ?? "");
        add(tip, "strong", heading);
        const list = add(tip, "dl", "");
        for (const [name, value] of facts) { add(list, "dt", name); add(list, "dd", value); }
      };
      const show = (marker, x, y) => {
        fill(marker);
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
        show(nearest, event.clientX, event.clientY);
      };
      for (const figure of all("figure svg[role=img]")) {
        if (!figure.querySelector(marked)) continue;
        for (const title of all("title", figure)) {
          titles.set(title.parentNode, title.textContent);
          title.remove();
        }
        figure.addEventListener("pointermove", point);
        figure.addEventListener("pointerdown", point);
        figure.addEventListener("pointerleave", () => { tip.hidden = true; });
      }
      addEventListener("scroll", () => { tip.hidden = true; }, true);
    """

  /// Tables of the class `sortable`.
  private static let sorting = """
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
          const text = head.textContent;
          head.textContent = "";
          add(head, "button", text).addEventListener("click", () => sort(table, head));
        }
      }
    """
}
