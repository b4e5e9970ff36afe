extension Theme {
  /// The style sheet of pages, without that of figures.
  static let pageStyle = [forcedThemes, screenStyle, blockStyle, telephoneStyle, printStyle]
    .joined(separator: "\n")

  /// What a page's button chooses wins over the reader's system, but not over paper.
  private static let forcedThemes = """
    @media screen {
      :root[data-theme=light] { color-scheme: light; \(declarations(\.light)) }
      :root[data-theme=dark] { color-scheme: dark; \(declarations(\.dark)) }
    }
    """

  private static let screenStyle = """
    * { box-sizing: border-box }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 \(fonts) }
    main { max-width: 1180px; margin: 0 auto; padding: 44px 24px 32px }
    h1 { font-size: 34px; line-height: 1.15; letter-spacing: -0.018em; margin: 0 0 14px; text-wrap: balance }
    h2 { font-size: 21px; letter-spacing: -0.01em; margin: 44px 0 6px }
    h3 { font-size: 14px; margin: 0 0 12px }
    p { margin: 0 0 10px; max-width: 74ch }
    section p, figcaption, .meaning, footer { color: var(--soft) }
    .kind { font-size: 13px; font-weight: 600; letter-spacing: 0.08em; text-transform: uppercase;
      color: var(--series-1) }
    .lead { font-size: 17px }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr));
      gap: 16px }
    .card, figure, .tabular { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px }
    .cards, .figures, figure, .tabular { margin: 18px 0 0 }
    .card { padding: 16px 18px }
    .name { font-size: 14px; font-weight: 600 }
    .number { font-size: 32px; font-weight: 600; line-height: 1.3; letter-spacing: -0.02em;
      font-variant-numeric: tabular-nums }
    .meaning, figcaption { font-size: 13.5px; line-height: 1.45 }
    .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr));
      gap: 16px }
    .figures.broad { grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)) }
    .figures figure { margin: 0; padding: 14px }
    figure { padding: 16px 18px }
    figure svg { display: block; width: 100%; height: auto }
    figcaption { margin-top: 12px; max-width: 96ch }
    .tabular { max-width: 800px; padding: 14px 18px }
    .scroll { overflow-x: auto; background:
      linear-gradient(to right, var(--paper) 40%, transparent) left / 40px 100%,
      linear-gradient(to left, var(--paper) 40%, transparent) right / 40px 100%,
      linear-gradient(to right, var(--rule), transparent) left / 16px 100%,
      linear-gradient(to left, var(--rule), transparent) right / 16px 100%, var(--paper);
      background-repeat: no-repeat; background-attachment: local, local, scroll, scroll }
    table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums }
    .caption { font-size: 13.5px; line-height: 1.45; margin: 0; padding-bottom: 8px; max-width: 96ch }
    th, td { text-align: right; padding: 5px 0 5px 18px; border-top: 1px solid var(--rule);
      white-space: nowrap }
    thead th { border-top: none; vertical-align: bottom; white-space: normal }
    tbody th { font-weight: 400 }
    th:first-child, td:first-child { text-align: left; padding-left: 0 }
    th.text, td.text { text-align: left }
    .spot { width: 9px; height: 9px; margin-right: 8px }
    footer { margin-top: 40px; padding-top: 14px; border-top: 1px solid var(--rule); font-size: 13.5px }
    """

  /// Blocks of pages that measure: notices, controls, pictures, long tables, tooltips.
  private static let blockStyle = """
    .part { margin: 26px 0 0; overflow-wrap: anywhere }
    .notices { margin-top: 16px; padding: 14px 18px; background: var(--paper); font-size: 14.5px;
      border: 1px solid var(--rule); border-left: 4px solid var(--series-3); border-radius: 4px 10px 10px 4px }
    .notices.warning { border-left-color: var(--series-2) }
    .notices h3 { margin-bottom: 4px }
    .notices ul { margin: 0; padding-left: 18px }
    .notices li { overflow-wrap: anywhere }
    .tools { display: none; gap: 8px; flex-wrap: wrap; float: right; margin: -40px 0 14px 24px }
    h1 { clear: both }
    h1, .lead, .meaning, .key span, .glossary dd, section > p { overflow-wrap: anywhere }
    .key span { min-width: 0 }
    .scripted .tools { display: flex }
    .tools button { font: inherit; font-size: 13.5px; color: var(--ink); background: var(--paper);
      border: 1px solid var(--rule); border-radius: 8px; padding: 5px 12px; cursor: pointer }
    :focus-visible { outline: 2px solid var(--series-1); outline-offset: 2px }
    .controls { margin-top: 14px; font-size: 13.5px }
    .keys { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 6px }
    .key { display: inline-flex; align-items: center; gap: 7px }
    .key input { display: none; margin: 0; accent-color: var(--series-1) }
    .scripted .key input { display: inline-block }
    .scripted .key { cursor: pointer }
    .chooser { display: none; align-items: center; gap: 10px; flex-wrap: wrap; font-size: 14px; font-weight: 600;
      margin-top: 18px }
    .scripted .chooser { display: flex }
    .chooser select { font: inherit; font-weight: 400; color: var(--ink); background: var(--paper); max-width: 100%;
      border: 1px solid var(--soft); border-radius: 8px; padding: 5px 8px }
    .glossary { display: block; margin-top: 14px; max-width: 96ch; font-size: 14.5px }
    .glossary dt { font-weight: 600; margin-top: 10px }
    .glossary dd { text-align: left; color: var(--soft) }
    .sample { width: 26px; height: 12px; flex: none }
    [data-layer~=floor] .curve, [data-layer~=worst] .curve, [data-layer~=certificate] .curve,
    [data-layer~=family] .curve {
      stroke-width: 1.4px }
    [data-layer~=floor] .curve { stroke-width: 1px }
    .pointed { stroke: var(--ink); stroke-width: 1.5px }
    .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(168px, 1fr)); gap: 12px;
      margin-top: 10px; align-items: start }
    .picture { margin: 0; padding: 10px }
    .picture.worst { border-color: var(--series-2); box-shadow: inset 0 0 0 1px var(--series-2) }
    .picture img { display: block; width: 100%; height: auto; background: #000000; border-radius: 4px }
    .picture img.line { height: 40px }
    .picture .waveform { display: block; width: 100%; height: auto; color: var(--ink) }
    .picture figcaption { margin-top: 8px; font-size: 12.5px }
    .picture .title { margin: 0; color: var(--ink); font-weight: 600 }
    .title span { display: block }
    .title .origin { font-weight: 400; color: var(--soft) }
    .worst .origin { font-weight: 600; color: var(--ink) }
    dl { display: grid; grid-template-columns: 1fr auto; gap: 1px 10px; margin: 5px 0 0 }
    dt { display: flex; align-items: baseline; min-width: 0; overflow-wrap: anywhere }
    dt svg.spot { flex: none; width: 10px; height: 10px; margin-right: 6px }
    dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; color: var(--ink) }
    .tabular.large { width: fit-content; max-width: 100% }
    .large .scroll { max-height: 460px; overflow: auto }
    .large table { font-size: 13px }
    .large thead th { position: sticky; top: 0; background: var(--paper);
      box-shadow: 0 1px 0 var(--rule) }
    .large th:not(:first-child), .large td { padding-left: 16px }
    .interval { color: var(--soft); margin-left: 6px; font-size: 12px }
    th button { font: inherit; font-weight: 600; color: inherit; background: none; border: none; padding: 0;
      text-align: inherit; cursor: pointer }
    th[aria-sort=ascending] button::after { content: " ↑" }
    th[aria-sort=descending] button::after { content: " ↓" }
    .tip { position: fixed; z-index: 2; max-width: 320px; padding: 9px 12px; font-size: 12.5px; line-height: 1.4;
      background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; pointer-events: none;
      box-shadow: 0 4px 16px #00000033 }
    .tip[hidden] { display: none }
    .tip dt { color: var(--soft) }
    """

  private static let telephoneStyle = """
    @media screen and (max-width: 600px) {
      main { padding: 24px 14px }
      h1 { font-size: 27px }
      .tools { float: none; margin: 0 0 14px }
      figure, .card, .tabular { padding: 13px }
      th, td { padding-left: 7px; font-size: 12.5px }
      .wide { overflow-x: auto }
      .wide svg { min-width: 680px }
      .pictures { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 8px }
      .picture { padding: 8px }
      .picture figcaption { font-size: 12px }
    }
    """

  private static let printStyle = """
    @media print {
      @page { margin: 14mm }
      body { background: none; font-size: 10.5pt; -webkit-print-color-adjust: exact;
        print-color-adjust: exact }
      main { max-width: none; padding: 0 }
      h1 { font-size: 20pt; margin-bottom: 8px }
      h2 { font-size: 13pt; margin-top: 22px }
      .lead { font-size: 10.5pt; margin-bottom: 5px }
      .number { font-size: 17pt }
      .card, figure { padding: 9px 11px }
      .meaning, figcaption { font-size: 8.5pt }
      .card, figure, tr, .notices { break-inside: avoid }
      h2, h3 { break-after: avoid }
      .cards { grid-template-columns: repeat(4, 1fr) }
      .figures { grid-template-columns: 1fr 1fr }
      .scroll, .large .scroll { overflow: visible; max-height: none; background: none }
      table { font-size: 8.5pt }
      td { padding-top: 1px; padding-bottom: 1px }
      .scripted .tools, .scripted .key input, .scripted .chooser, .tip, th button::after { display: none }
      .pictures { grid-template-columns: repeat(5, 1fr); gap: 6px }
      .picture { padding: 6px }
      .picture figcaption { font-size: 6.5pt; margin-top: 4px }
      .large table { font-size: 6.5pt }
      .large th:not(:first-child), .large td { padding-left: 6px }
      .large thead th { position: static; box-shadow: none }
      .interval { font-size: 5.5pt; margin-left: 2px }
    }
    """
}
