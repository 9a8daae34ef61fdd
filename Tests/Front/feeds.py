"""Figures, calendars, changes and Open311 of a live daemon; run by Tests/Front/feeds."""
import collections
import datetime
import glob
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

BUILD, ROOT, PROMTOOL = sys.argv[1:4]
WORK = tempfile.mkdtemp(prefix="dutyd-feeds.")
RULES, STATE = WORK + "/rules", WORK + "/state"
SOCKET = STATE + "/control.sock"
ZONE = datetime.timezone(datetime.timedelta(hours=8))
failed = 0
DAEMON = None


def check(holds, what, detail=""):
    global failed
    print(("ok - " if holds else "not ok - ") + what + ("" if holds or detail == "" else f"\n    {detail}"), flush=True)
    failed += not holds


def ctl(*arguments, status=0):
    done = subprocess.run([BUILD + "/dutyctl", *arguments, "--socket", SOCKET], capture_output=True, text=True)
    if status is not None and done.returncode != status:
        check(False, f"dutyctl {' '.join(arguments)} ends with {status}", f"{done.returncode} {done.stdout}{done.stderr}")
    return done.stdout


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


def ask(path, method="GET", body=None, token=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        headers["Authorization"] = "Bearer " + token
    if isinstance(body, dict):
        body = json.dumps(body)
        headers.setdefault("Content-Type", "application/json")
    connection.request(method, path, body, headers)
    answer = Answer(connection.getresponse())
    connection.close()
    return answer


def form(path, **fields):
    headers = fields.pop("headers", {})
    return ask(path, "POST", urllib.parse.urlencode(fields), Content_Type="application/x-www-form-urlencoded", **headers)


# --- The daemon.

def begin():
    """A ledger of the last three days, then a daemon that goes on from there."""
    shutil.copytree(ROOT + "/rules", RULES)
    os.mkdir(STATE)
    now = datetime.datetime.now(ZONE).replace(microsecond=0)
    since = (now - datetime.timedelta(days=3)).replace(hour=0, minute=0, second=0)
    done = subprocess.run(
        [BUILD + "/dutyd", "--rules", RULES, "--state", STATE, "--from", since.isoformat(), "--fast-forward",
         now.isoformat()], capture_output=True, text=True)
    check(done.returncode == 0, "three days are played", done.stderr[-500:])


def start():
    global PORT, DAEMON
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        PORT = probe.getsockname()[1]
    DAEMON = subprocess.Popen(
        [BUILD + "/dutyd", "--rules", RULES, "--state", STATE, "--http", f"127.0.0.1:{PORT}"],
        stdout=subprocess.DEVNULL, stderr=open(WORK + "/log", "ab"))
    for _ in range(600):
        try:
            if ask("/readyz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("the daemon did not come up: " + open(WORK + "/log").read()[-1000:])


def stop():
    DAEMON.send_signal(signal.SIGTERM)
    try:
        return DAEMON.wait(timeout=20)
    except subprocess.TimeoutExpired:
        DAEMON.kill()
        return "killed"


# --- Figures.

def figures():
    text = ask("/metrics").text
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, value = line.rsplit(" ", 1)
            found[name] = float(value)
    return text, found


def metrics():
    answer = ask("/metrics")
    check(answer.headers["Content-Type"].startswith("text/plain; version=0.0.4"), "metrics: the media type is Prometheus'")
    done = subprocess.run([PROMTOOL, "check", "metrics"], input=answer.text, capture_output=True, text=True)
    check(done.returncode == 0 and not done.stdout + done.stderr, "metrics: promtool has nothing to say",
          done.stdout + done.stderr)
    status = json.loads(ctl("status", "--format", "json", status=None))
    text, found = figures()
    book = re.search(r'dutyd_book_info\{digest="(\w+)"', text).group(1)
    check(book == status["book"]["digest"], "metrics: the book is the one in force")
    total = sum(v for k, v in found.items() if k.startswith("dutyd_open_tasks{"))
    check(total == status["ledger"]["open"] > 0, "metrics: open tasks are those of the ledger", f"{total} {status['ledger']}")
    export = subprocess.run([BUILD + "/dutyctl", "ledger", "export", "--ledger", STATE], capture_output=True, text=True).stdout
    rungs = export.count('"kind":"rung-fired"')
    fired = sum(v for k, v in found.items() if k.startswith("dutyd_rungs_fired_total{"))
    check(fired == rungs > 0, "metrics: rungs fired are those of the ledger", f"{fired} {rungs}")
    overdue = sum(v for k, v in found.items() if k.startswith("dutyd_overdue_tasks{"))
    listed = json.loads(subprocess.run(
        [BUILD + "/dutyctl", "task", "list", "--overdue", "--limit", "100000", "--format", "json", "--ledger", STATE],
        capture_output=True, text=True).stdout)
    check(overdue == len(listed), "metrics: overdue tasks are those of the list", f"{overdue} {len(listed)}")
    check(0 < found["dutyd_next_wake_timestamp_seconds"] - time.time() < 86400, "metrics: the next wake is today's")
    check(abs(found["process_start_time_seconds"] - time.time()) < 300, "metrics: the process started a moment ago",
          found["process_start_time_seconds"] - time.time())
    check(found["process_resident_memory_bytes"] > 1 << 20, "metrics: memory is told")
    check(found["dutyd_delivery_failures_total"] == 0, "metrics: no delivery failed")
    names = set(re.findall(r"[a-z]-[a-z]+|p-\d+|u-\w+", re.sub(r"# .*", "", text))) - {"passed-on"}
    check(not [n for n in names if re.match(r"[pu]-", n)], "metrics: nobody is named", names)

    elsewhere = ask("/metrics", X_Forwarded_For="203.0.113.9")
    check(elsewhere.status == 401, "metrics: from elsewhere a token is needed", elsewhere.status)
    auditor = json.loads(ctl("token", "issue", "--service", "prometheus", "--role", "auditor", "--format", "json"))["token"]
    check(ask("/metrics", token=auditor, X_Forwarded_For="203.0.113.9").status == 200, "metrics: an auditor's token opens them")

    with open(RULES + "/dutyd.yaml", "a", encoding="utf-8") as file:
        file.write("nonsense: 1\n")
    ctl("reload", status=1)
    _, found = figures()
    check(found["dutyd_last_reload_success"] == 0 and found["dutyd_rules_refused"] == 1, "metrics: a refused reload shows")
    shutil.copy(ROOT + "/rules/dutyd.yaml", RULES + "/dutyd.yaml")
    ctl("reload")
    _, found = figures()
    check(found["dutyd_last_reload_success"] == 1 and found["dutyd_rules_refused"] == 0 and
          abs(found["dutyd_last_reload_timestamp_seconds"] - time.time()) < 60, "metrics: so does one that is accepted")


# --- Calendars.

def events(calendar):
    unfolded = calendar.replace("\r\n ", "")
    return dict(re.findall(r"BEGIN:VEVENT\r\nUID:(\S+?)@dutyd\r\n.*?SUMMARY:(.*?)\r\n", unfolded, re.S))


def tasks(**filters):
    listed = json.loads(subprocess.run(
        [BUILD + "/dutyctl", "task", "list", "--limit", "100000", "--format", "json", "--ledger", STATE]
        + [part for key, value in filters.items() for part in ("--" + key, value)], capture_output=True, text=True).stdout)
    return [t for t in listed if t["state"] != "generated"]


def busiest(role):
    counted = collections.Counter(t[role] for t in tasks())
    return counted.most_common(1)[0][0]


def clients(path, wanted):
    """vdirsyncer fetches the calendar into files, khal reads them."""
    home = WORK + "/home"
    for folder in ["vdir", "imported"]:
        os.makedirs(f"{home}/{folder}", exist_ok=True)
    with open(home + "/vdirsyncer.conf", "w") as file:
        file.write(f'''[general]
status_path = "{home}/status/"
[pair queue]
a = "files"
b = "site"
collections = null
conflict_resolution = "b wins"
[storage files]
type = "filesystem"
path = "{home}/vdir"
fileext = ".ics"
[storage site]
type = "http"
url = "http://127.0.0.1:{PORT}{path}"
''')
    with open(home + "/khal.conf", "w") as file:
        file.write(f'''[calendars]
[[queue]]
path = {home}/vdir
type = calendar
[[imported]]
path = {home}/imported
type = calendar
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
''')
    environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}

    def run(*arguments):
        return subprocess.run(arguments, capture_output=True, text=True, env=environment, input="y\n" * 5)

    def sync():
        run("vdirsyncer", "-c", home + "/vdirsyncer.conf", "discover")
        return run("vdirsyncer", "-c", home + "/vdirsyncer.conf", "sync", "--force-delete")

    done = sync()
    files = glob.glob(home + "/vdir/*.ics")
    check(done.returncode == 0 and len(files) == len(wanted), "feed: vdirsyncer fetches every event as a file",
          f"{len(files)} {len(wanted)} {done.stderr[-400:]}")
    # vdirsyncer gives what it fetches identifiers of its own; khal, reading the calendar itself, keeps ours.
    def listed(calendar):
        done = run("khal", "-c", home + "/khal.conf", "list", "-a", calendar, "--format", "{uid} {title}", "2020-01-01", "3650d")
        lines = [line.split(" ", 1) for line in done.stdout.splitlines()]
        return [l for l in lines if len(l) == 2 and len(l[0]) > 14], done.stderr

    seen, problems = listed("queue")
    titles = sorted(re.sub(r"\\([,;\\])", r"\1", title) for title in wanted.values())
    check(sorted(title for _, title in seen) == titles and not problems.strip(), "feed: khal shows every one of them",
          f"{len(seen)} {len(titles)} {problems[-300:]}")
    with open(home + "/queue.ics", "wb") as file:
        file.write(ask(path).body)
    done = run("khal", "-c", home + "/khal.conf", "import", "--batch", "-a", "imported", home + "/queue.ics")
    seen, problems = listed("imported")
    check({uid for uid, _ in seen} == {number + "@dutyd" for number in wanted} and done.returncode == 0,
          "feed: khal takes the calendar in, each task by its number", f"{len(seen)} {done.stderr[-300:]} {problems[-300:]}")
    return sync


def feeds(office):
    holder = busiest("holder")
    issued = json.loads(ctl("feed", "issue", "--person", holder, "--label", "telephone", "--format", "json"))
    path, key = issued["path"], issued["id"]
    answer = ask(path)
    held = {t["number"] for t in tasks(holder=holder)}
    found = events(answer.text)
    check(answer.status == 200 and answer.headers["Content-Type"].startswith("text/calendar") and set(found) == held,
          "feed: a person's calendar has what they hold", f"{answer.status} {len(found)} {len(held)}")
    tag, changed = answer.headers["ETag"], answer.headers["Last-Modified"]
    check(ask(path).body == answer.body, "feed: asked again, the bytes are the same")
    again = ask(path, If_None_Match=tag)
    check(again.status == 304 and not again.body and again.headers["ETag"] == tag, "feed: it is not sent twice (ETag)")
    check(ask(path, If_Modified_Since=changed).status == 304, "feed: nor by its date")
    check(ask(path, If_None_Match='"other"', If_Modified_Since=changed).status == 200, "feed: the tag counts, not the date")
    head = ask(path, "HEAD")
    check(head.status == 200 and not head.body and head.headers["ETag"] == tag, "feed: HEAD has the head alone")
    sync = clients(path, found)

    number = sorted(held)[0]
    ctl("task", "ack", number, "--by", holder)
    answer = ask(path, If_None_Match=tag)
    check(answer.status == 200 and answer.headers["ETag"] != tag, "feed: what a person does changes it", answer.status)

    listed = ctl("feed", "list")
    check(key in listed and "telephone" in listed and path.split("/")[2] not in listed, "feed: the list has no secret")
    stored = b"".join(open(f, "rb").read() for f in glob.glob(STATE + "/access.db*"))
    check(path.split("/")[2].encode() not in stored, "feed: the secret is not kept")
    ctl("feed", "revoke", key)
    check(ask(path).status == 404, "feed: revoked, it is gone at once")
    check(sync().returncode != 0, "feed: vdirsyncer says so")
    check(ask(path.replace(path.split("/")[2], "dutyd-feed-guessed")).status == 404, "feed: a guess finds nothing")
    ctl("feed", "revoke", key, status=1)

    unit = busiest("lead")
    issued = json.loads(ctl("feed", "issue", "--unit", unit, "--format", "json"))
    found = set(events(ask(issued["path"]).text))
    led = {t["number"] for t in tasks(unit=unit)}
    check(found and (led <= found or len(found) >= 500), "feed: a unit's calendar has what it leads", f"{len(found)} {len(led)}")

    own = json.loads(ctl("token", "issue", holder, "--format", "json"))["token"]
    made = ask("/api/v1/feeds", "POST", {"label": "mine"}, token=own)
    check(made.status == 201 and ask(made.json["path"]).status == 200, "feed: a person makes their own", made.text[:300])
    home = [line for line in open(RULES + "/registers/people.csv", encoding="utf-8") if line.startswith(holder + ",")][0].split(",")[2]
    stranger = next(
        line.split(",")[0] for line in open(RULES + "/registers/units.csv", encoding="utf-8").readlines()[1:]
        if line.split(",")[0] not in (home, unit))
    check(ask("/api/v1/feeds", "POST", {"unit": stranger}, token=own).status == 403, "feed: not another unit's")
    check(ask("/api/v1/feeds", "POST", {}).status == 401, "feed: nobody makes one for nobody")
    return holder


# --- Changes.

class Stream(threading.Thread):
    """Reads server-sent events until the other side ends them."""

    def __init__(self, token, query="", **headers):
        super().__init__(daemon=True)
        self.lines, self.ended, self.status = [], False, None
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        self.connection.request(
            "GET", "/api/v1/changes" + query,
            headers={"Authorization": "Bearer " + token, **{k.replace("_", "-"): v for k, v in headers.items()}})
        self.response = self.connection.getresponse()
        self.status, self.headers = self.response.status, self.response.headers
        self.start()

    def run(self):
        try:
            while line := self.response.readline():
                self.lines.append(line.decode().rstrip("\n"))
        except (OSError, http.client.HTTPException, ValueError):
            pass
        self.ended = True

    @property
    def told(self):
        return [json.loads(l[6:]) for l in list(self.lines) if l.startswith("data: ")]

    @property
    def ids(self):
        return [int(l[4:]) for l in list(self.lines) if l.startswith("id: ")]

    def until(self, holds, seconds):
        end = time.time() + seconds
        while time.time() < end:
            if holds(self):
                return True
            time.sleep(0.05)
        return holds(self)


def changes(office, holder):
    check(ask("/api/v1/changes").status == 401, "changes: not for everybody")
    live = Stream(office)
    check(live.status == 200 and live.headers["Content-Type"].startswith("text/event-stream"), "changes: a stream of events")
    time.sleep(0.3)
    number = sorted(t["number"] for t in tasks(holder=holder) if t["state"] == "dispatched")[0]
    ctl("task", "ack", number, "--by", holder)
    arrived = live.until(lambda s: any(e.get("task") == number and e["kind"] == "task-acted" for t in s.told for e in t["events"]), 3)
    check(arrived, "changes: what happens is told at once", live.lines[-5:])
    last = live.ids[-1] if live.ids else 0

    number2 = sorted(t["number"] for t in tasks(holder=holder) if t["state"] == "dispatched")[0]
    ctl("task", "ack", number2, "--by", holder)
    again = Stream(office, "?wait=1", Last_Event_ID=str(last))
    again.until(lambda s: s.ended, 5)
    named = {e.get("task") for t in again.told for e in t["events"]}
    check(named == {number2} and again.ids[0] > last, "changes: after Last-Event-ID comes what was missed, and nothing else", again.lines)
    check(again.ended, "changes: `wait` ends it")

    whole = Stream(office, "?after=0&wait=3")
    whole.until(lambda s: s.ended, 30)
    numbers = [t["transaction"] for t in whole.told]
    check(numbers == sorted(set(numbers)) and len(numbers) > 10, "changes: from the beginning, in order, each once", len(numbers))
    generated = sum(1 for t in whole.told for e in t["events"] if e["kind"] == "task-generated") + sum(t["more"] for t in whole.told)
    mine = json.loads(ctl("token", "issue", holder, "--format", "json"))
    own = Stream(mine["token"], "?after=0&wait=3")
    own.until(lambda s: s.ended, 30)
    seen = {e["task"] for t in own.told for e in t["events"] if "task" in e}
    readable = [n for n in sorted(seen)[:40] if ask("/api/v1/tasks/" + n, token=mine["token"]).status == 200]
    check(seen and len(readable) == min(40, len(seen)), "changes: a holder is told of tasks they may read", f"{len(readable)} of {len(seen)}")
    check(len(seen) < generated, "changes: and of no others", f"{len(seen)} {generated}")
    check({t["number"] for t in tasks(holder=holder)} <= seen, "changes: of all of theirs")
    check(ask("/api/v1/changes?after=x", token=office).status == 400 and
          ask("/api/v1/changes", token=office, Last_Event_ID="x").status == 400, "changes: a wrong beginning is told")

    held = Stream(mine["token"])
    many = [Stream(mine["token"]) for _ in range(7)]
    check(all(s.status == 200 for s in many) and Stream(mine["token"]).status == 429, "changes: eight streams of one, no more")
    ctl("token", "revoke", mine["id"])
    check(held.until(lambda s: any(l.startswith(":") for l in s.lines) or s.ended, 20), "changes: signs of life, or the end")
    check(held.until(lambda s: s.ended, 20), "changes: a revoked key ends the stream")
    check(live.until(lambda s: any(l.startswith(":") for l in s.lines), 20) and not live.ended, "changes: others are kept alive")
    return live


# --- Open311.

def open311(office):
    base = "/open311/v2"
    services = ask(base + "/services.json").json
    tree = ElementTree.fromstring(ask(base + "/services.xml").body)
    check(tree.tag == "services" and [s.findtext("service_code") for s in tree] == [s["service_code"] for s in services]
          and 10 < len(services) < 30, "open311: services, the same in XML and JSON, a choice that people can read", len(services))
    names = [s["service_name"] for s in services]
    check("垃圾没人清" in names and "无暴露垃圾" not in names, "open311: in the words of citizens", names)
    code = "exposed-rubbish" if any(s["service_code"] == "exposed-rubbish" for s in services) else services[0]["service_code"]
    definition = ElementTree.fromstring(ask(f"{base}/services/{code}.xml").body)
    check(definition.findtext("service_code") == code and definition.find("attributes/attribute") is not None, "open311: a service's definition")
    missing = ask(base + "/services/nonsense.xml")
    check(missing.status == 404 and ElementTree.fromstring(missing.body).findtext("error/code") == "404", "open311: errors are GeoReport's")
    check(ask(base + "/services.json?jurisdiction_id=elsewhere").status == 404, "open311: another jurisdiction is not found")

    filed = form(base + "/requests.json", service_code=code, address_id="road-zhongshan", description="垃圾堆放 <b>&</b> 无人清运",
                 last_name="赵", phone="13800000000")
    number = filed.json[0].get("service_request_id", "") if filed.status == 201 else ""
    check(number.startswith("F-") and filed.json[0]["service_notice"], "open311: a report gets its number", filed.text)
    whole = json.loads(subprocess.run(
        [BUILD + "/dutyctl", "finding", "show", number, "--ledger", STATE, "--format", "json"], capture_output=True, text=True).stdout)
    finding = whole.get("finding", whole)
    check(finding["standard"] == code and finding["place"] == "road-zhongshan" and finding["source"] == "citizen",
          "open311: it is a citizen's finding with its standard and place", finding)
    shown = ask(f"{base}/requests/{number}.json").json[0]
    check(shown["status"] == "open" and shown["service_code"] == code and shown["agency_responsible"] and shown["expected_datetime"],
          "open311: how it stands", shown)
    check("13800000000" not in ask(f"{base}/requests/{number}.xml").text and "无人清运" not in ask(f"{base}/requests/{number}.xml").text,
          "open311: who said what is not for everybody")

    filed = form(base + "/requests.xml", service_code="other", lat="30.0001", long="120.0002", description="路灯不亮", respond="token")
    token_id = ElementTree.fromstring(filed.body).findtext("request/token") if filed.status == 201 else None
    check(token_id and ElementTree.fromstring(filed.body).find("request/service_request_id") is None, "open311: or a token", filed.text)
    behind = ElementTree.fromstring(ask(f"{base}/tokens/{token_id}.xml").body)
    second = behind.findtext("request/service_request_id")
    check(second and behind.findtext("request/token") == token_id, "open311: the number behind the token")
    shown = ask(f"{base}/requests/{second}.json").json[0]
    check((shown["lat"], shown["long"]) == (30.0001, 120.0002), "open311: coordinates are numbers", shown)
    check(ask(f"{base}/tokens/T-0000000000.json").status == 404, "open311: an unknown token")

    listed = ask(base + "/requests.json").json
    check([r["service_request_id"] for r in listed][:2] == [second, number], "open311: the newest come first", listed[:2])
    only = ask(f"{base}/requests.json?service_code={code}&status=open").json
    check(only and all(r["service_code"] == code for r in only), "open311: of one service")
    check(ask(base + "/requests.json?status=closed").json == [] , "open311: none is closed")
    check(len(ask(f"{base}/requests.json?service_request_id={number},{second}").json) == 2, "open311: by their numbers")
    tomorrow = urllib.parse.quote((datetime.datetime.now(ZONE) + datetime.timedelta(days=1)).replace(microsecond=0).isoformat())
    check(ask(f"{base}/requests.json?start_date={tomorrow}").json == [], "open311: from a day on")
    check(ask(base + "/requests.json?start_date=x").status == 400, "open311: a wrong date is told")

    check(form(base + "/requests.json", description="x").status == 400, "open311: without a service it is refused")
    check(form(base + "/requests.json", service_code=code, description="x").status == 400, "open311: without a place too")
    key = json.loads(ctl("token", "issue", "--service", "city-app", "--role", "citizen", "--format", "json"))["token"]
    statuses = [form(base + "/requests.json", service_code="other", address_string=f"某处{i}", description=f"问题{i}").status for i in range(8)]
    check(429 in statuses and statuses[0] == 201, "open311: one address is held back", statuses)
    check(form(base + "/requests.json", service_code="other", address_string="别处", description="有钥匙", api_key=key).status == 201,
          "open311: a program with a key is not")
    check(form(base + "/requests.json", service_code="other", address_string="别处", description="x", api_key="nonsense").status == 403,
          "open311: a wrong key is refused")
    check("/open311/v2/requests/{service_request_id}.json" in ask("/openapi.json").json["paths"], "open311: the OpenAPI document has it")


try:
    begin()
    start()
    metrics()
    office = json.loads(ctl("token", "issue", "p-0017", "--format", "json"))["token"]
    holder = feeds(office)
    open311(office)
    live = changes(office, holder)
    began = time.time()
    ended = stop()
    check(ended == 0 and time.time() - began < 10, "the daemon stops with a stream open", f"{ended} {time.time() - began:.1f} s")
    check(live.until(lambda s: s.ended, 5), "and the stream ends")
finally:
    if DAEMON and DAEMON.poll() is None:
        DAEMON.kill()
    shutil.rmtree(WORK, ignore_errors=True)
sys.exit(failed > 0)
