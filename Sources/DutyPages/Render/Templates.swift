/// The templates, as text: markup and nothing else. What is said comes from view models and the wording tables.
enum Templates {
  static let all: [(name: String, template: Template)] = [
    ("layout", layout), ("heading", heading), ("notice", notice), ("text", text), ("links", links), ("facts", facts),
    ("cards", cards), ("table", table), ("form", form), ("field", field), ("history", history),
    ("figure", figure), ("pictures", pictures),
  ]

  static let layout = Template(
    """
    <!DOCTYPE html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{tabTitle}}</title>
    <link rel="stylesheet" href="{{style}}">
    <link rel="icon" href="{{icon}}" type="image/svg+xml">
    <script src="{{script}}" defer></script>
    </head>
    <body>
    <a class="skip" href="#main">{{skip}}</a>
    <header class="top">
    <p class="brand"><a href="/">{{site}}</a></p>
    {{#hasTabs}}
    <nav class="tabs" aria-label="{{tabsLabel}}"><ul>
    {{#tabs}}
    <li><a href="{{href}}"{{#isHere}} aria-current="page"{{/isHere}}>{{name}}</a></li>
    {{/tabs}}
    </ul></nav>
    {{/hasTabs}}
    {{#who}}
    <div class="who"><span>{{who}}</span>
    <form method="post" action="/logout">{{{token}}}<button class="quiet">{{logout}}</button></form></div>
    {{/who}}
    {{#login}}
    <div class="who"><a class="button quiet" href="/login">{{login}}</a></div>
    {{/login}}
    </header>
    <main id="main">
    {{#over}}
    <p class="over">{{over}}</p>
    {{/over}}
    <h1>{{title}}</h1>
    {{#lead}}
    <p class="lead">{{lead}}</p>
    {{/lead}}
    {{{body}}}
    </main>
    <footer class="foot">
    <p><time>{{asOf}}</time></p>
    <nav aria-label="{{languageLabel}}"><ul>
    {{#languages}}
    <li><a href="{{href}}" hreflang="{{code}}" lang="{{code}}"{{#isHere}} aria-current="true"{{/isHere}}>{{name}}</a></li>
    {{/languages}}
    </ul></nav>
    </footer>
    </body>
    </html>

    """)

  static let heading = Template("<h2 id=\"{{id}}\">{{heading}}{{#count}} <span class=\"sum\">{{count}}</span>{{/count}}</h2>\n")

  static let notice = Template(
    """
    <div class="notice {{tone}}"{{#isAlert}} role="alert"{{/isAlert}}>
    <p><strong>{{title}}</strong></p>
    {{#lines}}
    <p>{{line}}</p>
    {{/lines}}
    {{{link}}}{{#detail}}<details><summary>{{detailLabel}}</summary><p lang="en">{{detail}}</p></details>{{/detail}}
    </div>

    """)

  static let text = Template(
    """
    <section class="text"{{#id}} aria-labelledby="{{id}}"{{/id}}>
    {{{head}}}{{#paragraphs}}
    <p{{#isVerbatim}} class="verbatim"{{/isVerbatim}}>{{line}}</p>
    {{/paragraphs}}
    {{#hasRest}}
    <details><summary>{{restLabel}}</summary>
    {{#rest}}
    <p{{#isVerbatim}} class="verbatim"{{/isVerbatim}}>{{line}}</p>
    {{/rest}}
    </details>
    {{/hasRest}}
    {{#links}}<p>{{{links}}}</p>{{/links}}
    </section>

    """)

  static let links = Template(
    """
    <nav class="chips" aria-label="{{label}}"><ul>
    {{#rows}}
    <li><a href="{{href}}"{{#isHere}} aria-current="page"{{/isHere}}>{{name}}{{#count}} <b>{{count}}</b>{{/count}}</a></li>
    {{/rows}}
    </ul>{{#hasRest}}<details><summary>{{restLabel}}</summary><ul>
    {{#rest}}
    <li><a href="{{href}}"{{#isHere}} aria-current="page"{{/isHere}}>{{name}}{{#count}} <b>{{count}}</b>{{/count}}</a></li>
    {{/rest}}
    </ul></details>{{/hasRest}}</nav>

    """)

  static let facts = Template(
    """
    <section class="facts"{{#id}} aria-labelledby="{{id}}"{{/id}}>
    {{{head}}}<dl>
    {{#rows}}
    <div><dt>{{label}}</dt><dd>{{{cell}}}</dd></div>
    {{/rows}}
    </dl>
    </section>

    """)

  static let cards = Template(
    """
    <section class="list" aria-labelledby="{{id}}">
    {{{head}}}{{#note}}
    <p class="note">{{note}}</p>
    {{/note}}
    {{#empty}}
    <p class="empty">{{empty}}</p>
    {{/empty}}
    {{#cards}}
    <ul class="cards">
    {{{cards}}}</ul>
    {{/cards}}
    {{{more}}}</section>

    """)

  static let table = Template(
    """
    <section class="list" aria-labelledby="{{id}}">
    {{{head}}}{{#note}}
    <p class="note">{{note}}</p>
    {{/note}}
    {{#empty}}
    <p class="empty">{{empty}}</p>
    {{/empty}}
    {{#rows}}
    <div class="scroll"{{#staysTable}} role="group" tabindex="0" aria-labelledby="{{id}}"{{/staysTable}}><table{{#staysTable}} class="stays"{{/staysTable}}>
    <thead><tr>{{{columns}}}</tr></thead>
    <tbody>
    {{{rows}}}</tbody>
    </table></div>
    {{/rows}}
    {{{more}}}</section>

    """)

  static let form = Template(
    """
    <section class="form"{{#id}} aria-labelledby="{{id}}"{{/id}}>
    {{{head}}}{{#errors}}
    <div class="notice bad" role="alert" tabindex="-1" id="{{prefix}}-errors">
    <p><strong>{{errorsTitle}}</strong></p>
    <ul>{{{errors}}}</ul>
    </div>
    {{/errors}}
    {{{open}}}<form method="{{method}}" action="{{path}}"{{#hasFiles}} enctype="multipart/form-data"{{/hasFiles}}{{#isSearch}} role="search"{{/isSearch}} novalidate>
    {{#note}}
    <p class="note">{{note}}</p>
    {{/note}}
    {{{hidden}}}{{{fields}}}<p class="send"><button class="main">{{submit}}</button></p>
    </form>{{{close}}}
    </section>

    """)

  static let field = Template(
    """
    <div class="field{{#error}} is-wrong{{/error}}">
    <label for="{{id}}">{{label}}{{#need}} <span class="need">{{need}}</span>{{/need}}</label>
    {{#help}}
    <p class="help" id="{{id}}-help">{{help}}</p>
    {{/help}}
    {{#error}}
    <p class="error" id="{{id}}-error">{{error}}</p>
    {{/error}}
    <p class="box">{{{control}}}{{#unit}} <span class="unit">{{unit}}</span>{{/unit}}</p>
    </div>

    """)

  static let group = Template(
    """
    <fieldset class="field{{#error}} is-wrong{{/error}}" id="{{id}}"{{{described}}}>
    <legend>{{label}}{{#need}} <span class="need">{{need}}</span>{{/need}}</legend>
    {{#help}}
    <p class="help" id="{{id}}-help">{{help}}</p>
    {{/help}}
    {{#error}}
    <p class="error" id="{{id}}-error">{{error}}</p>
    {{/error}}
    {{{control}}}</fieldset>

    """)

  static let history = Template(
    """
    <section class="list" aria-labelledby="{{id}}">
    {{{head}}}{{#empty}}
    <p class="empty">{{empty}}</p>
    {{/empty}}
    {{#hasLines}}
    <ol class="history">
    {{#lines}}
    <li><span class="when">{{when}}</span> <span class="what">{{what}}</span>{{#who}} <span class="by">{{who}}</span>{{/who}}{{#said}}<p class="said">{{said}}</p>{{/said}}</li>
    {{/lines}}
    </ol>
    {{/hasLines}}
    </section>

    """)

  static let figure = Template(
    """
    <section class="figure"{{#id}} aria-labelledby="{{id}}"{{/id}}>
    {{{head}}}<div class="scroll">{{{svg}}}</div>
    </section>

    """)

  static let pictures = Template(
    """
    <section class="pictures" aria-labelledby="{{id}}">
    {{{head}}}<ul>
    {{#rows}}
    <li><a href="{{href}}"><img src="{{href}}" alt="{{label}}" loading="lazy"></a><span class="under">{{caption}}</span></li>
    {{/rows}}
    </ul>
    </section>

    """)
}
