import DutyBook

/// Words that rule files write as codes (`photo`, `head`, `minutes`), as people read them.
///
/// A code that is not here is shown as it was written, so that a rule book may use words of its own.
package enum Vocabulary {
  struct Row {
    var code: String
    var chinese: String
    var english: String

    init(_ code: String, _ chinese: String, _ english: String) {
      self.code = code
      self.chinese = chinese
      self.english = english
    }
  }

  static let rows: [Row] = [
    // Posts.
    Row("head", "一把手", "head"),
    Row("deputy", "分管领导", "deputy in charge"),
    Row("liaison", "联络员", "liaison"),
    Row("duty-officer", "值班", "duty officer"),
    Row("member", "成员", "member"),
    Row("staff", "工作人员", "staff"),
    // Kinds of units.
    Row("government", "政府", "government"),
    Row("headquarters", "指挥部", "headquarters"),
    Row("office", "创建办", "office"),
    Row("group", "工作组", "working group"),
    Row("bureau", "区直部门", "bureau"),
    Row("subdistrict-office", "街道", "subdistrict"),
    Row("subdistrict", "街道", "subdistrict"),
    Row("community", "社区", "community"),
    Row("inspection-team", "督查组", "inspection team"),
    Row("team", "督查组", "team"),
    Row("discipline", "纪检监察", "discipline"),
    // What units may lose.
    Row("civil-award", "文明奖", "civil award"),
    Row("civil-unit", "文明单位称号", "title of a civil unit"),
    Row("exposed", "曝光名单", "exposure list"),
    // Evidence.
    Row("photo", "照片", "photo"),
    Row("as-found", "反映人照片", "reporter's photo"),
    Row("video", "视频", "video"),
    Row("note", "文字记录", "note"),
    Row("check-in", "签到", "check-in"),
    Row("document", "文件", "document"),
    Row("signature", "签字", "signature"),
    Row("measurement", "测量值", "measurement"),
    Row("form", "表格", "form"),
    Row("list", "清单", "list"),
    Row("minutes-of-meeting", "会议纪要", "minutes of the meeting"),
    Row("roster", "花名册", "roster"),
    Row("questionnaire", "问卷", "questionnaire"),
    Row("before-after", "前后对比照片", "before and after photos"),
    // Limits of zones and campaigns.
    Row("key", "重点区域", "key zones"),
    Row("general", "一般区域", "other zones"),
    Row("inspection", "迎检期", "inspection"),
    // Amounts.
    Row("minutes", "分钟", "minutes"),
    Row("hours", "小时", "hours"),
    Row("photos", "照片张数", "photos"),
    Row("visits", "次数", "visits"),
    Row("people", "人数", "people"),
    Row("households", "户数", "households"),
    Row("questionnaires", "问卷份数", "questionnaires"),
    Row("places", "处数", "places"),
    Row("ratio", "比例", "ratio"),
    Row("count", "数量", "count"),
    Row("points", "得分", "points"),
    // What decided whose a task is, where no rule of the book did.
    Row("classification", "问题核定", "classification"),
    Row("the office tells the standard and the place", "由创建办核定标准和点位", "the office tells the standard and the place"),
    Row("re-inspection", "回头看", "second look"),
    Row("summons", "联席调度", "summons"),
    Row("anomaly", "异常处置", "anomaly"),
    Row("transfer", "转办", "transfer"),
    Row("ruling", "裁定", "ruling"),
  ]

  private static let chinese = Dictionary(rows.map { ($0.code, $0.chinese) }, uniquingKeysWith: { first, _ in first })
  private static let english = Dictionary(rows.map { ($0.code, $0.english) }, uniquingKeysWith: { first, _ in first })

  package static func word(_ code: String, _ words: Words) -> String {
    (words.locale == .chinese ? chinese[code] : english[code]) ?? code
  }
}
