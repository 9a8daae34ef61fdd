/// The style of every page: black on white, nothing said by colour alone, nothing fetched from anywhere.
///
/// - Source: WCAG 2.2, 1.4.1 and 1.4.3: the faintest text is #444 on white, a contrast of 9.7 to 1.
enum HTMLStyle {
  static let sheet: StaticString = """
    :root { color: #000; background: #fff; }
    * { box-sizing: border-box; }
    body { margin: 0; font: 10.5pt/1.45 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
      "Noto Sans", sans-serif; overflow-wrap: anywhere; }
    main { max-width: 62rem; margin: 0 auto; padding: 1.2rem; }
    h1 { font-size: 17pt; line-height: 1.2; margin: 0; }
    h2 { font-size: 11pt; margin: 1.1em 0 .35em; break-after: avoid; }
    p { margin: .3em 0; }
    header { border-bottom: 2.5pt solid #000; padding-bottom: .5em; margin-bottom: .6em; }
    .over { font-size: 10.5pt; letter-spacing: .08em; margin: 0 0 .2em; }
    .facts { display: flex; flex-wrap: wrap; gap: .1em 1.6em; margin: .5em 0 0; font-size: 9pt; }
    .facts div { display: flex; gap: .5em; }
    .facts dt { color: #444; }
    .facts dd { margin: 0; }
    .notice { border: 1.5pt solid #000; padding: .35em .6em; margin: .5em 0; font-weight: 700; }
    .draft { border: 3pt double #000; font-size: 13pt; text-align: center; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border: .6pt solid #000; padding: .3em .45em; text-align: left; vertical-align: top; }
    th { font-weight: 600; font-size: 9pt; background: #f0f0f0; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    .counts { display: flex; flex-wrap: wrap; gap: .35em; list-style: none; padding: 0; margin: .6em 0; }
    .counts li { border: .6pt solid #000; padding: .1em .6em; font-size: 9pt; }
    .counts b { font-size: 12pt; margin-left: .3em; }
    .lines { table-layout: fixed; margin-top: .8em; }
    .c-done { width: 3.9em; } .c-number { width: 9em; } .c-place { width: 9.6em; } .c-due { width: 9.8em; }
    tr.section { break-after: avoid; }
    tr.section th { font-size: 11pt; background: #fff; border-left: 0; border-right: 0; padding: .75em 0 .2em; }
    .sum { font-weight: 400; }
    .role { font-weight: 700; }
    .still { white-space: nowrap; }
    .done { text-align: center; }
    input[type=checkbox] { appearance: none; -webkit-appearance: none; width: 4.6mm; height: 4.6mm; margin: .1em 0 0;
      border: 1.1pt solid #000; background: #fff; border-radius: 0; }
    input[type=checkbox]:checked { background: linear-gradient(45deg, transparent 46%, #000 46% 54%, transparent 54%),
      linear-gradient(-45deg, transparent 46%, #000 46% 54%, transparent 54%); }
    input[type=checkbox]:focus-visible, a:focus-visible { outline: 2pt solid #000; outline-offset: 2pt; }
    .number { font: 600 10pt/1.3 "Noto Sans Mono", "DejaVu Sans Mono", monospace; white-space: nowrap; }
    .check { font-size: 9pt; }
    .check b { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; font-size: 10pt; }
    .what { font-weight: 700; }
    .mark { border: 1pt solid #000; padding: 0 .3em; font-size: 8.5pt; font-weight: 700; white-space: nowrap;
      display: inline-block; }
    .loud { background: #000; color: #fff; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .small { font-size: 8.5pt; color: #444; margin: .15em 0 0; }
    .label { color: #444; }
    .list { margin: .15em 0 0; padding: 0; list-style: none; font-size: 9.5pt; }
    .list li { display: inline-block; margin-right: .9em; }
    .list li::before { content: "□ "; }
    .late { font-weight: 700; display: block; }
    .sign { display: flex; flex-wrap: wrap; gap: 1.4em 2em; margin-top: 2em; break-inside: avoid; }
    .sign span { flex: 1 1 12em; border-bottom: .8pt solid #000; padding-bottom: .15em; min-height: 2em; }
    .index th, .index td { text-align: right; font-size: 8.5pt; padding: .15em .4em; overflow-wrap: normal; }
    .index td:first-child, .index td:nth-child(2) { white-space: nowrap; }
    .index td:nth-child(3) { min-width: 7em; } .index th:nth-child(n+4) { width: 4.2em; }
    .index th:first-child, .index td:first-child, .index td:nth-child(2), .index th:nth-child(2),
    .index td:nth-child(3), .index th:nth-child(3) { text-align: left; }
    .index tr.unit td { font-weight: 700; border-top: 1.5pt solid #000; }
    .index tr.member td:first-child { padding-left: 1.4em; }
    a { color: #000; }
    @page { size: A4; margin: 13mm 12mm 15mm; }
    @media print { main { max-width: none; padding: 0; } body { font-size: 9.5pt; } a { text-decoration: none; } }
    @media (max-width: 40rem) { .lines, .lines tbody, .lines tr, .lines td { display: block; width: auto; }
      .lines thead { position: absolute; left: -200vw; } .lines th { border: 0; } .lines tr { border: 1.2pt solid #000; margin-bottom: .6em; }
      .lines td { border: 0; padding: .15em .6em; } .lines td.done { text-align: left; }
      .lines tr.section { border: 0; display: block; margin: 0; } .lines tr.section th { display: block; } }

    """
}
