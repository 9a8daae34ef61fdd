"""Scores by the language of `scoring/*.yaml`, counted again from the text of the language alone."""

import csv
import io
from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import plainyaml

MONTHS = {"month": 1, "2 months": 2, "quarter": 3, "half-year": 6, "year": 12}
OWN_POINTS = ("deduction", "finding")


def half_up(value):
    """The whole number nearest to a fraction; halves go up."""
    value = Fraction(value)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def listed(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def number(text):
    """`40`, `12.5`, `70%` as an exact fraction."""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def is_yes(text):
    return text in ("yes", "true", "是")


class Period:
    """A block of months: 2026-11, 2026-B6, 2026-Q4, 2026-H2, 2026."""

    def __init__(self, year, index, months):
        self.year, self.index, self.months = year, index, months

    @classmethod
    def named(cls, name):
        year, _, rest = name.partition("-")
        if not rest:
            return cls(int(year), 0, 12)
        months = {"B": 2, "Q": 3, "H": 6}.get(rest[0])
        return cls(int(year), int(rest[1:]) - 1, months) if months else cls(int(year), int(rest) - 1, 1)

    @property
    def name(self):
        if self.months == 12:
            return "%04d" % self.year
        if self.months == 1:
            return "%04d-%02d" % (self.year, self.index + 1)
        return "%04d-%s%d" % (self.year, {2: "B", 3: "Q", 6: "H"}[self.months], self.index + 1)

    @property
    def first(self):
        return date(self.year, self.index * self.months + 1, 1)

    @property
    def last(self):
        end = self.index * self.months + self.months
        return (date(self.year + 1, 1, 1) if end == 12 else date(self.year, end + 1, 1)) - timedelta(days=1)

    def within(self, months, years_back):
        count = self.months // months
        return [Period(self.year - years_back, self.index * count + step, months) for step in range(count)]


class Book:
    """What scores need of a rule directory."""

    def __init__(self, files):
        self.zone = plainyaml.load(files["dutyd.yaml"])["zone"]
        self.units = self.rows(files, "registers/units.csv")
        self.scores, self.documents, self.vetoes = {}, set(), set()
        for path, text in sorted(files.items()):
            folder = path.split("/")[0]
            if path.endswith((".yaml", ".yml")) and folder in ("scoring", "duties", "standards"):
                self.read(folder, plainyaml.load(text) or {})
            elif folder == "standards" and path.endswith(".csv"):
                self.vetoes |= {row["id"] for row in self.rows(files, path) if is_yes(row.get("veto", ""))}

    def read(self, folder, value):
        if folder == "scoring":
            self.scores[value["score"]] = value
        for duty in value.get("duties", []) if folder == "duties" else []:
            if duty.get("sign-off"):
                self.documents.add(duty["duty"])
        for standard in value.get("standards", []) if folder == "standards" else []:
            if is_yes(standard.get("veto") or ""):
                self.vetoes.add(standard["standard"])

    @staticmethod
    def rows(files, path):
        text = files[path].lstrip("\ufeff")
        lines = [line for line in text.splitlines() if line.strip(" ,") and not line.startswith("#")]
        return [
            {key.strip(): (value or "").strip() for key, value in row.items() if key}
            for row in csv.DictReader(io.StringIO("\n".join(lines)))
        ]

    def members(self, selector, day):
        """The units of a class on a day, in register order."""
        if not isinstance(selector, dict):
            selector = {"id": selector}
        unknown = set(selector) - {"id", "tier", "kind"}
        if unknown:
            raise SystemExit("this script does not know units by " + ", ".join(sorted(unknown)))
        for row in self.units:
            begins, ends = row.get("from", ""), row.get("until", "")
            if (begins and str(day) < begins) or (ends and str(day) > ends):
                continue
            if all(row[key] in listed(wanted) for key, wanted in selector.items()):
                yield row["id"]

    def tree(self, unit):
        """A unit and all below it."""
        found = [unit]
        for row in self.units:
            if row.get("parent") == unit:
                found += self.tree(row["id"])
        return found


class Counter:
    """Counts every unit's scores from a ledger as it stood, by one book."""

    def __init__(self, ledger, book, now):
        self.ledger, self.book, self.now = ledger, book, now
        zone = ZoneInfo(book.zone)
        self.begin = datetime.fromtimestamp(ledger.begin, zone).date()
        self.tasks = defaultdict(list)
        for task in ledger.tasks.values():
            if task.counts and task.promised <= now:
                self.tasks[task.owing].append((datetime.fromtimestamp(task.promised, zone).date(), task))
        self.events = defaultdict(list)
        for event, unit, day, points, _ in ledger.occurrences(book.zone, book.vetoes, now):
            self.events[unit].append((event, day, points))
        self.known = {}

    # Results.

    def totals(self, score, period):
        """Unit to thousandths of a point; units without a score are left out."""
        key = (score, period.name)
        if key not in self.known:
            self.known[key] = {}
            if period.last >= self.begin:
                for unit in self.book.members(self.book.scores[score]["of"], period.last):
                    total = self.total(self.book.scores[score], unit, period)
                    if total is not None:
                        self.known[key][unit] = total
        return self.known[key]

    def table(self, score, period):
        """(unit, thousandths, rank), the best first."""
        rows = sorted(self.totals(score, period).items(), key=lambda row: (-row[1], row[0].encode()))
        ranking = self.book.scores[score].get("ranking") or {}
        ranked = len(rows) >= int(ranking.get("smallest-class", "1"))
        values = [milli for _, milli in rows]
        table = []
        for unit, milli in rows:
            better = [value for value in values if value > milli]
            rank = len(set(better) if ranking.get("ties") == "dense" else better) + 1
            table.append((unit, milli, rank if ranked else 0))
        return table

    # One score.

    def total(self, score, unit, period):
        events = [(event, points) for event, day, points in self.events[unit] if period.first <= day <= period.last]
        earned, room_earned, room = Fraction(0), Fraction(0), Fraction(0)
        waiting = []
        for part in score["parts"]:
            weight = number(part["weight"].rstrip("%"))
            cap, floor = number(part.get("cap", "1")), number(part.get("floor", "0"))
            share = self.share(part, unit, period, events)
            if share is None:
                policy = part.get("empty") or score.get("empty") or "left-out"
                if policy == "excluded":
                    return None
                if policy == "left-out":
                    waiting.append((weight, cap, floor))
                    continue
                share = cap
            share = max(floor, min(cap, share))
            earned += weight * share
            room_earned += weight * (share - floor)
            room += weight * (cap - floor)
        if len(waiting) == len(score["parts"]):
            return None
        for weight, cap, floor in waiting:
            own = weight * (cap - floor)
            filled = own if room == 0 else Fraction(half_up(own * room_earned / room * 10**9), 10**9)
            earned += weight * floor + filled
        if score.get("veto") == "zero" and any(event == "veto" for event, _ in events):
            return 0
        plus = score.get("plus") or []
        for each in score.get("minus") or []:
            earned -= self.each(each, unit, period, events)
        for each in plus:
            earned += self.each(each, unit, period, events)
        most = 100 + sum(number(each["cap"]) for each in plus)
        return half_up(min(max(earned, 0), most) * 100) * 10

    def each(self, each, unit, period, events):
        event = each["each"]
        if event in OWN_POINTS:
            points = Fraction(sum(points for name, points in events if name == event), 1000)
        elif event in ("overdue", "returned"):
            tasks = self.due([unit], period, [])
            count = sum(not task.is_on_time if event == "overdue" else task.round for task in tasks)
            points = count * number(each["points"])
        else:
            points = sum(name == event for name, _ in events) * number(each["points"])
        return min(points, number(each["cap"])) if "cap" in each else points

    def share(self, part, unit, period, events):
        """The share of a part in millionths, as a fraction; None where nothing was owed."""
        if "from" in part:
            return self.rolled_up(part, unit, period)
        names = listed(part.get("value") or part.get("min") or part.get("max"))
        units = self.book.tree(unit) if is_yes(part.get("below") or "") else [unit]
        tasks = self.due(units, period, listed(part.get("duties")))
        shares = []
        for name in names:
            done, owed = self.measure(name, part, tasks, events)
            if owed > 0:
                shares.append(Fraction(half_up(Fraction(min(max(done, 0), owed), owed) * 10**6), 10**6))
        if not shares:
            return None
        return max(shares) if "max" in part else min(shares)

    def rolled_up(self, part, unit, period):
        source = self.book.scores[part["from"]]
        inner = period.within(MONTHS[source["every"]], int(str(part.get("years-back", "0")).split()[0]))
        results = [self.totals(part["from"], one).get(unit) for one in inner]
        results = [min(result, 100_000) for result in results if result is not None]
        if not results:
            return None
        combine = part.get("combine", "average")
        if combine == "average":
            value = Fraction(sum(results), len(results))
        else:
            value = {"min": min(results), "max": max(results), "last": results[-1]}[combine]
        return Fraction(half_up(Fraction(value) * 10), 10**6)

    def due(self, units, period, duties):
        return [
            task
            for unit in units
            for day, task in self.tasks[unit]
            if period.first <= day <= period.last and (not duties or task.duty in duties)
        ]

    def measure(self, name, part, tasks, events):
        """So many out of so many."""
        fixing = [task for task in tasks if task.duty == "rectification"]
        papers = [task for task in tasks if task.duty in self.book.documents]
        if name == "on-time-rate":
            return sum(task.is_on_time for task in tasks), len(tasks)
        if name == "closure-rate":
            return sum(task.state == "closed" for task in tasks), len(tasks)
        if name == "acceptance-rate":
            accepted = sum(task.state in ("reported", "closed") for task in tasks)
            return accepted, accepted + sum(task.round for task in tasks)
        if name == "rectification-rate":
            return sum(task.closure == "fixed" for task in fixing), len(fixing)
        if name == "rectified-on-time-rate":
            return sum(task.closure == "fixed" and task.is_on_time for task in fixing), len(fixing)
        if name == "documents-accepted-rate":
            return sum(task.state == "closed" for task in papers), len(papers)
        if name == "feedback-rate":
            good = sum(event == "answered" for event, _ in events)
            return good, good + sum(event == "unanswered" for event, _ in events)
        if name == "measured-average":
            full = int(number(part.get("full", "100")) * 10**6)
            values = [value for task in tasks if task.reported is not None for value in task.values.values()]
            return sum(min(max(value, 0), full) for value in values), len(values) * full
        raise SystemExit("this script does not know the measure " + name)
