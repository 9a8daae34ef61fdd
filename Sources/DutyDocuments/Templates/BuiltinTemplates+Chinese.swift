extension BuiltinTemplates {
  /// The notices in Chinese.
  static let chinese: [String: String] = [
    "reminder": """
    # 关于{{#title}}“{{title}}”{{/title}}的提醒函

    下列 {{case-count}} 件事项临近期限或尚未签收，特此提醒：

    {{#cases}}
    - {{place}}：{{title}}{{#deadline}}，截止 {{deadline}}{{/deadline}}{{#overdue}}（{{overdue}}）{{/overdue}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}请抓紧办理，按期报告。{{/demand}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "rectification": """
    # 整改通知书

    经查，{{#unit}}{{unit}}负责的{{/unit}}下列 {{case-count}} 件事项\
    {{#relapses}}整改销号后再次出现：{{/relapses}}{{^relapses}}{{#late-count}}未在期限内整改到位：{{/late-count}}\
    {{^late-count}}{{#failed-count}}整改未通过核验：{{/failed-count}}{{^failed-count}}有待整改：{{/failed-count}}{{/late-count}}{{/relapses}}

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}{{#deadline}}；期限 {{deadline}}{{/deadline}}\
    {{#overdue}}（{{overdue}}）{{/overdue}}{{#failed}}；已退回 {{failed}} 次{{/failed}}{{#since}}；{{since}}{{/since}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}请立即组织整改，并排查同类问题，防止反弹。{{/demand}}{{#answer-by}}整改结果请于 \
    {{answer-by}} 前答复。{{/answer-by}}
    {{#deduction}}

    按规定扣 {{deduction}} 分，对扣分有异议的，可在答复期限内申诉。
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "bulletin": """
    # 关于{{unit}}{{#relapses}}问题反弹{{/relapses}}{{^relapses}}{{#ranking}}排名靠后{{/ranking}}\
    {{^ranking}}整改不力{{/ranking}}{{/relapses}}的通报

    {{#relapses}}{{unit}}下列 {{case-count}} 件事项整改销号后再次出现：{{/relapses}}{{^relapses}}{{#ranking}}{{ranking}}\
    排名，{{unit}}位列第 {{rank}}（共 {{of}} 个单位）{{#running}}，连续 {{running}} 期处于后列{{/running}}。{{/ranking}}\
    {{^ranking}}{{#previous-count}}此前已发出文书 {{previous-count}} 份（见附件），{{/previous-count}}{{unit}}仍有下列 \
    {{case-count}} 件事项未整改到位：{{/ranking}}{{/relapses}}

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}{{#failed}}；整改未通过 {{failed}} 次{{/failed}}{{#since}}；{{since}}{{/since}}
    {{/cases}}

    现予通报批评。{{#demand}}{{demand}}{{/demand}}{{^demand}}请{{unit}}主要负责人牵头研究，限期整改到位；其他单位引以为戒，对照自查。\
    {{/demand}}
    {{#deduction}}

    按规定扣 {{deduction}} 分。
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "interview": """
    # 约谈通知

    因{{unit}}{{#relapses}}已整改的问题反复出现{{/relapses}}{{^relapses}}{{#ranking}}在{{ranking}}排名中位列第 {{rank}}\
    （共 {{of}} 个单位）{{/ranking}}{{^ranking}}{{#failed}}同一事项整改 {{failed}} 次未通过{{/failed}}\
    {{^failed}}履责不到位{{/failed}}{{/ranking}}{{/relapses}}，定于近日{{#by}}由\
    {{by}}{{/by}}约谈{{unit}}主要负责人。涉及事项：

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}{{#since}}；{{since}}{{/since}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}请准备书面说明：未整改的原因、整改措施、完成时限和责任人。{{/demand}}\
    {{#answer-by}}书面说明请于 {{answer-by}} 前报送。{{/answer-by}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "referral": """
    # 关于移交{{unit}}有关问题线索的函

    {{unit}}下列 {{case-count}} 件事项{{#relapses}}整改销号后反复出现{{/relapses}}{{^relapses}}\
    {{#previous-count}}，经发出文书 {{previous-count}} 份（见附件）{{/previous-count}}仍未整改{{/relapses}}：

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}{{#since}}；{{since}}{{/since}}
    {{/cases}}

    {{#basis}}依据{{basis}}，{{/basis}}现将有关情况连同卷宗{{#dossier-count}}（共 {{dossier-count}} 条，见附件）\
    {{/dossier-count}}移交你处，请依规处理，并告知办理结果。
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "commendation": """
    # 关于表扬{{unit}}的通报

    {{#ranking}}{{ranking}}{{#rank}}排名中，{{unit}}位列第 {{rank}}（共 {{of}} 个单位）{{/rank}}{{#running}}，连续 \
    {{running}} 期保持领先{{/running}}。{{/ranking}}{{#cases}}
    - {{title}}{{#what}}：{{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}现予通报表扬，望再接再厉；其他单位学习借鉴。{{/demand}}

    """,
    "exposure": """
    # 曝光通报

    经批准，对下列 {{case-count}} 件问题予以公开曝光：

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}{{#failed}}；多次整改未通过（{{failed}} 次）{{/failed}}{{#since}}；{{since}}{{/since}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}请责任单位公开整改情况，接受监督。{{/demand}}

    """,
    "deduction": """
    # 扣分通知单

    {{unit}}因下列事项扣 {{deduction}} 分：

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}{{#holder}}（问题发现当日责任人：{{holder}}）{{/holder}}
    {{/cases}}

    对扣分有异议的，{{#answer-by}}可于 {{answer-by}} 前{{/answer-by}}{{^answer-by}}可\
    {{/answer-by}}书面申诉；申诉成立的，撤回扣分并重新计算。

    """,
    "suspension": """
    # 关于暂停{{unit}}{{flag}}的决定

    {{#ranking}}{{ranking}}排名，{{unit}}位列第 {{rank}}（共 {{of}} 个单位）{{#running}}，连续 {{running}} 期处于后列\
    {{/running}}。{{/ranking}}{{#basis}}依据{{basis}}，{{/basis}}决定暂停其{{flag}}{{#flag-until}}，至 \
    {{flag-until}} 止{{/flag-until}}。

    {{#demand}}{{demand}}{{/demand}}{{^demand}}请认真查找原因，提出改进措施。{{/demand}}

    """,
    "revocation": """
    # 关于撤销{{unit}}{{flag}}的决定

    {{#ranking}}{{ranking}}排名，{{unit}}位列第 {{rank}}（共 {{of}} 个单位）{{#running}}，连续 {{running}} 期处于后列\
    {{/running}}。{{/ranking}}{{#basis}}依据{{basis}}，{{/basis}}决定撤销其{{flag}}。

    {{#demand}}{{demand}}{{/demand}}{{^demand}}重新申报须满足规定年限，并经考核合格。{{/demand}}

    """,
    "first-order": """
    # 第一道令

    令{{unit}}限期完成下列 {{case-count}} 件事项：

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{#answer-by}}须于 {{answer-by}} 前完成并报告。{{/answer-by}}逾期未完成的，发第二道令。
    {{#deduction}}

    本令扣 {{deduction}} 分。
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "second-order": """
    # 第二道令

    令{{unit}}限期完成下列 {{case-count}} 件事项：

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{#answer-by}}须于 {{answer-by}} 前完成并报告。\
    {{/answer-by}}逾期未完成的，发第三道令并加重扣分。
    {{#deduction}}

    本令扣 {{deduction}} 分。
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "third-order": """
    # 第三道令

    令{{unit}}限期完成下列 {{case-count}} 件事项：

    {{#cases}}
    - {{place}}：{{title}}{{#what}}，{{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{#answer-by}}须于 {{answer-by}} 前完成并报告。{{/answer-by}}逾期未完成的，移交有关机关处理。
    {{#deduction}}

    本令扣 {{deduction}} 分。
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
  ]
}
