extension District {
  /// A district whose people stand in every role of the doors: one unit with a parent, a child and a neighbour, a road
  /// in each, and a road for each person of the unit.
  ///
  /// - Shape: `p-head`, `p-deputy`, `p-liaison`, `p-inspector`, `p-auditor` and `p-holder` are of `u-own`; `p-office`
  ///   is of the office; `r-child`, `r-parent` and `r-other` are held by the heads of those units. `p-judge` verifies.
  package static let doors = District([
    "dutyd.yaml": """
    district: 云河区
    zone: Asia/Shanghai
    office: u-office
    office-hours:
      - { hours: "08:30-12:00, 14:00-17:30" }
    start: 2026-01-01
    horizon: 30 days

    """,
    "calendar/2026.csv": "date,day,name\n2026-10-01,off,国庆节\n",
    "registers/units.csv": """
    id,name,parent,tier,kind
    u-root,云河区,,district,government
    u-office,创建办,u-root,district,office
    u-judge,督查,u-root,district,office
    u-parent,东湖街道,u-root,subdistrict,subdistrict
    u-own,荷塘社区,u-parent,community,community
    u-child,荷塘一网格,u-own,grid,grid
    u-other,桂花社区,u-parent,community,community

    """,
    "registers/people.csv": """
    id,name,unit,from,until
    p-root,区长,u-root,,
    p-office,主任,u-office,,
    p-clerk,科员,u-office,,
    p-judge,督一,u-judge,,
    p-parent,街道主任,u-parent,,
    p-head,书记,u-own,,
    p-deputy,副书记,u-own,,
    p-liaison,联络员,u-own,,
    p-inspector,督查员,u-own,,
    p-auditor,纪检员,u-own,,
    p-holder,路长,u-own,,
    p-child,网格长,u-child,,
    p-other,桂花书记,u-other,,
    p-left,离任,u-own,,2026-10-31

    """,
    "registers/sectors.csv": "id,name\nsanitation,环境卫生\n",
    "registers/authorities.csv": "sector,unit\nsanitation,u-own\n",
    "registers/places.csv": """
    id,name,kind,parent,zone,unit
    qu,云河区,district,,general,u-root
    dh,东湖街道,subdistrict,qu,,u-parent
    ht,荷塘,community,dh,,u-own
    gh,桂花,community,dh,,u-other
    wg,一网格,grid,ht,,u-child
    r-office,一路,road,qu,,
    r-head,二路,road,ht,,
    r-deputy,三路,road,ht,,
    r-liaison,四路,road,ht,,
    r-inspector,五路,road,ht,,
    r-auditor,六路,road,ht,,
    r-holder,七路,road,ht,,
    r-child,八路,road,wg,,
    r-parent,九路,road,dh,,
    r-other,十路,road,gh,,

    """,
    "registers/posts.csv": """
    unit,post,person,sectors,from,until
    u-root,head,p-root,,,
    u-office,head,p-office,,,
    u-judge,head,p-judge,,,
    u-parent,head,p-parent,,,
    u-own,head,p-head,,,
    u-own,deputy,p-deputy,,,
    u-own,liaison,p-liaison,,,
    u-own,inspector,p-inspector,,,
    u-own,auditor,p-auditor,,,
    u-child,head,p-child,,,
    u-other,head,p-other,,,

    """,
    "registers/absences.csv": "person,from,until,acting\np-other,2026-12-01,2026-12-05,p-holder\n",
    "registers/road-chiefs.csv": """
    place,person,unit
    r-office,p-office,u-office
    r-head,p-head,u-own
    r-deputy,p-deputy,u-own
    r-liaison,p-liaison,u-own
    r-inspector,p-inspector,u-own
    r-auditor,p-auditor,u-own
    r-holder,p-holder,u-own
    r-child,p-child,u-child
    r-parent,p-parent,u-parent
    r-other,p-other,u-other

    """,
    "standards/base.csv": """
    id,name,sector,points,veto,on-finding,evidence,tags,kinds,limit
    road-clean,道路整洁,sanitation,1,no,yes,,,road,3 workdays

    """,
    "responsibility/10-roads.yaml": """
    rules:
      - rule: road-chief
        for: { place: { kind: road } }
        lead: place.road-chief.unit
        leader: lead.head
        holder: place.road-chief
        outside: true

    """,
    "responsibility/90-territory.yaml": """
    rules:
      - rule: territory
        lead: place.territory
        leader: lead.head
        holder: lead.head

    """,
    "responsibility/95-checks.yaml": """
    rules:
      - rule: judge
        verifier: p-judge

    """,
    "duties/patrol.yaml": """
    duties:
      - duty: patrol
        of: { kind: road }
        standards: [road-clean]
        every: workday
        opens: "08:00"
        due: "17:30"

    """,
    "dispatch/daily.yaml": "dispatch: daily\nat: \"07:30\"\non: workday\ncoming-up: 3 workdays\nkeep: 90 days\n",
  ])
}
