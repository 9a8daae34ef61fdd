extension Phrase {
  // What a link in a message opens.
  static let linkOver = Phrase("任务签收 {0}", "Acknowledge task {0}")
  static let linkFor = Phrase("签收人", "For")
  static let linkSubmit = Phrase("确认签收", "Acknowledge")
  static let linkNote = Phrase(
    "按下按钮即以 {0} 的名义签收。不是本人请不要按，并告知创建办。",
    "Pressing the button acknowledges it in the name of {0}. If that is not you, leave it and tell the office.")
  static let linkAlready = Phrase(
    "这件任务已经签收，无需重复操作。", "This task was acknowledged already; there is nothing more to do here.")
  static let linkAlreadyAt = Phrase("签收时间：{0}", "Acknowledged at {0}")
  static let linkOverNow = Phrase("这件任务现在不用签收。", "There is nothing to acknowledge about this task now.")
  static let linkReadOnly = Phrase("这个链接只供查看。", "This link is for reading alone.")
  static let linkNext = Phrase("打开任务办理（需登录）", "Open the task to work on it (after logging in)")

  // A link that opens nothing.
  static let linkExpiredTitle = Phrase("链接已过期", "The link is over")
  static let linkExpiredText = Phrase(
    "签收链接有效期为 14 天。请使用最近一次派单中的链接，或登录后在任务清单中签收。",
    "A link to acknowledge works for 14 days. Use the one in the newest message, or log in and use your queue.")
  static let linkForgedTitle = Phrase("链接无效", "The link is not good")
  static let linkForgedText = Phrase(
    "这个链接不是本系统发出的，或已停用。请使用消息中的原始链接，或登录后在任务清单中签收。",
    "This link was not made here, or is good no more. Use the one in your message, or log in and use your queue.")
  static let linkMalformedTitle = Phrase("链接不完整", "The link is not complete")
  static let linkMalformedText = Phrase(
    "链接可能在转发或复制时被截断。请回到消息中重新打开，或登录后在任务清单中签收。",
    "It may have been cut off when it was copied. Open it from the message again, or log in and use your queue.")
  static let linkMovedTitle = Phrase("任务已转由他人负责", "Somebody else has the task now")
  static let linkMovedText = Phrase(
    "收到消息之后责任人有调整，您不用再签收这件任务。",
    "It changed hands after the message was sent; you have nothing to acknowledge.")
}
