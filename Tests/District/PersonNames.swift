/// Names for people who do not exist: a surname and one or two syllables, no name twice.
struct PersonNames {
  private static let surnames = Array(
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱覃武")
  private static let first = Array("建志文晓雅思俊明玉春海秋子宇佳欣梓若静诗凌永长书云振景敬安允怀仲希学")
  private static let second = Array("华强敏芳军洁勇艳杰娟涛霞平刚桂英斌超秀兰辉玲宁琳帆航峰蕾彬岚瑶川璐哲萍朗")

  private var used: Set<String> = []

  /// The next name; one in six has a single given syllable.
  mutating func next(_ random: inout SplitMix64) -> String {
    while true {
      let surname = Self.surnames[random.below(Self.surnames.count)]
      let last = Self.second[random.below(Self.second.count)]
      let middle = Self.first[random.below(Self.first.count)]
      let name = random.below(6) == 0 ? "\(surname)\(last)" : "\(surname)\(middle)\(last)"
      if used.insert(name).inserted { return name }
    }
  }
}
