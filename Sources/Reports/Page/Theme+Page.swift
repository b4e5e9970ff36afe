extension Theme {
  /// The style sheet of pages, beside that of figures.
  static let pageStyle = """
    * { box-sizing: border-box }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 \(fonts) }
    main { max-width: 1180px; margin: 0 auto; padding: 44px 24px 32px }
    h1 { font-size: 34px; line-height: 1.15; letter-spacing: -0.018em; margin: 0 0 14px; text-wrap: balance }
    h2 { font-size: 21px; letter-spacing: -0.01em; margin: 44px 0 6px }
    h3 { font-size: 14px; margin: 0 0 12px }
    p { margin: 0 0 10px; max-width: 74ch }
    section p, figcaption, .meaning, footer, caption { color: var(--soft) }
    .kind { font-size: 13px; font-weight: 600; letter-spacing: 0.08em; text-transform: uppercase;
      color: var(--series-1) }
    .lead { font-size: 17px }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr));
      gap: 16px }
    .card, figure, .scroll { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px }
    .cards, .figures, figure, .scroll { margin: 18px 0 0 }
    .card { padding: 16px 18px }
    .name { font-size: 14px; font-weight: 600 }
    .number { font-size: 32px; font-weight: 600; line-height: 1.3; letter-spacing: -0.02em;
      font-variant-numeric: tabular-nums }
    .meaning, figcaption { font-size: 13.5px; line-height: 1.45 }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr));
      gap: 16px }
    .figures figure { margin: 0 }
    figure { padding: 16px 18px }
    figure svg { display: block; width: 100%; height: auto }
    figcaption { margin-top: 12px; max-width: 96ch }
    .scroll { overflow-x: auto; max-width: 800px; padding: 14px 18px }
    table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums }
    caption { text-align: left; font-size: 13.5px; padding-bottom: 8px }
    th, td { text-align: right; padding: 5px 0 5px 18px; border-top: 1px solid var(--rule);
      white-space: nowrap }
    th { border-top: none; vertical-align: bottom; white-space: normal }
    th:first-child, td:first-child { text-align: left; padding-left: 0 }
    .spot { width: 9px; height: 9px; margin-right: 8px }
    footer { margin-top: 40px; padding-top: 14px; border-top: 1px solid var(--rule); font-size: 13.5px }
    @media screen and (max-width: 600px) {
      main { padding: 24px 14px }
      h1 { font-size: 27px }
      figure, .card, .scroll { padding: 13px }
      th, td { padding-left: 7px; font-size: 12.5px }
      .wide { overflow-x: auto }
      .wide svg { min-width: 680px }
    }
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
      .card, figure, tr { break-inside: avoid }
      h2, h3 { break-after: avoid }
      .cards { grid-template-columns: repeat(4, 1fr) }
      .figures { grid-template-columns: 1fr 1fr }
      .scroll { overflow: visible }
      table { font-size: 8.5pt }
      td { padding-top: 1px; padding-bottom: 1px }
    }
    """
}
