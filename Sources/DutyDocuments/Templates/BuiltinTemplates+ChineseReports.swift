extension BuiltinTemplates {
  /// The reports in Chinese.
  static let chineseReports: [String: String] = [
    "brief": """
    # {{district}}迎检每日简报（{{date}}）

    {{#campaign}}{{#days-left}}距“{{campaign}}”结束还有 {{days-left}} 天{{/days-left}}{{^days-left}}今天是“\
    {{campaign}}”最后一天{{/days-left}}{{#commander}}，指挥：{{commander}}{{/commander}}。{{/campaign}}今日到期任务 \
    {{due}} 件{{#on-time-rate}}，按期率 {{on-time-rate}}{{#on-time-change}}（较上期 {{on-time-change}} 个百分点）\
    {{/on-time-change}}{{/on-time-rate}}；应整改问题 {{findings}} 个，已整改 {{rectified}} 个\
    {{#rectification-rate}}，整改率 {{rectification-rate}}{{#rectification-change}}（较上期 \
    {{rectification-change}} 个百分点）{{/rectification-change}}{{/rectification-rate}}。未结 {{open}} 件，其中逾期 \
    {{overdue}} 件。{{#vetoes}}触发一票否决 {{vetoes}} 起，须立即处置。{{/vetoes}}

    """,
    "digest": """
    # {{district}}创建工作周调度：{{period}}

    本周到期任务 {{due}} 件{{#on-time-rate}}，按期率 {{on-time-rate}}{{#on-time-change}}（较上期 \
    {{on-time-change}} 个百分点）{{/on-time-change}}{{/on-time-rate}}；应整改问题 {{findings}} 个，已整改 \
    {{rectified}} 个{{#rectification-rate}}，整改率 {{rectification-rate}}{{#rectification-change}}（较上期 \
    {{rectification-change}} 个百分点）{{/rectification-change}}{{/rectification-rate}}。未结 {{open}} 件，其中逾期 \
    {{overdue}} 件。{{#stuck}}提请会议议定卡点事项 {{stuck}} 件。{{/stuck}}{{#unanswered}}{{unanswered}} 个单位未按期反馈。\
    {{/unanswered}}

    """,
    "monthly": """
    # {{district}}{{period}}督查情况通报与公示

    本月到期任务 {{due}} 件{{#on-time-rate}}，按期率 {{on-time-rate}}{{#on-time-change}}（较上期 \
    {{on-time-change}} 个百分点）{{/on-time-change}}{{/on-time-rate}}；应整改问题 {{findings}} 个，已整改 \
    {{rectified}} 个{{#rectification-rate}}，整改率 {{rectification-rate}}{{#rectification-change}}（较上期 \
    {{rectification-change}} 个百分点）{{/rectification-change}}{{/rectification-rate}}。退回重报 \
    {{returned}} 次，反弹 {{relapses}} 起。{{#notices}}发出文书 {{notices}} 份。{{/notices}}

    {{#top}}
    - {{class}}第一：{{name}}（{{score}} 分）
    {{/top}}
    {{#bottom}}
    - {{class}}末位：{{name}}（{{score}} 分）
    {{/bottom}}

    """,
    "two-monthly": """
    # {{district}}双月考核：{{period}}

    本期到期任务 {{due}} 件{{#on-time-rate}}，按期率 {{on-time-rate}}{{#on-time-change}}（较上期 \
    {{on-time-change}} 个百分点）{{/on-time-change}}{{/on-time-rate}}；应整改问题 {{findings}} 个，已整改 \
    {{rectified}} 个{{#rectification-rate}}，整改率 {{rectification-rate}}{{#rectification-change}}（较上期 \
    {{rectification-change}} 个百分点）{{/rectification-change}}{{/rectification-rate}}。

    {{#top}}
    - {{class}}第一：{{name}}（{{score}} 分）
    {{/top}}
    {{#bottom}}
    - {{class}}末位：{{name}}（{{score}} 分）
    {{/bottom}}

    """,
    "quarterly": """
    # {{district}}{{period}}测评与讲评

    本季度到期任务 {{due}} 件{{#on-time-rate}}，按期率 {{on-time-rate}}{{#on-time-change}}（较上期 \
    {{on-time-change}} 个百分点）{{/on-time-change}}{{/on-time-rate}}；应整改问题 {{findings}} 个，已整改 \
    {{rectified}} 个{{#rectification-rate}}，整改率 {{rectification-rate}}{{#rectification-change}}（较上期 \
    {{rectification-change}} 个百分点）{{/rectification-change}}{{/rectification-rate}}。\
    {{#documents-rate}}资料合格率 {{documents-rate}}。{{/documents-rate}}{{#vetoes}}触发一票否决 {{vetoes}} 起。\
    {{/vetoes}}

    {{#top}}
    - {{class}}第一：{{name}}（{{score}} 分）
    {{/top}}
    {{#bottom}}
    - {{class}}末位：{{name}}（{{score}} 分）
    {{/bottom}}

    请排名末位的单位在讲评会上说明原因和改进措施。

    """,
    "half-yearly": """
    # {{district}}{{period}}考核

    到期任务 {{due}} 件{{#on-time-rate}}，按期率 {{on-time-rate}}{{#on-time-change}}（较上期 \
    {{on-time-change}} 个百分点）{{/on-time-change}}{{/on-time-rate}}；应整改问题 {{findings}} 个，已整改 \
    {{rectified}} 个{{#rectification-rate}}，整改率 {{rectification-rate}}{{#rectification-change}}（较上期 \
    {{rectification-change}} 个百分点）{{/rectification-change}}{{/rectification-rate}}。\
    {{#documents-rate}}资料合格率 {{documents-rate}}。{{/documents-rate}}反弹 {{relapses}} 起，一票否决 \
    {{vetoes}} 起，发出文书 {{notices}} 份。

    {{#top}}
    - {{class}}第一：{{name}}（{{score}} 分）
    {{/top}}
    {{#bottom}}
    - {{class}}末位：{{name}}（{{score}} 分）
    {{/bottom}}

    """,
    "yearly": """
    # {{district}}{{period}}创建工作考核

    全年到期任务 {{due}} 件{{#on-time-rate}}，按期率 {{on-time-rate}}{{#on-time-change}}（较上期 \
    {{on-time-change}} 个百分点）{{/on-time-change}}{{/on-time-rate}}；应整改问题 {{findings}} 个，已整改 \
    {{rectified}} 个{{#rectification-rate}}，整改率 {{rectification-rate}}{{#rectification-change}}（较上期 \
    {{rectification-change}} 个百分点）{{/rectification-change}}{{/rectification-rate}}。\
    {{#documents-rate}}资料合格率 {{documents-rate}}。{{/documents-rate}}反弹 {{relapses}} 起，一票否决 \
    {{vetoes}} 起，发出文书 {{notices}} 份。

    {{#top}}
    - {{class}}第一：{{name}}（{{score}} 分）
    {{/top}}
    {{#bottom}}
    - {{class}}末位：{{name}}（{{score}} 分）
    {{/bottom}}

    """,
    "lists": """
    # {{unit}}任务清单、措施清单、时限清单

    截至 {{date}}，{{unit}}承担任务 {{tasks}} 项。责任人变动、规则调整后以最新清单为准。

    """,
  ]
}
