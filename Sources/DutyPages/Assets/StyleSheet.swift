/// The one style sheet: for phones first, in columns where there is room, black on white on A4.
///
/// - Source: WCAG 2.2: text has 4.5 to 1 and more on its ground (1.4.3), controls 3 to 1 (1.4.11), targets 24 px and
///   more (2.5.8), focus is drawn in a ring of two colours (2.4.13); no meaning is told by colour alone (1.4.1).
enum StyleSheet {
  static let text = base + frame + parts + forms + tables + wide + print

  private static let base = """
    :root { --ink: #16202a; --soft: #4a5763; --line: #c9d1d8; --edge: #6f7c88; --paper: #fff; --ground: #f3f5f6;
      --main: #0b4f5c; --main-soft: #e3eff1; --bad: #9b1c1c; --bad-soft: #fbeaea; --warn: #7a4b00; --warn-soft: #fdf3df;
      --good: #1d5f2f; --good-soft: #e8f4ea; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.55; overflow-wrap: anywhere;
      font: 1rem/1.55 system-ui, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC",
      "Noto Sans SC", "WenQuanYi Micro Hei", sans-serif; }
    h1, h2, h3, p, ul, ol, dl, dd, fieldset, form { margin: 0; padding: 0; }
    h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 700; }
    h2 { font-size: 1.125rem; line-height: 1.35; font-weight: 700; }
    h3 { font-size: 1rem; line-height: 1.4; font-weight: 700; }
    a { color: #0a4a8a; text-underline-offset: .15em; }
    a:visited { color: #0a4a8a; }
    :focus-visible { outline: 3px solid #0a4a8a; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; border-radius: 3px; }
    .skip { position: absolute; left: -99rem; top: 0; background: var(--paper); padding: .7rem 1rem; z-index: 9; }
    .skip:focus { left: .5rem; top: .5rem; }

    """

  private static let frame = """
    .top { background: var(--main); color: #fff; padding: .5rem .9rem; display: flex; flex-wrap: wrap;
      gap: .1rem .9rem; align-items: center; }
    .top a { color: #fff; }
    .top :focus-visible { outline-color: #fff; box-shadow: 0 0 0 5px #0a2f37; }
    .brand { flex: 1 1 auto; font-weight: 700; }
    .brand a { text-decoration: none; display: inline-block; padding: .4rem 0; }
    .tabs { order: 3; flex: 1 1 100%; }
    .tabs ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 .15rem; margin: 0 -.5rem; }
    .tabs a { display: block; padding: .4rem .55rem; min-height: 2.5rem; text-decoration: none; border-bottom: 3px solid
      transparent; }
    .tabs a:hover { text-decoration: underline; }
    .tabs a[aria-current] { border-bottom-color: #fff; font-weight: 700; }
    .who { display: flex; gap: .6rem; align-items: center; font-size: .9rem; }
    .who .quiet { background: transparent; border-color: #fff; color: #fff; padding: .25rem .6rem; min-height: 2.1rem;
      margin: 0; }
    main { display: block; max-width: 72rem; margin: 0 auto; padding: 1rem .9rem 2rem; }
    main > * + * { margin-top: 1.1rem; }
    main > .over + h1, main > h1 + .lead { margin-top: .15rem; }
    .over { color: var(--soft); font-size: .9rem; }
    .lead { color: var(--soft); }
    .foot { border-top: 1px solid var(--line); padding: .8rem .9rem 1.6rem; color: var(--soft); font-size: .9rem;
      display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; max-width: 72rem; margin: 0 auto; align-items: center; }
    .foot ul { list-style: none; display: flex; gap: .3rem; }
    .foot li a { display: inline-block; padding: .35rem .6rem; min-height: 2.1rem; }
    .foot a[aria-current] { font-weight: 700; color: var(--ink); text-decoration: none; }

    """

  private static let parts = """
    .sum { display: inline-block; min-width: 1.7em; padding: 0 .45em; border-radius: 1em; background: #dde4e8;
      font-size: .85em; text-align: center; font-weight: 600; }
    .note, .small, .path, .under, .help { color: var(--soft); font-size: .875rem; }
    .under { display: block; font-weight: 400; }
    section > h2 { margin-bottom: .5rem; }
    .note { margin-bottom: .5rem; }
    .empty { background: var(--paper); border: 1px dashed var(--edge); border-radius: .5rem; padding: .8rem 1rem;
      color: var(--soft); }
    .text p + p { margin-top: .4rem; }
    .text p, .under { white-space: pre-line; }
    .text .verbatim { white-space: pre-wrap; font-family: ui-monospace, "Noto Sans Mono", "DejaVu Sans Mono", monospace;
      font-size: .875rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; }
    .paper { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem .9rem;
      max-width: 52rem; }
    .paper > * + * { margin-top: .7rem; }
    .paper h2, .letterhead { text-align: center; }
    .letterhead { border-bottom: 3px double var(--ink); padding-bottom: .5rem; }
    .issuer { font-size: 1.125rem; font-weight: 700; }
    .to { font-weight: 600; }
    .words > * + * { margin-top: .4rem; }
    .words ul, .words ol { padding-left: 1.4em; }
    .words li + li { margin-top: .2rem; }
    .words blockquote { border-left: .25rem solid var(--edge); margin: 0; padding-left: .7rem; }
    .paper h3 { margin-bottom: .3rem; }
    .paper .stays { min-width: 38rem; }
    .paper .facts > div { display: grid; grid-template-columns: 8em minmax(0, 1fr); gap: .6rem; }
    .signature { text-align: right; }
    .imprint { border-top: 1px solid var(--edge); padding-top: .5rem; font-size: .875rem; color: var(--soft); }
    .notice { border: 1px solid var(--edge); border-left-width: .4rem; border-radius: .4rem; padding: .65rem .9rem;
      background: var(--paper); }
    .notice.good { border-color: var(--good); background: var(--good-soft); }
    .notice.warning { border-color: var(--warn); background: var(--warn-soft); }
    .notice.bad { border-color: var(--bad); background: var(--bad-soft); }
    .notice ul { list-style: none; padding: 0; }
    .notice li a { display: inline-block; padding: .15rem 0; min-height: 1.6rem; }
    .notice details { margin-top: .3rem; }
    .chips ul { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; }
    .chips a { display: inline-flex; gap: .4em; align-items: center; min-height: 2.5rem; padding: .3rem .8rem;
      background: var(--paper); border: 1px solid var(--edge); border-radius: 2rem; text-decoration: none; color: var(--ink); }
    .chips a:hover { border-color: var(--ink); }
    .chips a[aria-current] { background: var(--main); border-color: var(--main); color: #fff; font-weight: 700; }
    .cards { list-style: none; display: grid; gap: .6rem; }
    .card { background: var(--paper); border: 1px solid var(--line); border-left: .3rem solid var(--edge);
      border-radius: .5rem; padding: .7rem .85rem; min-width: 0; }
    .card.is-late { border-left-color: var(--bad); }
    .card > * + * { margin-top: .2rem; }
    .card h3 a { display: block; padding: .1rem 0; min-height: 1.6rem; }
    .place .path { display: inline; }
    .said { white-space: pre-line; }
    .due { font-weight: 600; }
    .late { color: var(--bad); }
    .act { display: flex; flex-wrap: wrap; gap: .5rem; padding-top: .3rem; }
    .badges { display: flex; flex-wrap: wrap; gap: .3rem; }
    .badge { display: inline-block; border: 1px solid var(--edge); border-radius: .25rem; padding: 0 .4em;
      font-size: .8125rem; font-weight: 600; background: var(--paper); color: var(--ink); white-space: nowrap; }
    .badge.good { border-color: var(--good); color: var(--good); background: var(--good-soft); }
    .badge.warning { border-color: var(--warn); color: var(--warn); background: var(--warn-soft); }
    .badge.bad { border-color: var(--bad); color: var(--bad); background: var(--bad-soft); }
    .badge.loud { background: var(--bad); border-color: var(--bad); color: #fff; }
    .facts dl { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .3rem .9rem; }
    .facts dl > div { padding: .4rem 0; border-top: 1px solid #e5e9ec; }
    .facts dl > div:first-child { border-top: 0; }
    dt { color: var(--soft); font-size: .875rem; }
    .history { list-style: none; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
      padding: .3rem .9rem; }
    .history li { padding: .45rem 0; border-top: 1px solid #e5e9ec; }
    .history li:first-child { border-top: 0; }
    .when { color: var(--soft); font-variant-numeric: tabular-nums; margin-right: .4rem; }
    .by { color: var(--soft); }
    .card .alert { border-left: .25rem solid var(--edge); padding-left: .5rem; }
    .pictures ul { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .6rem; }
    .pictures img { display: block; width: 100%; height: 9rem; object-fit: cover; background: var(--line); }
    .figure svg { max-width: 100%; height: auto; background: var(--paper); }
    .more { margin-top: .6rem; }

    """

  private static let forms = """
    button, .button { display: inline-block; font: inherit; min-height: 2.75rem; padding: .5rem 1rem; cursor: pointer;
      border: 1px solid var(--main); border-radius: .45rem; background: var(--paper); color: var(--main);
      text-decoration: none; font-weight: 600; text-align: center; }
    .button:visited { color: var(--main); }
    button:hover, .button:hover { background: var(--main-soft); }
    button.main { background: var(--main); color: #fff; }
    button.main:hover { background: #083c46; }
    .form form, .fold { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem; }
    .fold form { border: 0; padding: .6rem 0 0; }
    .fold:not([open]) > form { display: none; }
    summary { cursor: pointer; font-weight: 600; color: var(--main); min-height: 1.75rem; padding: .1rem 0; }
    .field { border: 0; min-width: 0; }
    .field + .field, .note + .field { margin-top: .95rem; }
    label, legend { font-weight: 600; padding: 0; }
    .need { font-weight: 400; color: var(--soft); font-size: .875rem; }
    .error { color: var(--bad); font-weight: 600; }
    .error::before { content: "⚠ "; }
    .is-wrong { border-left: .3rem solid var(--bad); padding-left: .7rem; }
    .box { margin-top: .2rem; display: flex; gap: .5rem; align-items: center; }
    input, select, textarea { font: inherit; color: inherit; background: #fff; border: 1px solid var(--edge);
      border-radius: .4rem; padding: .5rem .6rem; min-height: 2.75rem; max-width: 100%; min-width: 0; }
    input[type=text], input[type=password], select, textarea { flex: 1 1 auto; width: 100%; }
    input[inputmode] { flex: 0 1 auto; width: auto; }
    .is-wrong input, .is-wrong textarea, .is-wrong select { border: 2px solid var(--bad); }
    .choice { display: flex; gap: .5rem; align-items: flex-start; padding: .3rem 0; min-height: 2.25rem; }
    .choice input { min-height: 0; width: 1.5rem; height: 1.5rem; flex: none; margin: .05rem 0 0; accent-color: var(--main); }
    .choice label { font-weight: 400; }
    .send { margin-top: 1.1rem; }
    .form .errors { margin-bottom: .8rem; }
    .form > .notice { margin-bottom: .8rem; }

    """

  private static let tables = """
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; background: var(--paper); font-size: .9375rem; }
    th, td { text-align: left; vertical-align: top; padding: .5rem .6rem; border: 1px solid var(--line);
      font-weight: 400; }
    thead th { background: #e9edf0; font-weight: 600; font-size: .875rem; }
    tbody th { font-weight: 600; min-width: 5em; }
    .code { white-space: nowrap; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    td form { display: inline-block; }
    td a, tbody th a { display: inline-block; min-height: 1.5rem; }
    .h0 { background: #fff; } .h1 { background: #dcebf0; } .h2 { background: #a9cdd8; }
    .h3 { background: #2f6c7e; color: #fff; } .h4 { background: #0b3f4b; color: #fff; }
    .h3 a, .h4 a { color: #fff; }
    .stays th, .stays td { padding: .35rem .5rem; font-size: .875rem; }
    .stays tbody th { min-width: 6.5em; }

    @media (max-width: 44rem) {
      table:not(.stays), table:not(.stays) tbody, table:not(.stays) tr, table:not(.stays) th, table:not(.stays) td {
        display: block; border: 0; }
      table:not(.stays) { background: none; }
      table:not(.stays) thead { position: absolute; left: -99rem; }
      table:not(.stays) tr { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
        padding: .5rem .8rem; margin-bottom: .6rem; }
      table:not(.stays) th, table:not(.stays) td { padding: .15rem 0; text-align: left; white-space: normal; }
      table:not(.stays) td::before { content: attr(data-head) "  "; color: var(--soft); font-size: .875rem; }
      table:not(.stays) td:empty { display: none; }
    }

    """

  private static let wide = """
    @media (min-width: 48rem) {
      .top { padding: .4rem 1.6rem; }
      .tabs { order: 0; flex: 0 1 auto; }
      .brand { flex: 0 0 auto; }
      .who { margin-left: auto; }
      main { padding: 1.6rem 1.6rem 3rem; }
      .foot { padding-left: 1.6rem; padding-right: 1.6rem; }
      h1 { font-size: 1.75rem; }
      .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .facts dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 2rem; }
      .facts dl > div { display: grid; grid-template-columns: 8em minmax(0, 1fr); gap: .6rem; }
      .facts dl > div:nth-child(2) { border-top: 0; }
      .form form, .form > .notice, .fold { max-width: 44rem; }
      .text { max-width: 52rem; }
    }
    @media (min-width: 78rem) { .cards { grid-template-columns: repeat(3, minmax(0, 1fr)); } }

    """

  private static let print = """
    @page { size: A4; margin: 14mm 13mm; }
    @media print {
      body { background: #fff; color: #000; font-size: 10pt; }
      .top { background: none; color: #000; border-bottom: 1.2pt solid #000; padding: 0 0 4pt; }
      .top a, a, a:visited { color: #000; text-decoration: none; }
      .tabs, .skip, .who form, .foot nav, .act, .chips, .send, .more, .form { display: none; }
      main { max-width: none; padding: 8pt 0 0; }
      .cards { grid-template-columns: 1fr 1fr; gap: 5pt; }
      .card, .facts dl, .history, .empty, .notice, .paper { border: .7pt solid #000; border-radius: 0; background: #fff; }
      .card, tr, .history li, .notice { break-inside: avoid; }
      h2 { break-after: avoid; }
      thead { display: table-header-group; }
      .note, .small, .path, .under, .over, .lead, dt, .when, .by, .late { color: #000; }
      .badge, .badge.loud { background: none; color: #000; border: .9pt solid #000; }
      .h3, .h4 { background: #fff; color: #000; font-weight: 700; }
      .sum { background: none; border: .7pt solid #000; }
    }

    """
}
