extension District {
  /// A district with a little of everything: two subdistricts, two bureaus, two inspection teams, two roads.
  package static let small = District([
    "dutyd.yaml": """
    district: 云河区
    zone: Asia/Shanghai
    office: u-cjb
    office-hours:
      - { hours: "08:30-12:00, 14:00-17:30" }
    start: 2026-01-01
    horizon: 60 days

    """,
    "calendar/2026.csv": "date,day,name\n2026-10-01,off,国庆节\n2026-10-02,off,国庆节\n2026-10-10,work,调休\n",
    "registers/units.csv": """
    id,name,parent,tier,kind,from,until,was
    u-qu,云河区,,district,government,,,
    u-cjb,创建办,u-qu,district,office,,,
    u-jt,交通局,u-qu,district,bureau,,,
    u-hw,环卫局,u-qu,district,bureau,,,
    u-dh,东湖街道,u-qu,subdistrict,subdistrict,,,
    u-xh,西湖街道,u-qu,subdistrict,subdistrict,,,
    team-1,督查一组,u-cjb,district,team,,,
    team-2,督查二组,u-cjb,district,team,,,

    """,
    "registers/people.csv": """
    id,name,unit,from,until,was
    p-qu,区长,u-qu,,,
    p-cjb,主任,u-cjb,,,
    p-zb,值班,u-cjb,,,
    p-jt1,交一,u-jt,,,
    p-jt2,交二,u-jt,,,
    p-jt3,交三,u-jt,,,
    p-hw1,环一,u-hw,,,
    p-hw2,环二,u-hw,,,
    p-hw3,环三,u-hw,,,
    p-dh1,东一,u-dh,,,
    p-dh2,东二,u-dh,,,
    p-dh3,东三,u-dh,,,
    p-xh1,西一,u-xh,,,
    p-xh2,西二,u-xh,,,
    p-a1,督一,team-1,,,
    p-a2,督二,team-1,,,
    p-a3,督三,team-1,,,
    p-b1,督四,team-2,,,
    p-b2,督五,team-2,,,

    """,
    "registers/sectors.csv": "id,name\nsanitation,环境卫生\ntransport,交通秩序\n",
    "registers/authorities.csv": "sector,unit\nsanitation,u-hw\ntransport,u-jt\n",
    "registers/places.csv": """
    id,name,kind,parent,zone,unit,from,until,was
    qu,云河区,district,,general,u-qu,,,
    dh,东湖街道,subdistrict,qu,,u-dh,,,
    xh,西湖街道,subdistrict,qu,,u-xh,,,
    road-zs,中山路,road,dh,key,,,,
    road-hp,和平路,road,xh,,,,,
    lane-1,一巷,lane,road-zs,,,,,
    lane-2,二巷,lane,road-hp,,,,,
    compound-1,悦苑,compound,dh,,,,,
    building-1,悦苑七栋,building,compound-1,,,,,

    """,
    "registers/posts.csv": """
    unit,post,person,sectors,from,until
    u-qu,head,p-qu,,,
    u-cjb,head,p-cjb,,,
    u-cjb,duty-officer,p-zb,,,
    u-jt,head,p-jt1,,,
    u-jt,deputy,p-jt2,transport,,
    u-jt,liaison,p-jt3,,,
    u-hw,head,p-hw1,,,
    u-hw,deputy,p-hw2,,,
    u-hw,liaison,p-hw3,,,
    u-dh,head,p-dh1,,,
    u-dh,liaison,p-dh2,,,
    u-xh,head,p-xh1,,,
    u-xh,liaison,p-xh2,,,
    team-1,head,p-a1,,,
    team-2,head,p-b1,,,

    """,
    "registers/road-chiefs.csv": "place,person,unit,from,until\nroad-zs,p-jt3,u-jt,,\nroad-hp,p-hw3,u-hw,,\n",
    "standards/base.csv": """
    id,name,sector,points,veto,on-finding,evidence,tags,kinds,limit,limit-key
    road-clean,道路整洁,sanitation,1,no,no,photo,,road,3 workdays,4 working-hours
    notices,公益广告,transport,1,no,yes,photo,,road;lane,1 workday,

    """,
    "responsibility/10-roads.yaml": """
    rules:
      - rule: road-chief
        for: { duty: [road-patrol], place: { kind: [road, lane] } }
        lead: place.road-chief.unit
        holder: place.road-chief

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
        holder: lead.liaison

    """,
    "responsibility/95-checks.yaml": """
    rules:
      - rule: cross-check
        verifier: team-1.member | team-2.member

    """,
    "duties/road-patrol.yaml": """
    duties:
      - duty: road-patrol
        of: { kind: road }
        standards: [road-clean]
        every: workday
        opens: "08:00"
        due: "17:30"

    """,
    "ladders/overdue.yaml": """
    ladder: overdue
    per: case
    rungs:
      - { when: overdue 0, do: notice, to: leader }
      - { when: overdue 1 workday, do: notice, to: [office.head] }

    """,
    "dispatch/daily.yaml": "dispatch: daily\nat: \"07:30\"\non: workday\ncoming-up: 3 workdays\nkeep: 90 days\n",
  ])
}
