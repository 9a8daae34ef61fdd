/// A name and how it is spelled in identifiers.
struct PlaceName {
  let id: String
  let name: String

  init(_ pair: Substring) {
    let halves = pair.split(separator: "/")
    name = String(halves[0])
    id = String(halves[1])
  }

  /// `东湖/donghu 西山/xishan` as values.
  static func list(_ text: String) -> [PlaceName] {
    text.split(whereSeparator: \.isWhitespace).map { PlaceName($0) }
  }
}

/// The names of the fictional 云河区; all of them words that any town might use.
enum PlaceNames {
  static let subdistricts = PlaceName.list(
    "东湖/donghu 西山/xishan 南桥/nanqiao 北关/beiguan 中城/zhongcheng 河沿/heyan")

  /// Eight for each subdistrict, in its order.
  static let communities = PlaceName.list(
    """
    文昌/wenchang 书院/shuyuan 桂花/guihua 柳荫/liuyin 荷塘/hetang 古井/gujing 学府/xuefu 锦绣/jinxiu
    春晖/chunhui 朝阳/chaoyang 明珠/mingzhu 新华/xinhua 和平/heping 建设/jianshe 光明/guangming 团结/tuanjie
    友谊/youyi 幸福/xingfu 安康/ankang 吉祥/jixiang 永宁/yongning 长乐/changle 福源/fuyuan 德胜/desheng
    金桥/jinqiao 银杏/yinxing 梧桐/wutong 青枫/qingfeng 竹园/zhuyuan 梅岭/meiling 松涛/songtao 兰亭/lanting
    石门/shimen 清泉/qingquan 河湾/hewan 渡口/dukou 滨江/binjiang 望湖/wanghu 临水/linshui 平桥/pingqiao
    东风/dongfeng 南苑/nanyuan 西园/xiyuan 北辰/beichen 中兴/zhongxing 向阳/xiangyang 康宁/kangning 瑞景/ruijing
    """)

  /// Ten for each subdistrict, in its order.
  static let roads = PlaceName.list(
    """
    中山路/zhongshan 人民路/renmin 湖滨路/hubin 文昌街/wenchang 桂花街/guihua
    书院街/shuyuan 荷塘路/hetang 学士路/xueshi 柳荫街/liuyin 东城路/dongcheng
    西山大道/xishan 朝阳路/chaoyang 新华路/xinhua 和平路/heping 光明街/guangming
    春晖路/chunhui 明珠路/mingzhu 团结街/tuanjie 工农路/gongnong 西站路/xizhan
    南桥路/nanqiao 友谊路/youyi 幸福大道/xingfu 安康街/ankang 吉祥街/jixiang
    永宁路/yongning 长乐路/changle 福源街/fuyuan 德胜路/desheng 南环路/nanhuan
    北关大街/beiguan 金桥路/jinqiao 银杏大道/yinxing 梧桐路/wutong 青枫街/qingfeng
    竹园路/zhuyuan 梅岭路/meiling 松涛街/songtao 兰亭路/lanting 北环路/beihuan
    解放路/jiefang 鼓楼大街/gulou 石门路/shimen 清泉街/qingquan 河湾路/hewan
    渡口街/dukou 滨江路/binjiang 望湖路/wanghu 临水街/linshui 平桥路/pingqiao
    河沿大道/heyan 东风路/dongfeng 南苑路/nanyuan 西园路/xiyuan 北辰路/beichen
    中兴街/zhongxing 向阳路/xiangyang 康宁路/kangning 瑞景街/ruijing 运河路/yunhe
    """)

  static let compoundHeads = PlaceName.list(
    """
    阳光/yangguang 悦园/yueyuan 锦江/jinjiang 丽景/lijing 翠湖/cuihu 星河/xinghe 云栖/yunqi 金域/jinyu 世纪/shiji 康乐/kangle
    怡和/yihe 碧水/bishui 华庭/huating 天和/tianhe 龙泉/longquan 百合/baihe 紫薇/ziwei 银河/yinhe 景明/jingming 安居/anju
    """)
  static let compoundTails = PlaceName.list(
    "花园/huayuan 家园/jiayuan 小区/xiaoqu 新村/xincun 雅苑/yayuan 名都/mingdu")

  static let villages = PlaceName.list(
    """
    上河/shanghe 下河/xiahe 大柳/daliu 小柳/xiaoliu 前山/qianshan 后山/houshan 杨树湾/yangshuwan 李家塘/lijiatang 石桥/shiqiao
    白沙/baisha 黄土坡/huangtupo 青石/qingshi 马渡/madu 新塘/xintang 老井/laojing 桃源/taoyuan 梨花/lihua 竹溪/zhuxi
    """)

  static let trades = ["面馆", "便利店", "理发店", "五金店", "药店", "水果店", "服装店", "快餐店", "早餐店", "文具店"]
  static let shopHeads = ["顺发", "福满", "百味", "好邻", "金穗", "一品", "常来", "小康", "春风", "四季", "万家", "德兴"]

  /// Kinds of inspection site (点位), what such a site is called, and the unit whose head owns it; `nil` is the
  /// community's own.
  static let siteKinds: [(kind: String, name: String, unit: String?)] = [
    ("site-government", "政务服务大厅", "u-zhengwu"), ("site-hospital", "医院", "u-weijian"),
    ("site-school", "学校", "u-jiaoyu"), ("site-library", "文化馆、图书馆", "u-wenlv"),
    ("site-park", "公园", "u-yuanlin"), ("site-square", "广场", "u-chengguan"),
    ("site-station", "文明实践站", nil), ("site-bus", "公交站场", "u-jiaotong"),
    ("site-bank", "银行网点", "u-caizheng"), ("site-hotel", "宾馆", "u-gongan"),
    ("site-mall", "商场超市", "u-shangwu"), ("site-scenic", "景区", "u-wenlv"),
  ]
}
