"""The ledger as `dutyctl ledger export --with-books` writes it, replayed: what was so before a transaction.

Nothing here knows the program: tasks are rebuilt from what was written of them, in the order of writing.
"""

import base64
import json
from datetime import datetime, timezone
from zoneinfo import ZoneInfo


def instant(value):
    """Seconds since 1970 of an instant as the ledger writes it."""
    if isinstance(value, int):
        return value
    return int(datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp())


class Export:
    """Every line of an export: the files of each book, and the events grouped by transaction."""

    def __init__(self, lines):
        self.books = {}
        self.transactions = []
        number = None
        for line in lines:
            row = json.loads(line)
            if row["kind"] == "book-file":
                text = row["text"] if "text" in row else base64.b64decode(row["base64"]).decode("gb18030")
                self.books.setdefault(row["book"], {})[row["path"]] = text
                continue
            if "tx" not in row:
                raise SystemExit("this is a comparable export; give one with numbers of transactions")
            if row["tx"] != number:
                number = row["tx"]
                self.transactions.append([])
            self.transactions[-1].append(row)


class Task:
    def __init__(self, row):
        self.number = row["number"]
        self.duty = row["duty"]
        self.lead = row["lead"]
        self.moves = []
        self.promised = instant(row["due"])
        self.state = "generated"
        self.round = 0
        self.reported = None
        self.closure = None
        self.values = {}

    def act(self, row, at):
        action = row["action"]
        self.state = {
            "dispatch": "dispatched", "acknowledge": "acknowledged", "report": "reported", "verify": "closed",
            "return": "returned", "suspend": "suspended", "resume": "dispatched", "void": "voided", "reopen": "returned",
        }.get(action, self.state)
        if action == "report":
            self.reported = at
            self.values = row.get("values", {})
        if action in ("return", "reopen"):
            self.round += 1
        if action in ("verify", "void"):
            self.closure = row.get("closure", "void" if action == "void" else "done")
        if action == "reopen":
            self.closure = None
        if action in ("extend", "resume", "reissue") and "due" in row:
            self.promised = instant(row["due"])
        if "roles" in row:
            self.lead = row["roles"]["lead"]

    @property
    def counts(self):
        return self.state not in ("generated", "voided", "suspended") and self.closure not in ("void", "joined", "not-ours")

    @property
    def owing(self):
        """Who had it at the deadline that was promised, whoever has it since."""
        return next((lead for at, lead in self.moves if at > self.promised), self.lead)

    @property
    def is_on_time(self):
        return self.state in ("reported", "closed") and self.reported is not None and self.reported <= self.promised


class Ledger:
    """What is so after the transactions taken so far."""

    def __init__(self):
        self.tasks = {}
        self.facts = {}
        self.book = None
        self.begin = None

    def take(self, transaction):
        for row in transaction:
            at = instant(row["at"])
            kind = row["kind"]
            if kind == "book-accepted":
                self.book = row["digest"]
                self.begin = at if self.begin is None else self.begin
            elif kind == "task-generated":
                self.tasks[row["number"]] = Task(row)
            elif kind == "dispatched":
                for number in row["tasks"]:
                    self.tasks[number].state = "dispatched"
            elif kind == "task-acted":
                self.tasks[row["task"]].act(row, at)
            elif kind == "task-moved":
                self.tasks[row["task"]].moves.append((at, row["from"]["lead"]))
                self.tasks[row["task"]].lead = row["to"]["lead"]
            elif kind == "deadline-rederived":
                task = self.tasks[row["task"]]
                # What a round was given anew is not what was promised.
                if task.promised == instant(row["from"]):
                    task.promised = instant(row["to"])
            else:
                self.facts.setdefault(kind, []).append((at, row))

    def of(self, kind):
        return self.facts.get(kind, [])

    def struck(self):
        """Findings and notices that do not count: won appeals, withdrawals."""
        gone = {row["against"] for _, row in self.of("appeal-decided") if row.get("upheld")}
        return gone | {row["notice"] for _, row in self.of("notice-withdrawn")}

    def findings(self):
        """Findings as they say now."""
        for _, row in self.of("finding"):
            if row["outcome"] != "unclassified":
                yield row
        for _, row in self.of("finding-classified"):
            yield row["now"]

    def cases(self):
        """Findings by the one that stands for their case, each list in the order of intake, that one first."""
        rows = {row["id"]: row for row in self.findings()}
        into = {one["id"]: one["joined-to"] for one in rows.values() if one.get("joined-to")}
        into.update({row["finding"]: row["into"] for _, row in self.of("finding-joined")})

        def main(one):
            seen = set()
            while one in into and into[one] in rows and one not in seen:
                seen.add(one)
                one = into[one]
            return one

        cases = {}
        taken = [row["id"] for _, row in self.of("finding") if row["id"] in rows]
        for one in taken:
            cases.setdefault(main(one), []).append(rows[one])
        return {head: [rows[head]] + [row for row in case if row["id"] != head] for head, case in cases.items()}

    def bereft(self, struck):
        """(points, opens, relapse, task) of each finding whose case has lost another on appeal: as if that had never
        been reported."""
        found = {}
        for head, case in self.cases().items():
            if not any(row["id"] in struck for row in case):
                continue
            left = [row for row in case if row["id"] not in struck]
            alone = [row.get("points-alone", row.get("points", 0)) for row in left]
            for n, row in enumerate(left):
                heaviest = max(alone[:n], default=0)
                relapse = bool(row.get("relapse-of") or case[0].get("relapse-of"))
                found[row["id"]] = (max(0, alone[n] - heaviest), n == 0, relapse, case[0].get("task", ""))
        return found

    def occurrences(self, zone, vetoes, now):
        """(event, unit, day, points, reference) of everything that counts for or against a unit."""
        day = lambda at: datetime.fromtimestamp(at, ZoneInfo(zone)).date()
        struck = self.struck()
        joined = {row["finding"]: row for _, row in self.of("finding-joined")}
        bereft = self.bereft(struck)
        for row in self.findings():
            if row["id"] in struck or "roles" not in row:
                continue
            # One joined by hand costs what its source weighs more, and goes with the task of the other.
            hand = joined.get(row["id"])
            counted = row if hand is None else hand
            points, opens = counted.get("points", 0), row["outcome"] == "opened" and hand is None
            relapse, number = bool(row.get("relapse-of")), counted.get("task", "")
            if row["id"] in bereft:
                points, opens, relapse, number = bereft[row["id"]]
            task = self.tasks.get(number)
            if task and task.closure in ("not-found", "not-ours", "joined", "void"):
                continue
            found = day(instant(row["found-at"]))
            lead = row["roles"]["lead"]
            if points > 0:
                yield "finding", lead, found, points, row["id"]
            if opens:
                if relapse:
                    yield "relapse", lead, found, 0, row["id"]
                if row.get("standard") in vetoes:
                    yield "veto", lead, found, 0, row["id"]
        net = {}
        for _, row in self.of("deduction"):
            base = row["id"].split("~")[0]
            net[base] = net.get(base, 0) + row.get("points", 0)
        for _, row in self.of("deduction"):
            if "~" not in row["id"] and net[row["id"]] > 0:
                when = datetime.strptime(row["date"], "%Y-%m-%d").date()
                yield "deduction", row["unit"], when, net[row["id"]], row["id"]
        for _, row in self.of("bonus"):
            when = datetime.strptime(row["date"], "%Y-%m-%d").date()
            name = "{}/{}/{}/{}".format(row["unit"], row["earned"], row["date"], row.get("n", 0))
            if name not in struck:
                yield row["earned"], row["unit"], when, 0, name
        answers = {}
        for at, row in self.of("notice-answered"):
            answers.setdefault(row["notice"], []).append(at)
        for at, row in self.of("notice"):
            yield from self.notice(at, row, struck, answers, day, now)

    def notice(self, at, row, struck, answers, day, now):
        name = "{}/{}/{}".format(row["series"], row["year"], row["number"])
        unit = row.get("unit", "")
        if not unit and row.get("tasks") and row["tasks"][0] in self.tasks:
            unit = self.tasks[row["tasks"][0]].lead
        if name in struck or not unit:
            return
        if row["action"] in ("bulletin", "interview", "exposure", "commendation"):
            yield row["action"], unit, day(at), 0, name
        if "answer-by" in row and instant(row["answer-by"]) <= now:
            by = instant(row["answer-by"])
            was = any(answer <= by for answer in answers.get(name, []))
            yield "answered" if was else "unanswered", unit, day(by), 0, name
