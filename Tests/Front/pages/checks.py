"""What is checked of every screen: rules of accessibility, weight, and that nothing comes from elsewhere."""

from axe_core_python.sync_playwright import Axe


class Checks:
    def __init__(self):
        self.failures = []
        self.count = 0

    def that(self, condition, what):
        self.count += 1
        if not condition:
            self.failures.append(what)
            print("  FAILED:", what, flush=True)

    def screen(self, page, name):
        """One screen as it stands."""
        self.axe(page, name)
        found = page.evaluate(PROBE)
        self.that(found["h1"] == 1, f"{name}: {found['h1']} headings of the first level")
        self.that(not found["skipped"], f"{name}: headings skip a level: {found['skipped']}")
        self.that(not found["twice"], f"{name}: ids twice: {found['twice']}")
        self.that(not found["unlabelled"], f"{name}: no label: {found['unlabelled']}")
        self.that(not found["small"], f"{name}: targets under 24 px: {found['small']}")
        self.that(not found["styled"], f"{name}: style attributes or inline scripts: {found['styled']}")
        self.that(found["lang"] in ("zh-Hans", "en"), f"{name}: lang is {found['lang']}")
        self.that(found["landmarks"] == [1, 1, 1], f"{name}: banner, main, contentinfo: {found['landmarks']}")
        self.that(found["skip"], f"{name}: the first link does not lead to the content")
        self.that(found["overflow"] <= 0, f"{name}: wider than the screen by {found['overflow']} px")
        self.that(not found["empty"], f"{name}: an empty table says nothing: {found['empty']}")
        if found["lang"] == "zh-Hans":
            self.that(not found["english"], f"{name}: English in a Chinese page: {found['english'][:5]}")

    def axe(self, page, name):
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
        for violation in results["violations"]:
            nodes = [node["target"][0] for node in violation["nodes"][:3]]
            self.that(False, f"{name}: axe {violation['id']} ({violation['impact']}): {violation['help']}: {nodes}")
        self.count += 1


# Labels of the frame that a rule book writes itself (rule names, expressions, identifiers) stand in elements that are
# left out here; everything the pages say of their own accord is looked at.
PROBE = """() => {
  const out = { skipped: [], twice: [], unlabelled: [], small: [], styled: [], empty: [], english: [] };
  const all = (query) => Array.from(document.querySelectorAll(query));
  const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  out.h1 = all('h1').length;
  let level = 0;
  all('h1,h2,h3,h4').forEach((h) => {
    const own = Number(h.tagName[1]);
    if (own > level + 1) out.skipped.push(h.textContent.trim().slice(0, 30));
    level = own;
  });
  const ids = {};
  all('[id]').forEach((e) => { if (ids[e.id]) out.twice.push(e.id); ids[e.id] = true; });
  all('input:not([type=hidden]),select,textarea').forEach((e) => {
    if (!(e.labels && e.labels.length) && !e.getAttribute('aria-label')) out.unlabelled.push(e.name);
  });
  all('a,button,input:not([type=hidden]),select,summary').filter(shown).forEach((e) => {
    const box = e.getBoundingClientRect();
    const inText = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
    if (!inText && box.top > -50 && (box.height < 23.5 || box.width < 23.5) && !e.classList.contains('skip'))
      out.small.push((e.textContent || e.name).trim().slice(0, 20) + ' ' + Math.round(box.width) + 'x' + Math.round(box.height));
  });
  all('[style],script:not([src])').forEach((e) => out.styled.push(e.tagName));
  out.lang = document.documentElement.lang;
  out.landmarks = [all('body > header').length, all('main').length, all('body > footer').length];
  const first = document.querySelector('a');
  out.skip = !!first && first.getAttribute('href') === '#main' && !!document.getElementById('main');
  out.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  all('table').forEach((t) => { if (!t.querySelector('tbody tr')) out.empty.push(t.textContent.slice(0, 30)); });
  const said = 'h1:not(.written),h2,th[scope=col],label,legend,dt,button,.badge,.empty,.note,.help,.error,.notice strong,.due,.over,.tabs a,.chips a';
  all(said).forEach((e) => {
    const text = e.textContent.replace(/[A-Z0-9]{5}-[A-Z0-9]{5}|F-[0-9A-F]+|JPEG|HEIC|PNG|“[^”]*”/g, '');
    const found = text.match(/[A-Za-z][a-z]{3,}/);
    if (found && !location.pathname.startsWith('/rules/') && !location.pathname.startsWith('/places/')
        && !location.pathname.startsWith('/campaigns/')) out.english.push(text.trim().slice(0, 40));
  });
  return out;
}"""
