extension BuiltinTemplates {
  /// The notices in English.
  static let english: [String: String] = [
    "reminder": """
    # Reminder

    These cases are near their deadline or not acknowledged ({{case-count}}):

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}{{#deadline}}; due {{deadline}}{{/deadline}}\
    {{#overdue}} ({{overdue}}){{/overdue}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}Please see to them and report in time.{{/demand}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "rectification": """
    # Rectification notice

    These cases {{#unit}}of {{unit}} {{/unit}}\
    {{#relapses}}came back after they had been put right{{/relapses}}{{^relapses}}{{#late-count}}were not put right in time\
    {{/late-count}}{{^late-count}}{{#failed-count}}were put right and did not pass{{/failed-count}}\
    {{^failed-count}}are to be put right{{/failed-count}}{{/late-count}}{{/relapses}} ({{case-count}}):

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}{{#deadline}}; due {{deadline}}{{/deadline}}\
    {{#overdue}} ({{overdue}}){{/overdue}}{{#failed}}; times returned: {{failed}}{{/failed}}{{#since}}; {{since}}{{/since}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}Put them right at once and look for others of the kind.\
    {{/demand}}
    {{#answer-by}}
    Answer by {{answer-by}}.
    {{/answer-by}}
    {{#deduction}}

    Points deducted: {{deduction}}. An objection may be filed until the answer is due.
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "bulletin": """
    # Bulletin concerning {{unit}}

    {{#relapses}}These cases of {{unit}} came back after they had been put right ({{case-count}}):{{/relapses}}\
    {{^relapses}}{{#ranking}}{{ranking}}: {{unit}} came out {{rank}} of {{of}}{{#running}}, {{running}} periods running\
    {{/running}}.{{/ranking}}{{^ranking}}\
    {{#previous-count}}After {{previous-count}} earlier notices (see the annex), {{/previous-count}}\
    {{unit}} has not put right these cases ({{case-count}}):{{/ranking}}{{/relapses}}

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}{{#failed}}; failed rectifications: {{failed}}{{/failed}}{{#since}}; {{since}}{{/since}}
    {{/cases}}

    The unit is named for it. {{#demand}}{{demand}}{{/demand}}\
    {{^demand}}Its head is to see to them in person; other units check themselves.{{/demand}}
    {{#deduction}}

    Points deducted: {{deduction}}.
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "interview": """
    # Summons to an interview

    {{#relapses}}For problems that came back after they had been put right{{/relapses}}{{^relapses}}\
    {{#ranking}}For coming out {{rank}} of {{of}} in {{ranking}}{{/ranking}}{{^ranking}}\
    {{#failed}}After {{failed}} failed rectifications{{/failed}}{{^failed}}For what was not done\
    {{/failed}}{{/ranking}}{{/relapses}}, the head of {{unit}} is summoned to an interview{{#by}} with {{by}}\
    {{/by}}. It concerns:

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}{{#since}}; {{since}}{{/since}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}Bring in writing why it was not done, what will be done, by whom and by when.{{/demand}}
    {{#answer-by}}
    Send it by {{answer-by}}.
    {{/answer-by}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "referral": """
    # Referral concerning {{unit}}

    {{#relapses}}These cases of {{unit}} came back after they had been put right{{/relapses}}{{^relapses}}\
    {{#previous-count}}After {{previous-count}} notices (see the annex), {{/previous-count}}\
    {{unit}} has not put right these cases{{/relapses}} ({{case-count}}):

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}{{#since}}; {{since}}{{/since}}
    {{/cases}}

    {{#basis}}Under {{basis}}, the{{/basis}}{{^basis}}The\
    {{/basis}} matter is referred to you with its dossier{{#dossier-count}} (\
    {{dossier-count}} entries, see the annex){{/dossier-count}}. Please let us know the outcome.
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "commendation": """
    # Commendation of {{unit}}

    {{#ranking}}{{ranking}}: {{unit}} came out {{rank}} of {{of}}{{#running}}, \
    {{running}} periods running{{/running}}.{{/ranking}}

    {{#cases}}
    - {{title}}{{#what}}: {{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}The unit is commended; others may follow its example.\
    {{/demand}}

    """,
    "exposure": """
    # Public exposure

    With approval, these cases are made public ({{case-count}}):

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}{{#failed}}; failed rectifications: {{failed}}{{/failed}}{{#since}}; {{since}}{{/since}}
    {{/cases}}

    {{#demand}}{{demand}}{{/demand}}{{^demand}}The units concerned publish how they put them right.\
    {{/demand}}

    """,
    "deduction": """
    # Notice of deduction

    {{deduction}} points are deducted from {{unit}} for:

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}\
    {{#holder}} (responsible on the day of the finding: {{holder}}){{/holder}}
    {{/cases}}

    An objection may be filed in writing{{#answer-by}} by {{answer-by}}\
    {{/answer-by}}; if it is upheld, the points return and everything is computed anew.

    """,
    "suspension": """
    # Decision to suspend: {{unit}}

    {{#ranking}}{{ranking}}: {{unit}} came out {{rank}} of {{of}}{{#running}}, \
    {{running}} periods running{{/running}}. {{/ranking}}{{#basis}}Under {{basis}}, its{{/basis}}\
    {{^basis}}Its{{/basis}} {{flag}} is suspended{{#flag-until}} until {{flag-until}}{{/flag-until}}.
    {{#demand}}

    {{demand}}
    {{/demand}}

    """,
    "revocation": """
    # Decision to revoke: {{unit}}

    {{#ranking}}{{ranking}}: {{unit}} came out {{rank}} of {{of}}{{#running}}, \
    {{running}} periods running{{/running}}. {{/ranking}}{{#basis}}Under {{basis}}, its{{/basis}}\
    {{^basis}}Its{{/basis}} {{flag}} is revoked.
    {{#demand}}

    {{demand}}
    {{/demand}}

    """,
    "first-order": """
    # First order

    {{unit}} is ordered to complete these cases ({{case-count}}):

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}} {{/demand}}{{#answer-by}}To be done and reported by {{answer-by}}. \
    {{/answer-by}}Otherwise: The second order follows.
    {{#deduction}}

    This order costs {{deduction}} points.
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "second-order": """
    # Second order

    {{unit}} is ordered to complete these cases ({{case-count}}):

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}} {{/demand}}{{#answer-by}}To be done and reported by {{answer-by}}. \
    {{/answer-by}}Otherwise: The third order follows, and costs more.
    {{#deduction}}

    This order costs {{deduction}} points.
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
    "third-order": """
    # Third order

    {{unit}} is ordered to complete these cases ({{case-count}}):

    {{#cases}}
    - {{place}}: {{title}}{{#what}}, {{what}}{{/what}}
    {{/cases}}

    {{#demand}}{{demand}} {{/demand}}{{#answer-by}}To be done and reported by {{answer-by}}. \
    {{/answer-by}}Otherwise: The matter is referred.
    {{#deduction}}

    This order costs {{deduction}} points.
    {{/deduction}}
    {{#note}}

    {{note}}
    {{/note}}

    """,
  ]
}
