extension BuiltinTemplates {
  /// The reports in English.
  static let englishReports: [String: String] = [
    "brief": """
    # {{district}}: daily brief of {{date}}

    {{#campaign}}{{#days-left}}{{days-left}} days are left of “{{campaign}}”{{/days-left}}\
    {{^days-left}}Today is the last day of “{{campaign}}”{{/days-left}}{{#commander}}, commanded by \
    {{commander}}{{/commander}}. {{/campaign}}{{due}} tasks were due{{#on-time-rate}}, \
    {{on-time-rate}} on time{{#on-time-change}} ({{on-time-change}} points against the period before)\
    {{/on-time-change}}{{/on-time-rate}}; of {{findings}} findings {{rectified}} were rectified\
    {{#rectification-rate}}, {{rectification-rate}}{{#rectification-change}} (\
    {{rectification-change}} points){{/rectification-change}}{{/rectification-rate}}. Open: \
    {{open}}, overdue: {{overdue}}.{{#vetoes}} Veto items failed: {{vetoes}}.{{/vetoes}}

    """,
    "digest": """
    # {{district}}: weekly digest, {{period}}

    {{due}} tasks were due{{#on-time-rate}}, {{on-time-rate}} on time{{#on-time-change}} (\
    {{on-time-change}} points against the period before){{/on-time-change}}{{/on-time-rate}}; of \
    {{findings}} findings {{rectified}} were rectified{{#rectification-rate}}, {{rectification-rate}}\
    {{#rectification-change}} ({{rectification-change}} points){{/rectification-change}}\
    {{/rectification-rate}}. Open: {{open}}, overdue: {{overdue}}.{{#stuck}} On the agenda: \
    {{stuck}} stuck items.{{/stuck}}{{#unanswered}} Units that have not answered: {{unanswered}}.\
    {{/unanswered}}

    """,
    "monthly": """
    # {{district}}: monthly inspection and publication, {{period}}

    {{due}} tasks were due{{#on-time-rate}}, {{on-time-rate}} on time{{#on-time-change}} (\
    {{on-time-change}} points against the period before){{/on-time-change}}{{/on-time-rate}}; of \
    {{findings}} findings {{rectified}} were rectified{{#rectification-rate}}, {{rectification-rate}}\
    {{#rectification-change}} ({{rectification-change}} points){{/rectification-change}}\
    {{/rectification-rate}}.{{#documents-rate}} Documents accepted: {{documents-rate}}.\
    {{/documents-rate}}{{#relapses}} Relapses: {{relapses}}.{{/relapses}}\
    {{#vetoes}} Veto items failed: {{vetoes}}.{{/vetoes}}{{#notices}} Notices issued: {{notices}}.\
    {{/notices}}

    {{#top}}
    - First of {{class}}: {{name}} ({{score}})
    {{/top}}
    {{#bottom}}
    - Last of {{class}}: {{name}} ({{score}})
    {{/bottom}}

    """,
    "two-monthly": """
    # {{district}}: two-monthly assessment, {{period}}

    {{due}} tasks were due{{#on-time-rate}}, {{on-time-rate}} on time{{#on-time-change}} (\
    {{on-time-change}} points against the period before){{/on-time-change}}{{/on-time-rate}}; of \
    {{findings}} findings {{rectified}} were rectified{{#rectification-rate}}, {{rectification-rate}}\
    {{#rectification-change}} ({{rectification-change}} points){{/rectification-change}}\
    {{/rectification-rate}}.{{#documents-rate}} Documents accepted: {{documents-rate}}.\
    {{/documents-rate}}{{#relapses}} Relapses: {{relapses}}.{{/relapses}}\
    {{#vetoes}} Veto items failed: {{vetoes}}.{{/vetoes}}{{#notices}} Notices issued: {{notices}}.\
    {{/notices}}

    {{#top}}
    - First of {{class}}: {{name}} ({{score}})
    {{/top}}
    {{#bottom}}
    - Last of {{class}}: {{name}} ({{score}})
    {{/bottom}}

    """,
    "quarterly": """
    # {{district}}: quarterly evaluation and review, {{period}}

    {{due}} tasks were due{{#on-time-rate}}, {{on-time-rate}} on time{{#on-time-change}} (\
    {{on-time-change}} points against the period before){{/on-time-change}}{{/on-time-rate}}; of \
    {{findings}} findings {{rectified}} were rectified{{#rectification-rate}}, {{rectification-rate}}\
    {{#rectification-change}} ({{rectification-change}} points){{/rectification-change}}\
    {{/rectification-rate}}.{{#documents-rate}} Documents accepted: {{documents-rate}}.\
    {{/documents-rate}}{{#relapses}} Relapses: {{relapses}}.{{/relapses}}\
    {{#vetoes}} Veto items failed: {{vetoes}}.{{/vetoes}}{{#notices}} Notices issued: {{notices}}.\
    {{/notices}}

    {{#top}}
    - First of {{class}}: {{name}} ({{score}})
    {{/top}}
    {{#bottom}}
    - Last of {{class}}: {{name}} ({{score}})
    {{/bottom}}

    """,
    "half-yearly": """
    # {{district}}: half-yearly assessment, {{period}}

    {{due}} tasks were due{{#on-time-rate}}, {{on-time-rate}} on time{{#on-time-change}} (\
    {{on-time-change}} points against the period before){{/on-time-change}}{{/on-time-rate}}; of \
    {{findings}} findings {{rectified}} were rectified{{#rectification-rate}}, {{rectification-rate}}\
    {{#rectification-change}} ({{rectification-change}} points){{/rectification-change}}\
    {{/rectification-rate}}.{{#documents-rate}} Documents accepted: {{documents-rate}}.\
    {{/documents-rate}}{{#relapses}} Relapses: {{relapses}}.{{/relapses}}\
    {{#vetoes}} Veto items failed: {{vetoes}}.{{/vetoes}}{{#notices}} Notices issued: {{notices}}.\
    {{/notices}}

    {{#top}}
    - First of {{class}}: {{name}} ({{score}})
    {{/top}}
    {{#bottom}}
    - Last of {{class}}: {{name}} ({{score}})
    {{/bottom}}

    """,
    "yearly": """
    # {{district}}: yearly assessment, {{period}}

    {{due}} tasks were due{{#on-time-rate}}, {{on-time-rate}} on time{{#on-time-change}} (\
    {{on-time-change}} points against the period before){{/on-time-change}}{{/on-time-rate}}; of \
    {{findings}} findings {{rectified}} were rectified{{#rectification-rate}}, {{rectification-rate}}\
    {{#rectification-change}} ({{rectification-change}} points){{/rectification-change}}\
    {{/rectification-rate}}.{{#documents-rate}} Documents accepted: {{documents-rate}}.\
    {{/documents-rate}}{{#relapses}} Relapses: {{relapses}}.{{/relapses}}\
    {{#vetoes}} Veto items failed: {{vetoes}}.{{/vetoes}}{{#notices}} Notices issued: {{notices}}.\
    {{/notices}}

    {{#top}}
    - First of {{class}}: {{name}} ({{score}})
    {{/top}}
    {{#bottom}}
    - Last of {{class}}: {{name}} ({{score}})
    {{/bottom}}

    """,
    "lists": """
    # {{unit}}: tasks, measures, deadlines

    As of {{date}}, {{unit}} answers for {{tasks}} tasks.

    """,
  ]
}
