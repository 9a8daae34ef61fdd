"""A reader for the YAML that rule directories are written in: mappings, lists, flow values, comments, quotes.

No anchors, tags or block scalars, which the rule language refuses or never needs. Every scalar is a string.
"""


class Flow:
    """A flow value: [a, b], { key: value }, a quoted or a plain word."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def blank(self):
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def value(self, stops=""):
        self.blank()
        head = self.text[self.at : self.at + 1]
        if head == "[":
            return self.sequence()
        if head == "{":
            return self.mapping()
        if head in ("'", '"') and head:
            return self.quoted(head)
        begin = self.at
        while self.at < len(self.text):
            here = self.text[self.at]
            if here in stops and (here != ":" or self.ends_key()):
                break
            self.at += 1
        return self.text[begin : self.at].strip()

    def ends_key(self):
        return self.at + 1 >= len(self.text) or self.text[self.at + 1].isspace()

    def quoted(self, mark):
        self.at += 1
        out = []
        while self.at < len(self.text):
            here = self.text[self.at]
            if here == mark:
                if mark == "'" and self.text[self.at + 1 : self.at + 2] == "'":
                    out.append("'")
                    self.at += 2
                    continue
                self.at += 1
                return "".join(out)
            if here == "\\" and mark == '"':
                self.at += 1
                here = {"n": "\n", "t": "\t"}.get(self.text[self.at], self.text[self.at])
            out.append(here)
            self.at += 1
        raise ValueError("a quote is not closed: " + self.text)

    def sequence(self):
        self.at += 1
        items = []
        while True:
            self.blank()
            if self.text[self.at] == "]":
                self.at += 1
                return items
            item = self.value(",]:")
            self.blank()
            if self.text[self.at] == ":":
                self.at += 1
                item = {item: self.value(",]")}
                self.blank()
            items.append(item)
            if self.text[self.at] == ",":
                self.at += 1

    def mapping(self):
        self.at += 1
        pairs = {}
        while True:
            self.blank()
            if self.text[self.at] == "}":
                self.at += 1
                return pairs
            key = self.value(":,}")
            self.blank()
            value = None
            if self.text[self.at] == ":":
                self.at += 1
                value = self.value(",}")
                self.blank()
            pairs[key] = value
            if self.text[self.at] == ",":
                self.at += 1



def uncommented(line):
    """The line without its comment: a # at its start or behind a blank, outside quotes."""
    mark = None
    for index, here in enumerate(line):
        if mark:
            if here == mark:
                mark = None
        elif here in "'\"" and (index == 0 or line[index - 1] in " \t[{,:"):
            mark = here
        elif here == "#" and (index == 0 or line[index - 1] in " \t"):
            return line[:index]
    return line


def depth(text):
    """How many flow brackets are open at the end of a text."""
    mark, open_ = None, 0
    for index, here in enumerate(text):
        if mark:
            if here == mark:
                mark = None
        elif here in "'\"" and (index == 0 or text[index - 1] in " \t[{,:"):
            mark = here
        elif here in "[{":
            open_ += 1
        elif here in "]}":
            open_ -= 1
    return open_


def logical_lines(text):
    """(indent, content) of every line with content; a flow value that spans lines is one of them."""
    pending = None
    for raw in text.lstrip("\ufeff").splitlines():
        line = uncommented(raw).rstrip()
        if not line.strip() or (pending is None and line.strip() == "---"):
            continue
        if pending is not None:
            pending = (pending[0], pending[1] + " " + line.strip())
        else:
            pending = (len(line) - len(line.lstrip(" ")), line.strip())
        if depth(pending[1]) <= 0:
            yield pending
            pending = None
    if pending is not None:
        yield pending


def split_key(content):
    """`key: value` as its two sides; None where the line is no pair."""
    if content[:1] in "[{":
        return None
    if content[:1] in "'\"":
        flow = Flow(content)
        key = flow.quoted(content[0])
        rest = content[flow.at :].lstrip()
        return (key, rest[1:].strip()) if rest.startswith(":") else None
    if content.endswith(":"):
        return content[:-1].strip(), ""
    at = content.find(": ")
    return None if at < 0 else (content[:at].strip(), content[at + 2 :].strip())


class Block:
    def __init__(self, lines):
        self.lines = list(lines)
        self.at = 0

    def value(self, indent):
        content = self.lines[self.at][1]
        return self.sequence(indent) if content == "-" or content.startswith("- ") else self.mapping(indent)

    def here(self, indent):
        return self.at < len(self.lines) and self.lines[self.at][0] == indent

    def sequence(self, indent):
        items = []
        while self.here(indent) and (self.lines[self.at][1] == "-" or self.lines[self.at][1].startswith("- ")):
            content = self.lines[self.at][1][1:]
            inner = indent + 1 + len(content) - len(content.lstrip(" "))
            content = content.strip()
            if not content:
                self.at += 1
                items.append(self.value(self.lines[self.at][0]))
            elif split_key(content):
                self.lines[self.at] = (inner, content)
                items.append(self.mapping(inner))
            else:
                self.at += 1
                items.append(Flow(content).value())
        return items

    def mapping(self, indent):
        if not split_key(self.lines[self.at][1]):
            content = self.lines[self.at][1]
            self.at += 1
            return Flow(content).value()
        pairs = {}
        while self.here(indent) and split_key(self.lines[self.at][1]):
            key, rest = split_key(self.lines[self.at][1])
            self.at += 1
            if rest:
                pairs[key] = Flow(rest).value()
                continue
            nested = self.at < len(self.lines) and (
                self.lines[self.at][0] > indent
                or (self.lines[self.at][0] == indent and self.lines[self.at][1].startswith("- "))
            )
            pairs[key] = self.value(self.lines[self.at][0]) if nested else None
        return pairs


def load(text):
    block = Block(logical_lines(text))
    if not block.lines:
        return None
    value = block.value(block.lines[0][0])
    if block.at != len(block.lines):
        raise ValueError("cannot read: " + block.lines[block.at][1])
    return value
