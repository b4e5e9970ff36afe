import Foundation
import Testing

/// What a script finds in a page that measures after it was opened, used and turned dark.
struct PageProbe: Decodable {
  /// What the script looks at, as selectors and names.
  struct Plan {
    /// Markers with a tooltip, and a second kind of them.
    var markers, others: String
    /// The first of the layers that readers switch off, and how the names of all its kind begin.
    var layer, layers: String
    /// The column of the last table to sort by.
    var column: Int

    static let stability = Plan(
      markers: "[data-row]", others: "[data-response]", layer: "representation-0", layers: "representation-",
      column: 3)
    static let comparison = Plan(
      markers: "[data-point]", others: "[data-response]", layer: "item-0", layers: "item-", column: 1)
  }

  let innerWidth, scrollWidth, figures, markers, responses, resources: Int
  let violations, clipped, overlapping: [String]
  /// Background before and after the theme's button, and after it again.
  let backgrounds: [String]
  /// The least contrast of words on their background, in the first theme and the other, and where it is.
  let contrasts: [Double]
  let faintest: [String]
  let tip: String
  /// Over the last marker of the figure of frequencies, with the other representations switched off.
  let responseTip: String
  /// Curves of the first representation that show before and after it is switched off.
  let shown: [Int]
  /// A column of numbers, sorted by two clicks.
  let ascending, descending: [Double]
  let savedNames: [String]
  let savedLengths, expectedLengths: [Int]
  /// Of each list of settings the parts that show: at first, and after its last was chosen.
  let chosen: [[[String]]]
  /// Buttons, boxes, lists and scrolling tables that the keyboard does not reach.
  let unreachable: [String]

  /// The page with the probe in it, which its policy then names too.
  static func page(_ html: String, plan: Plan) throws -> String {
    let source = source(plan)
    return html.replacing("script-src '", with: "script-src '\(try Hash.base64(of: source))' '")
      .replacing("</body>", with: "<script>\(source)</script></body>")
  }

  /// The page opened in the browser with the probe in it, in a frame if a width is given.
  static func open(_ html: String, plan: Plan, width: Int? = nil, options: [String] = []) throws
    -> (complaints: [String], probe: PageProbe)
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "page.html": try page(html, plan: plan), "frame.html": frame("page.html", width: width ?? 0),
    ]
    for (name, text) in files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let file = folder.appending(path: width == nil ? "page.html" : "frame.html")
    let result = try #require(try Browser.found?.open(file, profile: folder, options: options))
    return (result.complaints, try #require(try PageProbe(result.page)))
  }

  /// A page that shows another in a frame of a telephone's width, narrower than any window of the browser,
  /// and keeps what the probe in it reports.
  static func frame(_ name: String, width: Int) -> String {
    """
    <!DOCTYPE html><body><iframe src="\(name)" style="width: \(width)px; height: 800px; border: 0"></iframe>
    <script>addEventListener("message", event => {
      const result = document.createElement("pre");
      result.id = "probe";
      result.textContent = event.data;
      document.body.append(result);
    });</script></body>
    """
  }

  /// Reads what the probe wrote into the page.
  init?(_ page: String) throws {
    guard let text = Self.text(in: page) else { return nil }
    self = try JSONDecoder().decode(PageProbe.self, from: Data(text.utf8))
  }

  /// What a probe wrote into a page; nil where it wrote nothing.
  static func text(in page: String) -> String? {
    page.firstMatch(of: /<pre id="probe">(.*?)<\/pre>/.dotMatchesNewlines()).map { match in
      String(match.1).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
  }

  private static func source(_ plan: Plan) -> String {
    """
    const plan = { markers: "\(plan.markers)", others: "\(plan.others)", layer: "\(plan.layer)",
      layers: "\(plan.layers)", column: \(plan.column) };
    """ + script
  }

  /// Finds words that stand outside their figures or over each other. Needs `all` and `found`.
  static let texts = """
      const figures = all("svg[role=img]").filter(figure => figure.getBoundingClientRect().width > 100);
      found.figures = figures.length;
      for (const figure of figures) {
        const frame = figure.getBoundingClientRect();
        const boxes = all("text", figure).map(text => [text.textContent, text.getBoundingClientRect()]);
        for (const [words, box] of boxes) {
          const isInside = box.left > frame.left - 1 && box.right < frame.right + 1
            && box.top > frame.top - 1 && box.bottom < frame.bottom + 1;
          if (!isInside) found.clipped.push(words);
        }
        boxes.forEach(([words, a], index) => boxes.slice(index + 1).forEach(([others, b]) => {
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && down > 3) found.overlapping.push(words + " | " + others);
        }));
      }
    """

  /// Defines what finds the faintest words. Needs `all` and `found`.
  static let contrasts = """
      const channels = color => (color.match(/[0-9.]+/g) ?? [0, 0, 0, 0]).map(Number);
      const luminance = color => channels(color).slice(0, 3).map(c => c / 255)
        .map(c => c > 0.04045 ? ((c + 0.055) / 1.055) ** 2.4 : c / 12.92)
        .reduce((sum, c, index) => sum + [0.2126, 0.7152, 0.0722][index] * c, 0);
      const ground = element => {
        for (let at = element; at; at = at.parentElement) {
          const color = getComputedStyle(at).backgroundColor;
          if ((channels(color)[3] ?? 1) > 0.5) return color;
        }
        return "rgb(255, 255, 255)";
      };
      const contrast = () => {
        let least = [Infinity, ""];
        for (const element of all("p, td, th, caption, li, dt, dd, label span, button, h1, h2, h3, div, text")) {
          const own = Array.from(element.childNodes).some(node => node.nodeType === 3 && node.data.trim());
          if (!own) continue;
          const style = getComputedStyle(element);
          const pair = [luminance(element.tagName === "text" ? style.fill : style.color), luminance(ground(element))];
          const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
          if (ratio < least[0]) least = [ratio, element.tagName + " " + element.textContent];
        }
        found.contrasts.push(least[0]);
        found.faintest.push(least[1]);
      };
    """

  private static let script = """
    (async () => {
      const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
      const found = { violations: [], clipped: [], overlapping: [], backgrounds: [], contrasts: [],
        faintest: [], shown: [], savedNames: [], chosen: [] };
      addEventListener("securitypolicyviolation", event => found.violations.push(event.violatedDirective));
      found.innerWidth = innerWidth;
      found.scrollWidth = document.scrollingElement.scrollWidth;
      const lists = all("[data-chooses]");
      const showing = list => all(`[data-choice="${list.dataset.chooses}"]`).filter(part => !part.hidden)
        .map(part => part.dataset.option);
      for (const list of lists) {
        const before = showing(list);
        list.selectedIndex = list.options.length - 1;
        list.dispatchEvent(new Event("change"));
        found.chosen.push([before, showing(list)]);
      }
      found.unreachable = all("button, input, select, .scroll, .wide").filter(item => 0 > item.tabIndex)
        .map(item => item.outerHTML);
      for (const part of all("[data-choice]")) part.hidden = false;
    \(texts)
    \(contrasts)
      found.markers = all(plan.markers).length;
      found.responses = all(plan.others).length;
      const background = () => found.backgrounds.push(getComputedStyle(document.body).backgroundColor);
      const press = id => document.getElementById(id).click();
      background();
      contrast();
      press("theme");
      background();
      contrast();
      press("theme");
      background();

      const tipOver = marker => {
        if (!marker) return "";
        const box = marker.getBoundingClientRect();
        marker.closest("svg[role=img]").dispatchEvent(new PointerEvent("pointermove",
          { clientX: box.x + box.width / 2 + 3, clientY: box.y + box.height / 2 }));
        const tip = document.querySelector(".tip");
        return tip.hidden ? "" : tip.innerText;
      };
      found.tip = tipOver(document.querySelector(plan.markers));
      const others = all(`[data-shows^=${plan.layers}]`).slice(0, -1);
      for (const box of others) box.click();
      found.responseTip = tipOver(all(plan.others).at(-1));
      for (const box of others) box.click();

      const shown = () => all(`[data-layer~=${plan.layer}]`)
        .filter(item => item.style.display !== "none").length;
      found.shown.push(shown());
      document.querySelector(`[data-shows=${plan.layer}]`)?.click();
      found.shown.push(shown());
      document.querySelector(`[data-shows=${plan.layer}]`)?.click();
      found.shown.push(shown());

      const table = all("table.sortable").at(-1);
      const column = () => Array.from(table?.tBodies[0].rows ?? [])
        .map(line => Number(line.cells[plan.column].querySelector("data")?.value ?? 0));
      const head = table?.tHead.rows[0].cells[plan.column].querySelector("button");
      head?.click();
      found.ascending = column();
      head?.click();
      found.descending = column();

      const blobs = [];
      const make = URL.createObjectURL;
      URL.createObjectURL = blob => { blobs.push(blob); return make.call(URL, blob); };
      HTMLAnchorElement.prototype.click = function () { found.savedNames.push(this.download); };
      press("save-json");
      press("save-csv");
      const texts = await Promise.all(blobs.map(blob => blob.text()));
      found.savedLengths = texts.map(text => text.length);
      found.expectedLengths = [document.getElementById("report").textContent.length,
        JSON.parse(document.getElementById("table").textContent).length];

      found.resources = performance.getEntriesByType("resource").length;
      const result = document.createElement("pre");
      result.id = "probe";
      result.textContent = JSON.stringify(found);
      if (parent === window) document.body.append(result);
      else parent.postMessage(result.textContent, "*");
    })();
    """
}
