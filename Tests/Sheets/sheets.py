"""What workbooks hold and what becomes of edited ones; run by Tests/Sheets/run."""
import datetime
import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

BUILD, ROOT = sys.argv[1:3]
WORK = tempfile.mkdtemp(prefix="dutyd-sheets.")
failed = 0


def check(holds, what, detail=""):
    global failed
    print(("ok - " if holds else "not ok - ") + what + ("" if holds or not detail else f"\n    {detail}"))
    failed += not holds


def ctl(*arguments, status=0, stdout=None):
    done = subprocess.run(
        [os.path.join(BUILD, "dutyctl"), *arguments], stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE)
    out = done.stdout.decode() if stdout is None else ""
    text = out + done.stderr.decode()
    if status is not None and done.returncode != status:
        check(False, f"dutyctl {' '.join(arguments)} ends with {status}", f"{done.returncode}: {text[-1500:]}")
    if "Traceback" in text:
        check(False, f"dutyctl {' '.join(arguments)} shows nobody a traceback", text[-500:])
    return out if done.returncode == 0 and stdout is None else text


def path(name):
    return os.path.join(WORK, name)


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def looks_printable(book, name):
    """Header in sight and on every page, filters, A4 landscape, no formula anywhere."""
    for sheet in book.worksheets:
        setup = sheet.page_setup
        check(
            sheet.freeze_panes == "A2" and sheet.auto_filter.ref and setup.orientation == "landscape"
            and int(setup.paperSize) == 9 and sheet.print_title_rows == "$1:$1" and sheet.sheet_properties.pageSetUpPr.fitToPage,
            f"{name}: {sheet.title} has its header frozen, filters, and is printed on A4 across",
            f"{sheet.freeze_panes} {sheet.auto_filter.ref} {setup.orientation} {setup.paperSize} {sheet.print_title_rows}")
        formulas = [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        check(not formulas, f"{name}: {sheet.title} has no formula", formulas[:3])


def column(sheet, title):
    head = [c.value for c in sheet[1]]
    return [row[head.index(title)].value for row in sheet.iter_rows(min_row=2)]


# --- What commands write.

def ledger():
    """Three days of the sample in which people act, and a score of each class."""
    state = path("state")
    ctl("simulate", ROOT + "/rules", "--from", "2026-11-16", "--to", "2026-12-02", "--state", state, "--scenario",
        "november", status=None)
    return state


def outputs(state):
    out = path("tasks.xlsx")
    ctl("task", "list", "--all", "--ledger", state, "--format", "xlsx", "--out", out)
    book = openpyxl.load_workbook(out)
    looks_printable(book, "task list")
    sheet = book.worksheets[0]
    plain = json.loads(ctl("task", "list", "--all", "--ledger", state, "--limit", "1000000", "--format", "json"))
    check(sheet.max_row - 1 == len(plain) > 200, "task list: every task is a row", f"{sheet.max_row - 1}, {len(plain)}")
    due = column(sheet, "截止")
    check(all(isinstance(d, datetime.datetime) for d in due), "task list: deadlines are dates")
    check(due[0].strftime("%Y-%m-%dT%H:%M:%S+08:00") == plain[0]["due"], "task list: the first deadline is the ledger's",
          f"{due[0]} {plain[0]['due']}")
    check(all(isinstance(n, (int, float)) for n in column(sheet, "升级级数")), "task list: rungs are numbers")
    check(set(column(sheet, "状态")) <= {"待派", "已派", "已签收", "已报告", "退回重做", "暂停", "销号", "作废"},
          "task list: states are in Chinese")

    out = path("league.xlsx")
    ctl("rank", "--period", "2026-11", "--class", "bureaus", "--ledger", state, "--format", "xlsx", "--out", out)
    book = openpyxl.load_workbook(out)
    looks_printable(book, "rank")
    plain = json.loads(ctl("rank", "--period", "2026-11", "--class", "bureaus", "--ledger", state, "--format", "json"))
    scores = [s for s in column(book.worksheets[0], "得分") if s is not None]
    check([round(s * 100) for s in scores] == [(r["points"] + 5) // 10 for r in plain["rows"]] and scores,
          "rank: the scores are the command's, as numbers")
    check(column(book.worksheets[0], "名次")[0] in (1, None), "rank: the first stands first")

    out = path("lists.xlsx")
    ctl("report", "lists", "--unit", "u-huanwei", "--rules", ROOT + "/rules", "--period", "2026-11-23", "--format", "xlsx",
        "--out", out)
    book = openpyxl.load_workbook(out)
    looks_printable(book, "lists")
    check(book.sheetnames == ["任务清单", "措施清单", "时限清单"], "lists: the three lists are three sheets", book.sheetnames)
    check(any(isinstance(d, datetime.datetime) for d in column(book["时限清单"], "下次截止")), "lists: next deadlines are dates")

    out = path("monthly.xlsx")
    ctl("report", "monthly", "--period", "2026-11", "--ledger", state, "--format", "xlsx", "--out", out)
    book = openpyxl.load_workbook(out)
    shares = [c for s in book.worksheets for row in s.iter_rows() for c in row if c.number_format == "0.0%"]
    check(shares and all(0 <= c.value <= 1 for c in shares if c.value is not None), "monthly report: shares are per cent")

    out = path("coverage.xlsx")
    ctl("check", ROOT + "/rules", "--at", "2026-11-23", "--format", "xlsx", "--out", out)
    book = openpyxl.load_workbook(out)
    looks_printable(book, "coverage")
    standards = sum(1 for _ in column(book["覆盖情况"], "指标编号"))
    check(standards > 100, "coverage: every standard has a row", standards)
    check(isinstance(book["结论"]["B4"].value, datetime.datetime), "coverage: days are dates", book["结论"]["B4"].value)

    out = path("plan.xlsx")
    ctl("plan", ROOT + "/rules", "--from", "2026-11-23", "--to", "2026-11-23", "--format", "xlsx", "--out", out)
    book = openpyxl.load_workbook(out)
    plain = json.loads(ctl("plan", ROOT + "/rules", "--from", "2026-11-23", "--to", "2026-11-23", "--format", "json"))
    check(book.worksheets[0].max_row - 1 == len(plain["tasks"]), "plan: every task is a row")


def queue():
    """From what was written on a day, and the index with its counts."""
    state, day = path("written"), "2026-11-24"
    os.mkdir(state)
    done = subprocess.run(
        [os.path.join(BUILD, "dutyd"), "--rules", ROOT + "/rules", "--state", state, "--from", "2026-11-23T00:00:00+08:00",
         "--fast-forward", day + "T09:00:00+08:00"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    check(done.returncode == 0 and os.path.isdir(f"{state}/queues/{day}"), "the daemon wrote queues")
    out = path("queue.xlsx")
    ctl("queue", "--unit", "u-huanwei", "--date", day, "--ledger", state, "--format", "xlsx", "--out", out)
    book = openpyxl.load_workbook(out)
    looks_printable(book, "queue")
    sheet = book.worksheets[0]
    plain = json.loads(ctl("queue", "--unit", "u-huanwei", "--date", day, "--ledger", state, "--format", "json"))
    check(sheet.max_row - 1 == len(plain["lines"]) > 0, "queue: every line is a row", f"{sheet.max_row}")
    check(isinstance(column(sheet, "截止")[0], datetime.datetime), "queue: deadlines are dates")
    again = path("queue2.xlsx")
    with open(again, "wb") as file:
        ctl("queue", "--unit", "u-huanwei", "--date", day, "--ledger", state, "--format", "xlsx", stdout=file)
    check(filecmp.cmp(out, again, shallow=False), "queue: to a file or redirected, the same bytes both times")
    out = path("index.xlsx")
    ctl("queue", "--date", day, "--ledger", state, "--format", "xlsx", "--out", out)
    totals = column(openpyxl.load_workbook(out).worksheets[0], "合计")
    check(totals and all(isinstance(n, (int, float)) for n in totals), "index: counts are numbers")


def terminal():
    """A terminal gets no binary."""
    script = f"script -qec \"'{BUILD}/dutyctl' register export --rules '{ROOT}/rules'\" /dev/null"
    done = subprocess.run(["sh", "-c", script], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    text = done.stdout.decode(errors="replace")
    check("no text for a terminal" in text and "PK" not in text, "a workbook is not written to a terminal", text[:200])


# --- Registers there and back.

def copy():
    target = tempfile.mkdtemp(dir=WORK) + "/rules"
    shutil.copytree(ROOT + "/rules", target)
    return target


def same(a, b):
    names = sorted(os.listdir(a + "/registers"))
    return [n for n in names if not filecmp.cmp(f"{a}/registers/{n}", f"{b}/registers/{n}", shallow=False)]


def export(rules, *names):
    out = os.path.join(os.path.dirname(rules), "register.xlsx")
    ctl("register", "export", *names, "--rules", rules, "--out", out)
    return out


def take(rules, book, *options, status=0):
    return ctl("register", "import", book, "--rules", rules, "--at", "2026-11-23", *options, status=status)


def round_trip():
    rules = copy()
    out = export(rules)
    book = openpyxl.load_workbook(out)
    names = sorted(n[:-4] for n in os.listdir(rules + "/registers"))
    visible = [s.title for s in book.worksheets if s.sheet_state == "visible"]
    check(sorted(visible) == names, "every register is a sheet", set(visible) ^ set(names))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            with open(f"{rules}/registers/{sheet.title}.csv", encoding="utf-8-sig") as file:
                lines = [l for l in file.read().splitlines() if l and not l.startswith("#")]
            check(sheet.max_row == len(lines) and ",".join(c.value for c in sheet[1]) == lines[0],
                  f"{sheet.title}: header and rows are the CSV's", f"{sheet.max_row} {len(lines)}")
    check(isinstance(column(book["absences"], "from")[0], datetime.datetime), "registers: dates are dates")
    check(isinstance([v for v in column(book["places"], "lon") if v][0], float), "registers: coordinates are numbers")
    rule = [v for v in book["posts"].data_validations.dataValidation if "units" in (v.formula1 or "")]
    check(rule, "posts: the unit is chosen from the units")
    text = take(rules, out)
    check("nothing differs" in text and not same(ROOT + "/rules", rules), "sent out and back, nothing changes", text[-400:])
    # As another program saves it: openpyxl stands for the clerk's.
    book.save(out)
    text = take(rules, out)
    check("nothing differs" in text and not same(ROOT + "/rules", rules), "saved again by another program, nothing changes")


def one_cell():
    rules = copy()
    with open(rules + "/registers/people.csv", "r+", encoding="utf-8") as file:
        lines = file.read().splitlines(keepends=True)
        lines.insert(1, "# 领导\n")
        lines.insert(7, "\n")
        file.seek(0)
        file.write("".join(lines))
    before = open(rules + "/registers/people.csv", encoding="utf-8").read()
    out = export(rules, "people", "units")
    book = openpyxl.load_workbook(out)
    sheet = book["people"]
    cell = sheet.cell(row=40, column=2)
    was, key = cell.value, sheet.cell(row=40, column=1).value
    cell.value = "=1+1 甲"
    cell.data_type = "s"
    book.save(out)
    text = take(rules, out, "--dry-run")
    check(f"  ~ row 40 {key}: name {was} → =1+1 甲" in text, "the report names row, cell, old and new", text)
    check(open(rules + "/registers/people.csv", encoding="utf-8").read() == before, "--dry-run writes nothing")
    take(rules, out)
    after = open(rules + "/registers/people.csv", encoding="utf-8").read()
    differing = [(a, b) for a, b in zip(before.splitlines(), after.splitlines()) if a != b]
    check(len(differing) == 1 and differing[0][1].startswith(f"{key},=1+1 甲,") and
          len(before.splitlines()) == len(after.splitlines()), "one cell edited: one line of the file differs", differing)
    check(same(ROOT + "/rules", rules) == ["people.csv"], "no other register was touched")
    again = export(rules, "people")
    cell = openpyxl.load_workbook(again)["people"].cell(row=40, column=2)
    check(cell.value == "=1+1 甲" and cell.data_type == "s", "what looks like a formula is a text", cell.data_type)
    with zipfile.ZipFile(again) as files:
        xml = b"".join(files.read(n) for n in files.namelist() if n.startswith("xl/worksheets/"))
    check(b"<f>" not in xml and b"<f " not in xml, "no sheet's XML has a formula")


def sorted_sheet():
    rules = copy()
    out = export(rules, "people")
    book = openpyxl.load_workbook(out)
    sheet = book["people"]
    head, *rest = rows(sheet)
    for index, row in enumerate([head] + sorted(rest, key=lambda r: r[1], reverse=True)):
        for column_index, value in enumerate(row):
            sheet.cell(row=index + 1, column=column_index + 1).value = value
    sheet.auto_filter.ref = sheet.dimensions
    sheet.row_dimensions[9].hidden = True
    book.save(out)
    text = take(rules, out)
    check("nothing differs" in text and not same(ROOT + "/rules", rules), "a sheet sorted and filtered changes nothing", text)


def moved():
    """A change of hands: the gate says who, and asks for the digest where it moves much."""
    rules = copy()
    settings = open(rules + "/dutyd.yaml", encoding="utf-8").read()
    with open(rules + "/dutyd.yaml", "w", encoding="utf-8") as file:
        import re
        file.write(re.sub(r"moved-duties: *\d+", "moved-duties: 0", settings))
    out = export(rules)
    book = openpyxl.load_workbook(out)
    sheet = book["road-chiefs"]
    last = sheet.max_row
    place, person, unit = (sheet.cell(row=last, column=c).value for c in (1, 2, 3))
    other = next(r for r in rows(sheet)[1:] if r[2] == unit and r[1] != person) if any(
        r[2] == unit and r[1] != person for r in rows(sheet)[1:]) else rows(sheet)[1]
    sheet.cell(row=last, column=2).value = other[1]
    sheet.cell(row=last, column=3).value = other[2]
    book.save(out)
    text = take(rules, out, status=1)
    digest = next((l.split()[-1] for l in text.splitlines() if l.startswith("digest ")), "")
    check("more than confirm-above 0" in text and f"{person}" in text and len(digest) == 12, "a move asks for its digest", text[-600:])
    check(not [n for n in same(ROOT + "/rules", rules)], "nothing is written before it is confirmed")
    check("confirm-above" in take(rules, out, "--confirm", "00000000", status=1), "another digest does not confirm it")
    answer = json.loads(take(rules, out, "--confirm", digest, "--format", "json"))
    check(answer["outcome"] == "written" and same(ROOT + "/rules", rules) == ["road-chiefs.csv"], "its own does")
    changes = [c for r in answer["registers"] for c in r["changes"]]
    check(len(changes) == 1 and changes[0]["row"] == last and changes[0]["key"] == place, "the report has that one row", changes)


def refusals():
    def spoilt(why, edit, *wanted, names=("people", "units", "posts"), options=(), status=1):
        rules = copy()
        out = export(rules, *names)
        book = openpyxl.load_workbook(out)
        edit(book)
        book.save(out)
        text = take(rules, out, *options, status=status)
        check(all(w in text for w in wanted) and not same(ROOT + "/rules", rules), why, text[:1200])

    def put(sheet, row, column_index, value):
        def edit(book):
            book[sheet].cell(row=row, column=column_index).value = value
        return edit

    def append(sheet, *values):
        def edit(book):
            book[sheet].append(list(values))
        return edit

    last = sum(1 for _ in open(ROOT + "/rules/registers/people.csv", encoding="utf-8"))
    spoilt("an unknown column is refused, with sheet and column", put("people", 1, 6, "phone"),
           "register.xlsx!people:1:6: error[R013]", "phone")
    spoilt("a doubled identifier is refused, with both rows", append("people", "p-0001", "甲", "u-zhihuibu"),
           f"register.xlsx!people:{last + 1}:1: error[R021]", "register.xlsx!people:2:1")
    spoilt("an unknown unit is refused, with its row", append("people", "p-9001", "甲", "u-huanwe"),
           f"register.xlsx!people:{last + 1}:3: error[R020]", "did you mean `u-huanwei`?")
    spoilt("a bad date is refused", append("people", "p-9001", "甲", "u-huanwei", "2026-02-30"),
           f"register.xlsx!people:{last + 1}:4: error[R030]")
    spoilt("a sheet of no register is refused", lambda book: book.create_sheet("peeple").append(["id"]),
           "register.xlsx!peeple:1:1", "did you mean `people`?")
    spoilt("a missing column is refused", lambda book: book["people"].delete_cols(4), "R012", "`from`")
    spoilt("an emptied sheet is refused", lambda book: book["units"].delete_rows(1, 500), "register.xlsx!units:1:1", "R011")
    spoilt("a person others refer to cannot go", lambda book: book["people"].delete_rows(2), "register.xlsx!posts:2:3: error[R020]")

    rules = copy()
    out = export(rules, "people")
    with open(rules + "/registers/people.csv", "a", encoding="utf-8") as file:
        file.write("p-9002,乙,u-huanwei,,\n")
    text = take(rules, out, status=1)
    check("changed since the workbook was exported: people" in text, "a stale workbook is refused", text)
    text = take(rules, out, "--over-changes", "--dry-run")
    check("p-9002" in text and "1 removed" in text, "--over-changes shows what it would undo", text)

    for name, content in [("empty.xlsx", b""), ("text.xlsx", b"id,name\n"), ("cut.xlsx", open(out, "rb").read()[:9000]),
                          ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
                          ("zip.xlsx", None)]:
        if content is None:
            with zipfile.ZipFile(path(name), "w") as files:
                files.writestr("hello.txt", "no workbook")
        else:
            open(path(name), "wb").write(content)
        for command in (["register", "import", path(name), "--rules", rules],
                        ["finding", "import", path(name), "--by", "p-0112"]):
            text = ctl(*command, status=1)
            check("help:" in text and "Traceback" not in text and "zipfile" not in text,
                  f"{name}: {command[0]} import says what is wrong", text[-300:])


def names():
    text = ctl("register", "export", "peple", "--rules", ROOT + "/rules", "--out", path("x.xlsx"), status=1)
    check("did you mean `people`?" in text, "an unknown register is told the nearest")
    text = ctl("register", "export", "--rules", ROOT + "/rules", "--out", path("none/x.xlsx"), status=1)
    check("cannot be written" in text and not os.path.exists(path("none")), "a folder that is not there is told")


try:
    outputs(ledger())
    queue()
    terminal()
    round_trip()
    one_cell()
    sorted_sheet()
    moved()
    refusals()
    names()
finally:
    shutil.rmtree(WORK, ignore_errors=True)
sys.exit(failed > 0)
