extension Phrase {
  static let loginTitle = Phrase("登录", "Log in")
  static let loginLead = Phrase("使用创建办发放的令牌，或打开收到的一次性链接。", "Use the token that the office gave you, or open your one-time link.")
  static let loginToken = Phrase("令牌", "Token")
  static let loginTokenHelp = Phrase("不要与他人共用；遗失请立即告知创建办停用", "Share it with nobody; if it is lost, tell the office at once")
  static let loginWrong = Phrase("令牌无效或已停用", "The token is not valid, or was revoked")
  static let loginEmpty = Phrase("请填写令牌", "Write the token")
  static let loginNoneTitle = Phrase("没有账号", "Without an account")
  static let loginNoneText = Phrase("市民反映问题、查询办理进度不需要登录。", "To report a problem or to follow one you need no account.")
  static let signedOutTitle = Phrase("登录已过期", "You are signed out")
  static let signedOutText = Phrase(
    "这次提交没有记入台账。请重新登录，登录后回到刚才的页面再提交。",
    "This was not recorded. Sign in again; you come back to the page and can send it once more.")
  static let signedOutFiles = Phrase(
    "选好的照片没有保存，登录后请重新选择。", "The photos that you chose are not kept: choose them again after you signed in.")
  static let signedInAgain = Phrase(
    "已重新登录。刚才填写的内容没有保存，请重新填写，照片也请重新选择。",
    "You are signed in again. What you had written is not kept: write it anew, and choose photos again.")
  static let signedOutAgain = Phrase("重新登录", "Sign in again")
  static let signedOutWritten = Phrase("您填写的内容（可复制保存）", "What you wrote, to copy")
  static let oneTimeOver = Phrase("一次性链接已经用过或已过期", "The one-time link was used, or is over")
  static let oneTimeOverText = Phrase(
    "每个链接只能使用一次。请向创建办索取新的链接，或用令牌登录。",
    "Each works once. Ask the coordination office for another, or sign in with a token.")
  static let oneTimeTitle = Phrase("一次性登录", "One-time login")
  static let oneTimeLead = Phrase("这个链接只能使用一次，按下按钮后登录。", "This link works once; press the button to log in.")
  static let oneTimeSubmit = Phrase("登录", "Log in")
  static let oneTimeUsed = Phrase("链接已经用过或已过期，请重新索取。", "The link was used already or is over; ask for a new one.")
  static let loggedOut = Phrase("已退出。", "Logged out.")
}

extension Phrase {
  static let homeLead = Phrase("责任到人，件件有着落，事事有回音。", "Every problem has somebody who answers for it, and every report an answer.")
  static let homeCitizens = Phrase("市民", "For citizens")
  static let homeFollow = Phrase("凭编号和查询码查看办理进度和答复。", "By its number and code: how it stands and what was answered.")
  static let homeStaff = Phrase("工作人员", "For staff")
}
