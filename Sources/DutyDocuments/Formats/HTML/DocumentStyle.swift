/// What notices and reports add to the style of every page.
///
/// - Source: GB/T 9704-2012, as far as it concerns black print: the issuer's name in wide letters above a rule, the
///   number below it, the title in the middle, paragraphs indented by two characters, the signature at the right.
enum DocumentStyle {
  static let sheet: StaticString = """
    .notice-page, .report-page { max-width: 46rem; margin: 0 auto; }
    .notice-page { font: 12pt/1.75 "FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun",
      "Noto Serif", serif; }
    .letterhead { text-align: center; border-bottom: 0; padding: 1.2em 0 .5em; margin-bottom: 1.6em; position: relative; }
    .letterhead::after { content: ""; display: block; border-top: 2.5pt solid #000; border-bottom: .8pt solid #000;
      height: 2.2pt; margin-top: .7em; }
    .issuer { font: 700 21pt/1.3 "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Noto Serif", serif;
      letter-spacing: .18em; margin: 0 0 .5em; }
    .reference { font-size: 11.5pt; margin: 0; }
    .notice-page h1, .report-page h1 { text-align: center; font-size: 18pt; margin: .6em 0 1em; }
    .notice-page h1 { font-family: "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Noto Serif", serif; }
    .to { font-weight: 600; }
    .words p { text-indent: 2em; text-align: justify; margin: .2em 0; }
    .words li p, .words td p, .words blockquote p { text-indent: 0; }
    .words ul, .words ol { margin: .3em 0; padding-left: 3.4em; }
    .words blockquote { border-left: 3pt solid #000; margin: .5em 0; padding-left: .8em; }
    html[lang=en] .words p { text-indent: 0; margin: .5em 0; text-align: left; }
    .notice-page .facts { display: block; font-size: 11pt; margin: 1em 0; }
    .notice-page .facts div { padding: .05em 0; }
    .notice-page .facts dt { min-width: 7em; color: #000; font-weight: 600; }
    .attachment { font: 9.5pt/1.45 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "Noto Sans", sans-serif; }
    .attachment th, .report-page th, .name { word-break: keep-all; overflow-wrap: break-word; }
    .t-cases td:first-child, .t-dossier td:first-child, .t-cases td:nth-child(2), .t-cases td:nth-child(5),
    .t-dossier td:nth-child(2), .t-cases td:nth-child(6) { white-space: pre; }
    .signature { text-align: right; margin: 2.4em 1.5em 1.2em 0; break-inside: avoid; }
    .signature p { margin: .1em 0; }
    .imprint { border-top: .8pt solid #000; border-bottom: .8pt solid #000; margin-top: 2em; padding: .35em .2em;
      font-size: 9.5pt; break-inside: avoid; }
    .hash { font-size: 8pt; margin: .1em 0; }
    .hash code, code { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; }
    .report-page h2 { border-left: 4pt solid #000; padding-left: .5em; font-size: 12.5pt; margin-top: 1.6em; }
    .report-page .over { text-align: center; }
    .report-page .words { font-size: 11pt; line-height: 1.7; }
    .report-page table { font-size: 9.5pt; margin: .5em 0 .9em; }
    .num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .still { white-space: nowrap; }
    td:not(.num) { min-width: 3.3em; }
    .report-page tr.sum td { font-weight: 700; border-top: 1.5pt solid #000; }
    figure { margin: .8em 0 1.2em; break-inside: avoid; }
    figure svg { width: 100%; height: auto; display: block; }
    .nothing { color: #444; }

    """
}
