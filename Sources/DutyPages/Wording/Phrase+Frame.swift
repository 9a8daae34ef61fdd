extension Phrase {
  // The frame of every page.
  static let site = Phrase("{0}文明创建", "{0} Civic Campaign")
  static let skip = Phrase("跳到正文", "Skip to content")
  static let mainNavigation = Phrase("主导航", "Main")
  static let languages = Phrase("语言", "Language")
  static let logOut = Phrase("退出", "Log out")
  static let logIn = Phrase("登录", "Log in")
  static let asOf = Phrase("截至 {0}", "As of {0}")
  static let systemSaid = Phrase("系统原话（英文）", "What the system said")
  static let errorsTitle = Phrase("有 {0} 处需要更正", "{0} to correct")
  static let required = Phrase("（必填）", "(required)")
  static let colon = Phrase("：", ": ")
  static let listSeparator = Phrase("、", ", ")
  static let back = Phrase("返回", "Back")
  static let more = Phrase("查看更多", "Show more")
  static let firstOf = Phrase("只列出前 {0} 件", "Only the first {0} are listed")
  static let firstOfNames = Phrase("只列出前 {0} 个", "Only the first {0} are listed")
  static let firstOfAll = Phrase("共 {1} 个，只列出前 {0} 个", "The first {0} of {1} are listed")
  static let firstOfPieces = Phrase("共 {1} 件，只列出前 {0} 件", "The first {0} of {1} are listed")
  static let moreNames = Phrase("另有 {0} 个", "{0} more")
  static let moreLines = Phrase("另有 {0} 行", "{0} more lines")
  static let morePieces = Phrase("另有 {0} 件，全部显示", "Show {0} more")
  static let moreThings = Phrase("另有 {0} 项，全部显示", "Show {0} more")
  static let spanOf = Phrase("第 {0}–{1} 件，共 {2} 件", "{0}–{1} of {2}")
  static let spanAtLeast = Phrase("第 {0}–{1} 件，共 {2} 件以上", "{0}–{1} of more than {2}")
  static let spanOpen = Phrase("第 {0}–{1} 件", "{0}–{1}")
  static let spanNone = Phrase("这一页没有内容了，请返回前一页。", "Nothing is left on this page; go back to the one before.")
  static let previousPage = Phrase("上一页", "Previous page")
  static let firstPage = Phrase("第一页", "First page")
  static let citizen = Phrase("市民", "a citizen")
  static let nextPage = Phrase("下一页", "Next page")
  static let pagesAbove = Phrase("翻页（列表上方）", "Pages, above the list")
  static let pagesLabel = Phrase("翻页", "Pages")
  static let choose = Phrase("请选择", "Choose")
  static let total = Phrase("合计", "Total")
  static let none = Phrase("无", "none")
  static let reason = Phrase("理由", "Reason")
  static let noReason = Phrase("请写明理由", "Say why")
  static let sections = Phrase("分类", "Sections")

  // Tabs.
  static let tabQueue = Phrase("我的任务", "My queue")
  static let tabOffice = Phrase("创建办", "Office desk")
  static let tabFindings = Phrase("问题", "Findings")
  static let tabLeague = Phrase("排名", "League")
  static let tabPlaces = Phrase("点位", "Places")
  static let tabRules = Phrase("规则", "Rules")
  static let tabCampaigns = Phrase("专项行动", "Campaigns")
  static let tabSearch = Phrase("搜索", "Search")

  // Being told no, and being told it is done.
  static let done = Phrase("已办理", "Done")
  static let notFoundTitle = Phrase("没有找到", "Not found")
  static let notFoundText = Phrase(
    "没有这个页面，或者编号有误。请核对后重试，或使用搜索。",
    "There is no such page, or the number is wrong. Check it, or search.")
  static let forbiddenTitle = Phrase("没有权限", "Not allowed")
  static let forbiddenText = Phrase(
    "您的岗位看不到或办不了这一项。如认为有误，请联系创建办。",
    "Your post does not see or do this. If you think it should, ask the office.")
  static let conflictTitle = Phrase("状态已经变化", "It has changed meanwhile")
  static let conflictText = Phrase("页面打开之后情况有变，请返回查看最新状态。", "It changed since the page was opened; look at it again.")
  static let refusedTitle = Phrase("没有办成", "It was not done")
  static let refusedText = Phrase("填写内容不符合要求，没有记入台账。", "What was sent does not fit; nothing was recorded.")
  static let failedTitle = Phrase("系统暂时不能办理", "The system cannot do it now")
  static let failedText = Phrase("请稍后再试；已填写的内容没有记入台账。", "Try again later; nothing was recorded.")
  static let tooManyTitle = Phrase("操作太频繁", "Too many requests")
  static let tooManyText = Phrase("请稍等片刻再试。", "Wait a little, then try again.")
  static let staleTitle = Phrase("页面已过期", "The page has expired")
  static let formReusedTitle = Phrase("这份表单已经提交过", "This form was sent before")
  static let formReusedText = Phrase(
    "它第一次提交的内容已经记入台账，这一次内容不同，没有记入。如需另报一件，请打开新的表单填写。",
    "What it said the first time is recorded; this time it says something else, and that is not. For another matter open the "
      + "form anew.")
  static let formKeyTitle = Phrase("这份表单的标记有误", "This form’s mark is wrong")
  static let formKeyText = Phrase(
    "没有记入台账。填写的内容还在下面，可以直接重新提交。", "Nothing was recorded. What you wrote is kept below and can be sent again as it is.")
  static let formKeyAgain = Phrase("重新提交", "Send it again")
  static let formKeyFiles = Phrase(
    "照片等附件没有保留；需要附件的，请返回重新填写。", "Photos and other files are not kept: to send them too, go back and fill the form in.")
  static let formReusedAgain = Phrase("打开新的表单", "Open the form anew")
  static let formDoneTitle = Phrase("已经办理过", "It was done before")
  static let formDoneText = Phrase(
    "这份表单 {0} 已经提交并记入台账，没有重复办理。", "This form was sent and recorded on {0}; nothing was done again.")
  static let formDoneNext = Phrase("查看", "Look there")
  static let staleText = Phrase("请返回、刷新后重新提交。", "Go back, reload the page and send it again.")
  static let tooLargeTitle = Phrase("文件太大", "The file is too large")
  static let tooLargeText = Phrase("照片不能超过 {0} 兆字节。", "A photo may have {0} MiB at most.")
}

extension PageTab {
  var phrase: Phrase {
    switch self {
    case .queue: .tabQueue
    case .office: .tabOffice
    case .findings: .tabFindings
    case .league: .tabLeague
    case .places: .tabPlaces
    case .rules: .tabRules
    case .campaigns: .tabCampaigns
    case .search: .tabSearch
    }
  }
}
