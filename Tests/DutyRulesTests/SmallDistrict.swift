import DutyBook
import DutyCalendar
import DutyRules

/// One change to the small district.
enum Change: Sendable, CustomStringConvertible {
  case replace(String, String, String)
  case put(String, String)
  case bytes(String, [UInt8])
  case append(String, String)
  case remove(String)

  var description: String {
    switch self {
    case .replace(let file, let old, let new): "\(file): \(old.debugDescription) → \(new.prefix(80).debugDescription)"
    case .put(let file, let text): "\(file): all of it is \(text.prefix(80).debugDescription)"
    case .bytes(let file, let bytes): "\(file): \(bytes.count) bytes"
    case .append(let file, let text): "\(file): and \(text.prefix(80).debugDescription)"
    case .remove(let file): "\(file): removed"
    }
  }
}

/// A directory with one of everything, in which nothing is wrong.
let smallDistrict: [String: String] = [
  "dutyd.yaml": """
  district: 云河区
  zone: Asia/Shanghai
  office: u-cjb
  office-hours:
    - { hours: "08:30-12:00, 14:00-17:30" }
    - { hours: "08:30-12:00, 14:30-18:00", months: 6-9 }
  start: 2026-01-01
  horizon: 400 days
  open-tasks: follow
  confirm-above: { moved-duties: 50 }
  load-limit: { person: 60, unit: 400 }
  locale: zh-Hans

  """,
  "calendar/2026.csv": "date,day,name\n2026-10-01,off,国庆节\n2026-10-10,work,国庆节调休\n",
  "registers/units.csv": """
  id,name,parent,tier,kind,from,until,was
  u-qu,云河区,,district,government,,,
  u-cjb,创建办,u-qu,district,office,,,
  u-jt,交通局,u-qu,district,bureau,,,
  u-hw,环卫局,u-qu,district,bureau,,,u-huanwei
  u-dh,东湖街道,u-qu,subdistrict,subdistrict,,,
  inspection-team-2,督查二组,u-cjb,district,inspection-team,,,

  """,
  "registers/people.csv": """
  id,name,unit,from,until,was
  p-01,甲一,u-cjb,,,
  p-02,乙二,u-jt,,,
  p-03,丙三,u-hw,,,
  p-04,丁四,u-dh,,,
  p-05,戊五,inspection-team-2,,,
  p-06,己六,u-jt,,2025-06-30,
  p-07,庚七,u-jt,2026-03-01,,
  p-08,辛八,u-hw,,2026-11-30,

  """,
  "registers/sectors.csv": "id,name\nsanitation,环境卫生\ntransport,交通秩序\n",
  "registers/authorities.csv": "sector,unit\nsanitation,u-hw\ntransport,u-jt\n",
  "registers/places.csv": """
  id,name,kind,parent,zone,unit,lon,lat
  qu,云河区,district,,general,u-qu,,
  dh,东湖街道,subdistrict,qu,,u-dh,,
  road-zs,中山路,road,dh,key,,118.123456,28.5
  lane-1,一巷,lane,road-zs,,,,
  compound-1,悦苑,compound,dh,,,,
  building-1,悦苑七栋,building,compound-1,,,,

  """,
  "registers/posts.csv": """
  unit,post,person,sectors,from,until
  u-cjb,head,p-01,,,
  u-cjb,duty-officer,p-01,,,
  u-jt,head,p-02,,,
  u-jt,deputy,p-02,transport,,
  u-hw,head,p-03,,,
  u-hw,liaison,p-03,,,
  u-dh,head,p-04,,,
  u-dh,liaison,p-04,,,

  """,
  "registers/absences.csv": "person,from,until,acting\np-02,2026-11-01,2026-11-05,p-07\n",
  "registers/road-chiefs.csv": """
  place,person,unit,from,until,note
  road-zs,p-02,u-jt,2026-01-01,2026-11-30,
  road-zs,p-07,u-jt,2026-12-01,,交接

  """,
  "registers/compound-units.csv": "place,unit\ncompound-1,u-dh\n",
  "standards/base.csv": """
  id,name,sector,points,veto,on-finding,evidence,tags,kinds,measure,at-least,limit,limit-key
  road-clean,道路整洁,sanitation,1.5,no,no,photo;note,,road;lane,,,5 working-hours,
  exposed-rubbish,暴露垃圾,sanitation,1,no,yes,photo,,,,,1 workday,4 working-hours
  files,台账资料,sanitation,2,no,no,document,evidence-file,units,,,3 workdays,
  notices,公益广告,transport,1,no,no,photo,,road,ratio,40%,1 workday,

  """,
  "standards/street.yaml": """
  standards:
    - standard: illegal-construction
      name: 违法建设
      sector: transport
      veto: true
      on-finding: true
      of: { kind: [compound, building] }
      limits: { stages: [ stop: 4 working-hours, fine: 7 workdays, demolish: 20 workdays ], inspection: 2 urgent-hours }

  """,
  "responsibility/10-roads.yaml": """
  rules:
    - rule: road-chief
      basis: 《路长制实施办法》第三条
      for: { duty: [road-patrol], place: { kind: [road, lane] } }
      holder: place.road-chief
      lead: place.road-chief.unit
      verifier: inspection-team-2.member outside place.territory

  """,
  "responsibility/40-sector.yaml": """
  rules:
    - rule: whoever-manages
      for: { standard: { sector: any } }
      lead: standard.sector.authority
      support: [place.territory]
      leader: lead.deputy-for(standard.sector) | lead.head

  """,
  "responsibility/90-territory.yaml": """
  rules:
    - rule: territory
      lead: place.territory
      leader: lead.head
      holder: lead.liaison | lead.head
      approver: office.head

  """,
  "duties/patrols.yaml": """
  duties:
    - duty: road-patrol
      name: 道路巡查
      of: { kind: road }
      standards: [road-clean, notices]
      every: workday
      opens: "08:00"
      due: "17:30"
      catch-up: none
      zones: { key: { every: day, due: "12:00" } }
    - duty: files-due
      of: { units: { with-standards: { evidence-file: true } } }
      standards: { tags: { evidence-file: true } }
      grain: standard
      every: quarter
      due: day 10 of next month
      sign-off: lead.head
    - duty: leader-visit
      of: { kind: compound, has: compound-unit }
      every: 2 per month, 4 days apart
      evidence: [check-in, note]
      at-least: { minutes: 30 }

  """,
  "campaigns/inspection.yaml": """
  campaign: inspection-2026
  window: 2026-12-01..2026-12-12
  commander: p-01
  overlay:
    - { duties: [road-patrol], every: day, due: 4 urgent-hours, cut-period: merge }
    - { findings: any, limit: inspection }
  edges: { open-before: tighten, open-after: keep-limit }

  """,
  "campaigns/plan.yaml": """
  campaign: compounds-2026
  name: 老旧小区改造
  deadline: 2026-12-20
  from: 2026-05-06
  commander: p-01
  lead: u-jt
  milestones-back: [ accepted: 0, built: 15 workdays, started: 60 workdays ]
  goal: { quantity: compounds-rebuilt, target: 3 }

  """,
  "ladders/overdue.yaml": """
  ladder: overdue
  per: case
  rungs:
    - { when: overdue 0, do: notice, to: leader }
    - { when: overdue 2 workdays, do: notice, to: [office.head] }

  """,
  "scoring/monthly.yaml": """
  score: monthly
  name: 月度考核
  class: bureaus
  of: { tier: district, kind: bureau }
  every: month
  parts:
    - { part: 按期, weight: 60, value: on-time-rate }
    - { part: 整改, weight: 40, min: [rectification-rate, rectified-on-time-rate], cap: 95%, duties: road-patrol }
  minus:
    - { each: relapse, points: 0.5, cap: 5 }
    - { each: finding, cap: 10 }
  plus:
    - { each: brand-title, points: 1, cap: 6 }
  veto: zero
  pass: { pass: 60, good: 85 }
  ranking: { ties: competition, smallest-class: 2 }
  tests:
    - test: M49 a month
      given: { 按期: 9/10, 整改: [4/5, 1/1], relapse: 2 }
      then: { score: 85, grade: good, parts: { 整改: 32 } }
      why: 54 and 32, less one

  """,
  "scoring/yearly.yaml": """
  score: yearly
  of: { kind: bureau }
  every: year
  parts:
    - { part: months, name: 月度, weight: 80, from: monthly, combine: average, years-back: 0 }
    - { part: survey, weight: 20, value: measured-average, duties: road-patrol, full: 100, at-least: 70%, floor: 10%, empty: full }
  empty: excluded

  """,
  "dispatch/daily.yaml": """
  dispatch: daily
  at: "07:30"
  on: workday
  coming-up: 3 workdays
  keep: 90 days

  """,
  "tests/roads.yaml": """
  tests:
    - test: M04 the road chief holds the patrol
      given: { duty: road-patrol, subject: road-zs, at: 2026-11-23 09:00 }
      then: { lead: u-jt, holder: p-02, rule: { lead: road-chief }, opens: true, queue: [p-02, u-jt] }
      why: the relation names them

  """,
]

/// The small district with changes.
func sources(_ changes: [Change] = []) -> RuleSources {
  var texts = smallDistrict.mapValues { Array($0.utf8) }
  for change in changes {
    switch change {
    case .replace(let file, let old, let new):
      let text = String(decoding: texts[file] ?? [], as: UTF8.self)
      guard let range = text.firstRange(of: old) else {
        texts["no-such-text-in-" + file + ".yaml"] = []
        continue
      }
      texts[file] = Array((text[..<range.lowerBound] + new + text[range.upperBound...]).utf8)
    case .put(let file, let text): texts[file] = Array(text.utf8)
    case .bytes(let file, let bytes): texts[file] = bytes
    case .append(let file, let text): texts[file, default: []] += Array(text.utf8)
    case .remove(let file): texts[file] = nil
    }
  }
  return RuleSources(files: texts.map { RuleFile(path: $0.key, bytes: $0.value) })
}

let loader = RuleLoader(zones: { $0 == "Asia/Shanghai" ? .utc : nil })

func load(_ changes: Change...) -> LoadResult { loader.load(sources(changes)) }
