extension PageScript {
  /// The script of a page of pictures: theme, settings to choose, and what stands under the pointer, told at once: the cells of planes
  /// (`CellNotes`), and of all else the tooltip, whose first line is the heading and whose others are facts, `name: value`.
  public static func pointing() -> PageScript {
    PageScript(
      source: [opening, facts, choices, tips, areas].joined(separator: "\n\n") + "\n})();", blocks: [],
      buttons: [("theme", "Light or dark")])
  }

  /// What `tips` needs.
  private static let facts = """
      // Cells keep their numbers in an attribute, little-endian floats of 32 bits in base 64.
      const marked = "[data-row]";
      const planes = new Map();
      const plane = area => {
        if (!planes.has(area)) {
          const cells = JSON.parse(area.dataset.cells);
          const bytes = Uint8Array.from(atob(cells.values), letter => letter.charCodeAt(0));
          const view = new DataView(bytes.buffer);
          cells.value = index => view.getFloat32(4 * index, true);
          planes.set(area, cells);
        }
        return planes.get(area);
      };
      let pointer = [0, 0];
      const cell = area => {
        const [cells, box] = [plane(area), area.getBoundingClientRect()];
        const index = (at, start, size, count) =>
          Math.min(Math.max(Math.floor((at - start) / size * count), 0), count - 1);
        const row = index(pointer[1], box.y, box.height, cells.rows);
        const column = index(pointer[0], box.x, box.width, cells.columns);
        return { cells, row, column, number: row * cells.columns + column };
      };
      const describeCell = area => {
        const { cells, row, column, number } = cell(area);
        const value = [cells.valueName, String(Number(cells.value(number).toPrecision(4)))];
        if (cells.names) return { heading: cells.names[number], facts: [value] };
        const place = cells.heading ? [cells.rowNames[row], cells.columnNames[column]] : [cells.columnNames[column]];
        return { heading: cells.heading ?? cells.rowNames[row], facts: [value, ["at", place.join(", ")]] };
      };
      const describeText = title => {
        const [heading, ...lines] = title.split("\\n");
        return { heading, facts: lines.map(line => line.split(": ")) };
      };
      const describe = (marker, title) => marker.dataset.cells ? describeCell(marker) : describeText(title);
    """

  /// Areas that have a tip wherever the pointer stands in them.
  private static let areas = """
      // Shapes with a tooltip of their own, and planes of cells.
      const isBlank = area => area.dataset.cells ? Number.isNaN(cell(area).cells.value(cell(area).number)) : false;
      const cover = area => {
        const move = event => {
          pointer = [event.clientX, event.clientY];
          tip.hidden = true;
          if (!isBlank(area)) show(area, ...pointer);
        };
        area.addEventListener("pointermove", move);
        area.addEventListener("pointerdown", move);
        area.addEventListener("pointerleave", () => { tip.hidden = true; });
      };
      for (const title of all("figure svg[role=img] title")) {
        const shape = title.parentNode;
        titles.set(shape, title.textContent);
        title.remove();
        if (!shape.matches("[role=img]")) cover(shape);
      }
      for (const area of all("[data-cells]")) cover(area);
    """
}
