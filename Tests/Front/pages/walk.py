"""The journeys of a road chief, an inspector, the office and a citizen, on a phone and on a desktop."""

import argparse
import json
import os
import sqlite3
import struct
import subprocess
import sys
import zlib

from checks import Checks
from playwright.sync_api import sync_playwright

VIEWS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
FIRST_LOAD = 100 * 1024


def png(seed):
    """A small picture that is another one for every seed."""
    rows = b"".join(b"\0" + bytes((seed * 37 + x * 5 + y * 11) % 256 for x in range(64 * 3)) for y in range(64))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Walk:
    def __init__(self, options):
        self.options = options
        self.site = options.site
        self.checks = Checks()
        self.view = ""
        self.pictures = 0
        self.ledger = sqlite3.connect(f"file:{options.state}/ledger.db?mode=ro", uri=True)

    # What the ledger has to walk with.

    def ask(self, sql, *values):
        return [row[0] for row in self.ledger.execute(sql, values)]

    def link(self, person):
        """A one-time link."""
        out = subprocess.run(
            [self.options.dutyctl, "login-link", person, "--socket", self.options.state + "/control.sock"],
            capture_output=True, text=True, check=True).stdout
        return next(word for word in out.split() if "/login/" in word).split("/login/")[1]

    # A browser's page.

    def context(self, browser, script=True, locale="zh-CN"):
        context = browser.new_context(
            viewport=VIEWS[self.view], locale=locale, java_script_enabled=script, has_touch=self.view == "phone")
        page = context.new_page()
        page.on("console", lambda message: self.console(message, page))
        page.on("pageerror", lambda error: self.checks.that(False, f"{page.url}: a script failed: {error}"))
        page.on("request", lambda request: self.checks.that(
            request.url.startswith(self.site), f"{page.url} asks {request.url}, which is somebody else's"))
        return context, page

    def console(self, message, page):
        # A refused form is a failed request to the browser; that is what the journey wants there.
        expected = message.type not in ("error", "warning") or "Failed to load resource" in message.text
        self.checks.that(expected, f"{page.url}: the console says {message.type}: {message.text}")

    def go(self, page, path, status=200):
        answer = page.goto(self.site + path)
        self.checks.that(answer.status == status, f"{path} answers {answer.status}, not {status}")

    def seen(self, page, name):
        full = f"{self.view}-{name}"
        self.checks.screen(page, full)
        if self.options.shots:
            self.pictures += 1
            tall = page.evaluate("document.documentElement.scrollHeight")
            page.screenshot(
                path=os.path.join(self.options.shots, full + ".png"), full_page=tall < 6000 and "#" not in page.url)

    def has(self, page, text, what):
        self.checks.that(text in page.inner_text("main"), f"{page.url}: {what}: no `{text}`")

    def log_in(self, page, person):
        self.go(page, "/login/" + self.link(person))
        page.click("main button")
        self.checks.that("/login" not in page.url, f"{person} is not let in: {page.url}")

    # The journeys.

    def citizen(self, browser):
        context, page = self.context(browser)
        sizes = []
        def weigh(answer):
            sizes.append(len(answer.body()))

        page.on("response", weigh)
        self.go(page, "/")
        page.wait_for_load_state("networkidle")
        page.remove_listener("response", weigh)
        self.checks.that(sum(sizes) < FIRST_LOAD, f"the first load is {sum(sizes)} bytes")
        print(f"  first load: {sum(sizes)} bytes in {len(sizes)} answers")
        self.seen(page, "home")
        self.go(page, "/findings/new")
        self.checks.that(page.locator(".field").count() <= 6, "a finding takes more than six inputs")
        self.seen(page, "finding-form")
        page.fill("[name=place]", "中山路")
        page.click("main button")
        self.has(page, "处需要更正", "an empty form")
        self.checks.that(page.input_value("[name=place]") == "中山路", "what was typed is kept")
        wrong = page.locator("[name=text]")
        self.checks.that(wrong.get_attribute("aria-invalid") == "true", "the wrong field is marked")
        error = page.locator("#" + (wrong.get_attribute("aria-describedby") or "x").split()[-1])
        self.checks.that("请写明" in error.inner_text(), "the error is bound to its field")
        self.checks.that(page.evaluate("document.activeElement.getAttribute('role')") == "alert", "the summary has the focus")
        self.seen(page, "finding-errors")
        page.fill("[name=text]", f"人行道上有一堆垃圾（{self.view}）")
        page.set_input_files("[name=photo]", {"name": "现场.png", "mimeType": "image/png", "buffer": png(len(self.view))})
        page.click("main button")
        self.has(page, "已受理", "a finding that was filed")
        self.seen(page, "finding-filed")
        facts = dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd").all_inner_texts()))
        number, code = page.inner_text("h1").split()[-1], facts.get("查询码", "")
        self.checks.that(number.startswith("F-") and len(code) == 6, f"number and code: {number} {code}")
        self.checks.that(facts.get("现场照片") == "已收到", "the photo is kept")
        self.go(page, "/findings/" + number)
        self.checks.that(page.url.endswith("/findings/follow"), "without its code a finding shows nothing")
        page.fill("[name=number]", number)
        page.fill("[name=code]", "000000" if code != "000000" else "000001")
        page.click("main button")
        self.has(page, "对不上", "a wrong code")
        self.seen(page, "follow-wrong")
        page.fill("[name=code]", code)
        page.click("main button")
        self.has(page, "您反映的问题已受理", "the answer to the reporter")
        self.seen(page, "follow")
        self.go(page, "/queue")
        self.checks.that("/login?next=" in page.url, "a queue is for those who have signed in")
        self.seen(page, "login")
        page.fill("[name=secret]", "dutyd-token-wrong")
        page.click("main button")
        self.has(page, "令牌无效", "a wrong token")
        self.seen(page, "login-wrong")
        self.go(page, "/nowhere-at-all", 404)
        context.close()
        return number

    def holder(self, browser):
        holder, number = self.ledger.execute(
            "SELECT holder, number FROM task WHERE state = 1 AND duty = 'road-patrol' ORDER BY due, number LIMIT 1").fetchone()
        context, page = self.context(browser)
        secret = self.link(holder)
        self.go(page, "/login/" + secret)
        self.seen(page, "one-time")
        page.click("main button")
        self.checks.that(page.url.endswith("/queue"), f"a holder lands in their queue, not at {page.url}")
        for heading in ("已逾期", "今天到期", "明天到期"):
            self.has(page, heading, "the queue")
        self.seen(page, "queue")
        other, second = self.context(browser)
        self.go(second, "/login/" + secret)
        second.click("main button")
        self.has(second, "一次性链接已经用过或已过期", "a one-time link works once")
        other.close()
        press = page.locator(f"form[action='/tasks/{number}/acknowledge'] button")
        self.checks.that(press.count() == 1, "acknowledging is one press")
        press.first.click()
        self.has(page, "已签收", "an acknowledgement")
        self.seen(page, "acknowledged")
        self.keyboard(page)
        self.go(page, f"/tasks/{number}")
        self.has(page, "为什么由这些人负责", "why me")
        self.has(page, "期限是怎么算的", "the deadline's receipt")
        self.seen(page, "task")
        self.report(page, number)
        self.go(page, "/office", 403)
        self.has(page, "没有权限", "what is not theirs")
        self.seen(page, "forbidden")
        self.go(page, "/?lang=en")
        self.go(page, "/queue")
        self.has(page, "Due today", "English, once chosen")
        self.seen(page, "queue-en")
        self.go(page, f"/tasks/{number}")
        self.seen(page, "task-en")
        page.click("header form button")
        self.go(page, "/queue")
        self.checks.that("/login" in page.url, "after logging out nothing is shown")
        context.close()
        return holder

    def changes(self, browser):
        """More time, asked for by the holder on the task's page and consented to by the office; what the engine refuses."""
        order = "DESC" if self.view == "phone" else "ASC"
        holder, number = self.ledger.execute(
            "SELECT holder, number FROM task WHERE state = 1 AND duty NOT IN ('rectification', 'ruling', 'road-patrol') "
            f"AND holder != ? AND leader != ? ORDER BY number {order} LIMIT 1",
            (self.office_head(), self.office_head())).fetchone()
        context, page = self.context(browser)
        self.log_in(page, holder)
        self.go(page, f"/tasks/{number}")
        page.locator("summary", has_text="延期").click()
        page.fill("#extend-until", "2026-11-20")
        page.fill("#extend-note", "连续下雨，无法作业")
        page.locator("form[action$='/extend'] button").click()
        self.has(page, "处需要更正", "a day that is past")
        self.checks.that(page.input_value("#extend-note") == "连续下雨，无法作业", "what was typed is kept")
        self.seen(page, "extend-errors")
        page.fill("#extend-until", "2026-11-27")
        page.locator("form[action$='/extend'] button").click()
        self.has(page, "申请已提交", "a wish")
        self.has(page, "等待批准", "whom it waits for")
        self.seen(page, "extend-asked")
        self.go(page, "/approvals")
        self.has(page, "我提出的", "what was asked for")
        # Two windows of the same task: the second press comes too late.
        second = context.new_page()
        second.goto(self.site + f"/tasks/{number}")
        page.goto(self.site + f"/tasks/{number}")
        press = f"form[action='/tasks/{number}/acknowledge'] button"
        page.locator(press).first.click()
        self.has(page, "已签收", "an acknowledgement")
        second.locator(press).first.click()
        self.has(second, "任务现在的状态是“已签收”，不能签收", "what the engine refuses, in Chinese")
        self.seen(second, "refused")
        context.close()
        context, page = self.context(browser)
        self.log_in(page, self.office_head())
        self.go(page, "/approvals")
        self.seen(page, "approvals")
        page.locator(f"a[href^='/approvals/']", has_text="延期").first.click()
        self.has(page, "连续下雨，无法作业", "the reason")
        self.seen(page, "approval")
        page.locator("form[action$='/approve'] button").click()
        self.has(page, "已批准", "an approval")
        self.go(page, f"/tasks/{number}")
        self.has(page, "11-27", "the new deadline")
        self.long_queue(page)
        context.close()

    def long_queue(self, page):
        """The longest queue of a unit, to its second page and back."""
        unit, count = self.ledger.execute(
            "SELECT lead, count(*) FROM task WHERE state BETWEEN 1 AND 5 GROUP BY lead ORDER BY 2 DESC LIMIT 1").fetchone()
        self.go(page, f"/queue?unit={unit}")
        if count <= 50:
            print(f"  the longest queue has {count} tasks: there was no second page to look at")
            return
        self.has(page, "第 1–50 件，共", "which part of it is shown")
        page.locator("main a", has_text="下一页").first.click()
        self.has(page, "第 51–", "the second page")
        self.seen(page, "queue-second")
        page.locator("main a", has_text="上一页").first.click()
        self.has(page, "第 1–50 件，共", "the first page again")

    def post(self, browser):
        """Somebody on a shift checks in at nine o'clock, and leaves."""
        people = [line.split(",")[0] for line in open(self.rules("registers/people.csv"), encoding="utf-8")][1:]
        found = self.ask_roster()
        person = found[0 if self.view == "phone" else -1]
        self.checks.that(person in people, f"{person} is somebody of the register")
        context, page = self.context(browser)
        self.log_in(page, person)
        self.go(page, "/check-in")
        self.has(page, "我的班次", "one's shifts")
        self.seen(page, "check-in")
        page.locator("[name=shift]").first.check()
        page.locator("[name=kind][value=in]").check()
        page.fill("[name=lat]", "28.5")
        page.locator("main form button").click()
        self.has(page, "处需要更正", "half a position")
        page.fill("[name=lat]", "")
        page.locator("main form button").click()
        self.has(page, "已签到", "a check-in")
        self.has(page, "到岗", "since when")
        self.seen(page, "checked-in")
        context.close()

    def ask_roster(self):
        """Who stands at a post on the morning of the walk."""
        out = subprocess.run(
            [self.options.dutyctl, "roster", "show", "winter-posts-2026", "--rules", self.options.rules,
             "--day", "2026-11-23", "--format", "json"], capture_output=True, text=True, check=True).stdout
        shifts = [s for s in json.loads(out)[0]["shifts"] if s["from"][11:16] <= "09:00" < s["to"][11:16] and s["people"]]
        return sorted({person for shift in shifts for person in shift["people"]})

    def report(self, page, number):
        self.go(page, f"/tasks/{number}/report")
        self.seen(page, "report")
        page.click("main button")
        self.has(page, "处需要更正", "an empty report")
        self.seen(page, "report-errors")
        for box in page.locator("input[name^=value-]").all():
            box.fill("100" if "%" in box.locator("xpath=..").inner_text() else "5")
        if page.locator("[name=minutes]").count():
            page.fill("[name=minutes]", "60")
        for index, photo in enumerate(page.locator("input[type=file]").all()):
            name = f"{self.view}-{index}.png"
            photo.set_input_files({"name": name, "mimeType": "image/png", "buffer": png(80 + index + len(self.view))})
        self.checks.that(
            page.locator("input[type=file][accept='image/*'][multiple]:not([capture])").count() > 0,
            "the camera is offered, and the album")
        if page.locator("[name=note]").count():
            page.fill("[name=note]", "巡查完毕，垃圾已清运，广告已覆盖")
        if page.locator("[name=lat]").count():
            place = page.inner_text("#f-lat-help").split()
            found = [word.strip("，,") for word in place if "." in word]
            page.fill("[name=lat]", found[0])
            page.fill("[name=lon]", found[1])
        page.click("main button")
        self.has(page, "报告已提交", "a report")
        self.has(page, "已报告", "its state")
        photo = page.locator("main a[href*='/evidence/'] img").first
        self.checks.that(photo.evaluate("it => it.complete && it.naturalWidth > 0"), "the photo is shown")
        self.checks.that(bool(photo.get_attribute("alt")), "the photo says what it is")
        self.seen(page, "reported")

    def keyboard(self, page):
        """Tab reaches the content by the skip link, and focus can be seen."""
        page.keyboard.press("Tab")
        self.checks.that(page.evaluate("document.activeElement.className") == "skip", "the first stop is the skip link")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.evaluate("document.getElementById('main').contains(document.activeElement)")
        self.checks.that(inside, "after it comes the content")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        self.checks.that(outline != "none", "focus can be seen")

    def verifier(self, browser):
        found = self.ledger.execute(
            "SELECT verifier, number FROM task WHERE state = 3 AND duty NOT IN ('rectification', 'ruling') "
            "AND support = '' ORDER BY due, number").fetchall() or self.ledger.execute(
            "SELECT verifier, number FROM task WHERE state = 3 ORDER BY due, number").fetchall()
        verifier, number = found[0 if self.view == "phone" else -1]
        context, page = self.context(browser)
        self.log_in(page, verifier)
        self.go(page, "/queue")
        self.has(page, "待我核验", "a verifier's queue")
        self.seen(page, "verifier-queue")
        self.go(page, f"/tasks/{number}")
        self.seen(page, "verify")
        page.locator("summary", has_text="退回").click()
        page.fill("#return-note", "照片看不清，请补拍")
        page.locator("form[action$='/return'] button").click()
        self.has(page, "已退回", "a return")
        self.seen(page, "returned")
        context.close()

    def office(self, browser, finding):
        context, page = self.context(browser)
        self.log_in(page, self.office_head())
        self.checks.that(page.url.endswith("/office"), f"the office lands at its desk, not at {page.url}")
        for heading in ("待指定", "待裁定", "待核定问题", "待审批", "卡住的任务", "今天的升级"):
            self.has(page, heading, "the desk")
        self.seen(page, "office")
        if page.locator("#unclassified ~ .scroll a").count():
            self.go(page, "/office/classify/" + finding) if finding in page.inner_text("main") else None
        self.designate(page)
        self.approve(page)
        self.contest(page)
        self.go(page, "/league/monthly-units")
        page.locator("main tbody a[href^='/league/monthly-units/']").first.click()
        self.has(page, "扣分和加分", "how a score came about")
        self.seen(page, "score")
        self.go(page, "/office?list=stuck")
        self.has(page, "卡住的任务", "one list of the desk")
        self.checks.that("待指定" not in page.inner_text("main"), "one list of the desk is alone")
        self.seen(page, "office-stuck")
        self.go(page, "/findings")
        self.seen(page, "findings")
        self.go(page, "/findings/" + finding)
        self.has(page, "整改任务", "what officials see of a finding") if page.locator("#tasks").count() else None
        self.seen(page, "finding")
        context.close()

    def office_head(self):
        return "p-0017"

    def designate(self, page):
        self.go(page, "/office/designate")
        self.seen(page, "designate")
        page.click("main button")
        self.has(page, "处需要更正", "an empty designation")
        page.fill("[name=subject]", "lane-nowhere")
        page.fill("[name=holder]", "不存在的人")
        page.fill("[name=reason]", "新建小巷，路长未定")
        page.click("main button")
        self.has(page, "没有叫“lane-nowhere”的地点", "a subject that is none")
        self.seen(page, "designate-errors")
        subject = self.view == "phone" and "lane-donghu-01" or "lane-donghu-02"
        known = [line.split(",")[0] for line in open(self.rules("registers/places.csv"), encoding="utf-8") if ",lane," in line]
        page.fill("[name=lead]", "u-jiaotong")
        page.fill("[name=holder]", "")
        page.fill("[name=subject]", known[1])
        page.click("main button")
        self.has(page, "无人担任", "a designation that leaves a role to nobody")
        page.fill("[name=subject]", known[0])
        page.click("main button")
        self.has(page, "已指定", "a designation")
        self.seen(page, "designated")
        page.locator("a[href^='/office/withdraw/']").first.click()
        self.seen(page, "withdraw")
        page.fill("[name=reason]", "路长已任命")
        page.click("main button")
        self.has(page, "已撤销", "a withdrawal")

    def rules(self, path):
        return os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../rules", path)

    def approve(self, page):
        link = page.locator("a[href^='/office/proposals/']").first
        self.checks.that(link.count() == 1, "something waits for approval")
        link.click()
        self.seen(page, "proposal")
        page.locator("form[action$='/approve'] button").click()
        self.has(page, "已批准", "an approval")
        self.seen(page, "approved")

    def contest(self, page):
        """A document read on its page, contested there, and waiting at the desk."""
        self.go(page, "/notices")
        self.seen(page, "notices")
        page.locator("main tbody a[href^='/notices/']").first.click()
        self.checks.that(page.locator("article.paper h2#text").count() == 1, "a document stands on its page")
        self.seen(page, "notice")
        page.locator("main a", has_text="提出申诉").click()
        page.click("main form button")
        self.has(page, "处需要更正", "an appeal without a reason")
        self.seen(page, "appeal")
        page.fill("[name=reason]", "当日已整改完毕，照片可查")
        page.click("main form button")
        self.has(page, "申诉已提交", "an appeal")
        self.seen(page, "appeal-filed")
        self.go(page, "/office")
        self.has(page, "当日已整改完毕，照片可查", "an appeal at the desk")

    def overviews(self, browser, person):
        context, page = self.context(browser)
        self.log_in(page, person)
        for name, path, text in (
            ("league", "/league", "本期排名"), ("league-units", "/league/monthly-units", "名次"), ("places", "/places", "近 30 天的问题分布"),
            ("campaigns", "/campaigns", "还剩"), ("campaign", "/campaigns/old-compounds-2026", "时间节点"),
            ("roster", "/campaigns/national-inspection-2026", "岗位排班"), ("rules", "/rules", "改动后四周的任务量"),
            ("rule", "/rules/whoever-manages", "今天指到的人员"), ("rules-diff", "/rules#diff", "改动的文件"), ("search-none", "/search?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA", "没有找到"),
        ):
            self.go(page, path)
            self.has(page, text, name)
            self.seen(page, name)
        page.locator("nav.tabs a", has_text="搜索").click()
        page.fill("[name=q]", "中山路")
        page.click("main button")
        self.has(page, "地点", "a search")
        self.seen(page, "search")
        page.locator("main tbody a").first.click()
        self.has(page, "这里的职责", "a place")
        self.seen(page, "place")
        context.close()

    def without_script(self, browser):
        """The same without JavaScript: acknowledge, report with a photo, file a finding."""
        holder, number = self.ledger.execute(
            "SELECT holder, number FROM task WHERE state = 1 AND duty = 'road-patrol' ORDER BY due DESC, number DESC LIMIT 1").fetchone()
        context, page = self.context(browser, script=False)
        self.log_in(page, holder)
        page.locator(f"form[action='/tasks/{number}/acknowledge'] button").click()
        self.has(page, "已签收", "an acknowledgement without a script")
        self.go(page, f"/tasks/{number}/report")
        for box in page.locator("input[name^=value-]").all():
            box.fill("100" if "%" in box.locator("xpath=..").inner_text() else "5")
        for index, photo in enumerate(page.locator("input[type=file]").all()):
            photo.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": png(150 + index + len(self.view))})
        if page.locator("[name=minutes]").count():
            page.fill("[name=minutes]", "60")
        page.fill("[name=note]", "已巡查")
        if page.locator("[name=lat]").count():
            words = [word.strip("，,") for word in page.inner_text("#f-lat-help").split() if "." in word]
            page.fill("[name=lat]", words[0])
            page.fill("[name=lon]", words[1])
        page.click("main form[enctype] button")
        self.has(page, "报告已提交", "a report without a script")
        context.close()
        self.pressed_twice(browser)

    def pressed_twice(self, browser):
        """A double tap, where no script keeps the form from being sent again: one finding, and its number is shown."""
        context, page = self.context(browser, script=False)
        text = f"路面积水，双击提交（{self.view}）"
        self.go(page, "/findings/new")
        page.fill("[name=text]", text)
        page.fill("[name=place]", "中山路")
        page.locator("main form[enctype] button").dblclick()
        page.wait_for_url("**/findings/F-*")
        self.has(page, "已受理", "a finding that was sent twice")
        filed = json.loads(subprocess.run(
            [self.options.dutyctl, "finding", "list", "--ledger", self.options.state, "--limit", "50", "--format", "json"],
            capture_output=True, text=True, check=True).stdout)
        count = sum(row["text"] == text for row in filed)
        self.checks.that(count == 1, f"a form that was sent twice is {count} findings")
        context.close()

    def on_paper(self, browser):
        context, page = self.context(browser)
        self.log_in(page, "p-0158")
        self.go(page, "/queue")
        page.emulate_media(media="print")
        hidden = page.evaluate("['.tabs', '.act', '.chips'].every((q) => getComputedStyle(document.querySelector(q)).display === 'none')")
        self.checks.that(hidden, "on paper there is nothing to press")
        if self.options.shots:
            page.pdf(path=os.path.join(self.options.shots, f"{self.view}-queue.pdf"), prefer_css_page_size=True)
        context.close()

    def run(self):
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=self.options.chromium, args=["--no-sandbox"])
            for self.view in VIEWS:
                print(self.view, flush=True)
                finding = self.citizen(browser)
                holder = self.holder(browser)
                self.verifier(browser)
                self.changes(browser)
                self.post(browser)
                self.office(browser, finding)
                self.overviews(browser, holder)
                self.without_script(browser)
                self.on_paper(browser)
            browser.close()
        print(f"{self.checks.count} checks, {len(self.checks.failures)} failed, {self.pictures} pictures")
        return 1 if self.checks.failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--site", required=True)
    parser.add_argument("--dutyctl", required=True)
    parser.add_argument("--state", required=True)
    parser.add_argument("--rules", required=True)
    parser.add_argument("--shots")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    if options.shots:
        os.makedirs(options.shots, exist_ok=True)
    sys.exit(Walk(options).run())


if __name__ == "__main__":
    main()
