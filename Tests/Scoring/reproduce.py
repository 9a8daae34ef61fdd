#!/usr/bin/env python3
"""Counts every league table that a ledger published again, from the export alone, and compares.

    dutyctl ledger export --with-books --ledger /var/lib/dutyd > ledger.jsonl
    python3 Tests/Scoring/reproduce.py ledger.jsonl
    python3 Tests/Scoring/reproduce.py ledger.jsonl --score monthly-units --period 2026-11

The first form compares what was published, each table with the ledger as it stood before the transaction that
published it, by the book that was in force then. The second prints one table as the whole ledger has it now, one JSON
object a row, to be compared with `dutyctl rank --format json`. Exit status: 0 equal, 1 different, 2 nothing to compare.
"""

import argparse
import json
import sys
from datetime import datetime

import ledger as ledgers
import scoring


def differences(published, table):
    rows = list(zip(published.get("units", []), published.get("scores", []), published.get("ranks", [])))
    for index in range(max(len(rows), len(table))):
        said = rows[index] if index < len(rows) else None
        found = table[index] if index < len(table) else None
        if said != found:
            yield "published {}, counted {}".format(said, found)


def compare(export):
    """Every published table against a count of its own; the number of tables, and what differs."""
    books, state, count, wrong = {}, ledgers.Ledger(), 0, []
    for transaction in export.transactions:
        for row in transaction:
            if row["kind"] != "ranking":
                continue
            count += 1
            if state.book not in books:
                books[state.book] = scoring.Book(export.books[state.book])
            counter = scoring.Counter(state, books[state.book], ledgers.instant(row["at"]))
            table = counter.table(row["score"], scoring.Period.named(row["period"]))
            for text in differences(row, table):
                wrong.append("{} {}: {}".format(row["score"], row["period"], text))
        state.take(transaction)
    return count, wrong


def show(export, score, period, at):
    state = ledgers.Ledger()
    for transaction in export.transactions:
        state.take(transaction)
    book = scoring.Book(export.books[state.book])
    now = max(ledgers.instant(row["at"]) for row in export.transactions[-1])
    if at:
        now = int(datetime.fromisoformat(at).timestamp())
    counter = scoring.Counter(state, book, now)
    for unit, milli, rank in counter.table(score, scoring.Period.named(period)):
        print(json.dumps({"unit": unit, "points": milli, "rank": rank}, ensure_ascii=False))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", help="JSON Lines with books; - reads them from standard input")
    parser.add_argument("--score")
    parser.add_argument("--period")
    parser.add_argument("--at", help="count what was due by this time, 2026-12-01T00:00:00+08:00; the newest event's")
    options = parser.parse_args()
    lines = sys.stdin if options.export == "-" else open(options.export, encoding="utf-8")
    export = ledgers.Export(lines)
    if options.score and options.period:
        return show(export, options.score, options.period, options.at)
    count, wrong = compare(export)
    for text in wrong[:50]:
        print(text)
    print("{} tables counted again, {} rows differ".format(count, len(wrong)))
    sys.exit(1 if wrong else 0 if count else 2)


if __name__ == "__main__":
    main()
