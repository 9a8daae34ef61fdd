#!/usr/bin/env python3
"""Writes a small workbook as a spreadsheet program would: a title, headings, rows with dates, numbers and texts.

usage: make_xlsx.py FILE.xlsx

The standard library alone; the second sheet holds a list with one bad row, the third a very long cell.
"""
import sys
import zipfile
from xml.sax.saxutils import escape

GENERAL, MOMENT, DAY = 0, 1, 2
HEADINGS = ["问题描述", "测评指标", "点位", "发现时间（必填）", "来源", "联系电话"]
SHEETS = {
    "说明": [["本表由各街道填报"]],
    "明细": [
        ["云河区问题明细表"],
        HEADINGS,
        ["路面积水", "路面整洁、无积存垃圾", "中山路", (46148.375, MOMENT), "督查", 13800000000],
        ["占道经营 & 堆放", "road-order", "中山路", (46148, DAY), "第三方", None],
        ["没有格式的日期", "bin-overflow", "中山路", 46148.5, "热线", None],
        ["日期写错", "road-order", "中山路", "2026-99-01", "督查", None],
    ],
    # More than a reader of XML hands over at once.
    "长文": [HEADINGS, ["首" + "长" * 3000 + "末", "road-order", "中山路", "2026-05-06", "督查", None]],
}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def cell(row, column, value):
    place = f"{'ABCDEFGH'[column]}{row}"
    number, style = value if isinstance(value, tuple) else (value, GENERAL)
    if number is None:
        return ""
    if isinstance(number, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(number)}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def sheet(rows):
    body = "".join(
        f'<row r="{number}">' + "".join(cell(number, column, value) for column, value in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def parts():
    numbers = range(1, len(SHEETS) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers
    )
    yield "[Content_Types].xml", (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>'
    )
    yield "_rels/.rels", (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    yield "xl/_rels/workbook.xml.rels", (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        + f'<Relationship Id="styles" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in zip(numbers, SHEETS))
    yield "xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    yield "xl/styles.xml", (
        f'{HEAD}<styleSheet xmlns="{MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/></numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    for number, rows in zip(numbers, SHEETS.values()):
        yield f"xl/worksheets/sheet{number}.xml", sheet(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts():
            book.writestr(name, text)
