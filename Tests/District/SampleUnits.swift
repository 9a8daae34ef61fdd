/// A unit of the sample and how many people it has.
struct SampleUnit {
  let id: String
  let name: String
  let parent: String
  let tier: String
  let kind: String
  let staff: Int
}

/// The organisation of 云河区: a headquarters with its groups (M13), bureaus, subdistrict offices, communities.
enum SampleUnits {
  static let headquarters = SampleUnit(
    id: "u-zhihuibu", name: "云河区创建工作指挥部", parent: "", tier: "district", kind: "headquarters", staff: 16)

  /// 七部一室, with the coordination office first.
  static let groups: [SampleUnit] = [
    ("u-chuangjianban", "创建工作办公室"), ("u-zonghe", "综合协调部"), ("u-xuanchuan", "宣传引导部"),
    ("u-shirong", "市容秩序部"), ("u-jianshe", "基础建设部"), ("u-shequ", "社区提升部"),
    ("u-wenming", "文明交通部"), ("u-ducha", "督查考核部"),
  ].map { id, name in
    SampleUnit(
      id: id, name: name, parent: headquarters.id, tier: "district", kind: "group",
      staff: id == "u-chuangjianban" ? 12 : 7)
  }

  static let teams: [SampleUnit] = [
    ("u-duchazu-1", "交叉督查一组"), ("u-duchazu-2", "交叉督查二组"), ("u-duchazu-3", "交叉督查三组"),
  ].map { id, name in
    SampleUnit(id: id, name: name, parent: "u-ducha", tier: "district", kind: "inspection-team", staff: 15)
  }

  static let bureaus: [SampleUnit] = [
    ("u-huanwei", "环境卫生事务中心"), ("u-chengguan", "城市管理局"), ("u-jiaojing", "交警大队"),
    ("u-jiaotong", "交通运输局"), ("u-zhujian", "住房和城乡建设局"), ("u-shichang", "市场监督管理局"),
    ("u-yuanlin", "园林绿化中心"), ("u-shuiwu", "水务局"), ("u-jiaoyu", "教育局"), ("u-weijian", "卫生健康局"),
    ("u-wenlv", "文化和旅游局"), ("u-gongan", "公安分局"), ("u-yingji", "应急管理局"), ("u-zhengwu", "政务服务局"),
    ("u-minzheng", "民政局"), ("u-nongye", "农业农村局"), ("u-shengtai", "生态环境分局"), ("u-shangwu", "商务局"),
    ("u-sifa", "司法局"), ("u-renshe", "人力资源和社会保障局"), ("u-caizheng", "财政局"), ("u-ziran", "自然资源分局"),
    ("u-tuanwei", "团区委"), ("u-fulian", "区妇联"), ("u-xiaofang", "消防救援大队"),
  ].map { id, name in
    SampleUnit(id: id, name: "云河区" + name, parent: headquarters.id, tier: "district", kind: "bureau", staff: 14)
  }

  static let offices: [SampleUnit] = PlaceNames.subdistricts.map {
    SampleUnit(
      id: "u-" + $0.id, name: $0.name + "街道办事处", parent: headquarters.id, tier: "subdistrict",
      kind: "subdistrict-office", staff: 22)
  }

  /// The first twelve have nine people, the others eight, which makes one thousand in all.
  static let communities: [SampleUnit] = PlaceNames.communities.enumerated().map { index, place in
    SampleUnit(
      id: "u-c-" + place.id, name: place.name + "社区居委会", parent: offices[index / 8].id, tier: "community",
      kind: "community", staff: index < 12 ? 9 : 8)
  }

  static let all = [headquarters] + groups + teams + bureaus + offices + communities

  /// Sectors (领域), and who has authority over each: a bureau, or a working group (M13). 邻里环境 has none (M03).
  static let sectors: [(id: String, name: String, authority: String?)] = [
    ("sanitation", "环境卫生", "u-huanwei"), ("urban-management", "市容秩序", "u-chengguan"),
    ("traffic", "文明交通", "u-jiaojing"), ("roads", "道路设施", "u-jiaotong"),
    ("property", "物业与住宅小区", "u-zhujian"), ("market", "市场与食品安全", "u-shichang"),
    ("greening", "园林绿化", "u-yuanlin"), ("water", "河湖水务", "u-shuiwu"),
    ("education", "未成年人教育", "u-jiaoyu"), ("health", "卫生健康", "u-weijian"),
    ("culture", "文化旅游", "u-wenlv"), ("safety", "公共安全", "u-gongan"), ("fire", "消防安全", "u-xiaofang"),
    ("publicity", "宣传与公益广告", "u-xuanchuan"), ("volunteering", "志愿服务", "u-shequ"),
    ("governance", "政务与诚信", "u-zhengwu"), ("rural", "乡风文明", "u-nongye"), ("neighbourhood", "邻里环境", nil),
  ]

  /// The one handover of a sector within the horizon.
  static let handover = (sector: "safety", to: "u-yingji", on: "2027-01-01", before: "2026-12-31")

  static func sectors(of unit: String) -> [String] {
    sectors.filter { $0.authority == unit || ($0.id == handover.sector && unit == handover.to) }.map(\.id)
  }
}
