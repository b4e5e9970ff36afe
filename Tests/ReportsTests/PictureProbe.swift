import Foundation
import Testing

/// What a script finds in a page of pictures (`PageScript.pointing`) that points at them, and turns the page dark.
struct PictureProbe: Decodable {
  let innerWidth, scrollWidth, figures, resources: Int
  let violations, clipped, overlapping: [String]
  /// Background before and after the theme's button.
  let backgrounds: [String]
  /// The least contrast of words on their background, in the first theme and the other, and where it is.
  let contrasts: [Double]
  let faintest: [String]
  /// The tip over the middle of the first cell of each plane, and over that of the last; empty where there is none.
  let first, last: [String]
  /// The tip of each shape that has one.
  let shapes: [String]
  /// Of each list of settings the number of parts that show.
  let chosen: [Int]

  /// The page opened in the browser with the probe in it, in a frame if a width is given.
  static func open(_ html: String, width: Int? = nil, options: [String] = []) throws
    -> (complaints: [String], probe: PictureProbe)
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = html.replacing("script-src '", with: "script-src '\(try Hash.base64(of: script))' '")
      .replacing("</body>", with: "<script>\(script)</script></body>")
    let frame = PageProbe.frame("page.html", width: width ?? 0)
    for (name, text) in [("page.html", page), ("frame.html", frame)] {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let file = folder.appending(path: width == nil ? "page.html" : "frame.html")
    let result = try #require(try Browser.found?.open(file, profile: folder, options: options))
    let text = try #require(PageProbe.text(in: result.page))
    return (result.complaints, try JSONDecoder().decode(PictureProbe.self, from: Data(text.utf8)))
  }

  private static let script = """
    (() => {
      const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
      const found = { violations: [], clipped: [], overlapping: [], backgrounds: [], contrasts: [],
        faintest: [], chosen: [] };
      addEventListener("securitypolicyviolation", event => found.violations.push(event.violatedDirective));
      found.innerWidth = innerWidth;
      found.scrollWidth = document.scrollingElement.scrollWidth;
      for (const list of all("[data-chooses]")) {
        found.chosen.push(all(`[data-choice="${list.dataset.chooses}"]`).filter(part => !part.hidden).length);
      }
      for (const part of all("[data-choice]")) part.hidden = false;
    \(PageProbe.texts)
    \(PageProbe.contrasts)
      const tip = (shape, x, y) => {
        shape.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true }));
        const tip = document.querySelector(".tip");
        return tip.hidden ? "" : tip.innerText;
      };
      const at = (share, area) => {
        const [cells, box] = [JSON.parse(area.dataset.cells), area.getBoundingClientRect()];
        const [row, column] = [share * (cells.rows - 1) + 0.5, share * (cells.columns - 1) + 0.5];
        return tip(area, box.x + column / cells.columns * box.width, box.y + row / cells.rows * box.height);
      };
      found.first = all("[data-cells]").map(area => at(0, area));
      found.last = all("[data-cells]").map(area => at(1, area));
      found.shapes = all("svg[role=img] rect:not(.cells), svg[role=img] path, svg[role=img] circle").map(shape => {
        const box = shape.getBoundingClientRect();
        document.querySelector(".tip").hidden = true;
        return tip(shape, box.x, box.y);
      }).filter(text => text);
      for (let press = 0; 2 > press; press++) {
        found.backgrounds.push(getComputedStyle(document.body).backgroundColor);
        contrast();
        document.getElementById("theme").click();
      }
      found.resources = performance.getEntriesByType("resource").length;
      const result = document.createElement("pre");
      result.id = "probe";
      result.textContent = JSON.stringify(found);
      if (parent === window) document.body.append(result);
      else parent.postMessage(result.textContent, "*");
    })();
    """
}
