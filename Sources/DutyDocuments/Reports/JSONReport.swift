import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight

/// A report for programs: the tables by their ids, cells by their columns' ids, codes for words.
///
/// - Shape: canonical JSON and a newline; `format` names the shape and its version. Shares are `{"of":…,"part":…}`,
///   changes tenths of a percentage point, points thousandths.
struct JSONReport {
  private let text: ReportText
  private let report: ReportDocument

  init(_ text: ReportText) {
    self.text = text
    report = text.report
  }

  func bytes() -> [UInt8] {
    let value: [String: JSONValue] = [
      "format": "dutyd.report/1", "form": .string(report.form.rawValue), "period": .string(report.period.name),
      "from": .string(report.period.first.description), "until": .string(report.period.last.description),
      "date": .string(report.date.description), "district": .string(report.district),
      "office": .string(report.office), "unit": .string(report.unit), "unit-id": .string(report.unitID),
      "head": .string(report.head), "book": .string(report.book),
      "figures": .object(report.scope.counts.mapValues { .int(Int64($0)) }),
      "sections": .array(report.sections.map(section)),
    ]
    return JSONValue.object(value).canonical + [10]
  }

  private func section(_ section: ReportSection) -> JSONValue {
    var tables: [JSONValue] = []
    var plots: [JSONValue] = []
    for part in section.parts {
      switch part {
      case .table(let table): tables.append(self.table(table))
      case .plot(let plot): plots.append(data(plot))
      case .paragraph: break
      }
    }
    return ["id": .string(section.id), "tables": .array(tables), "plots": .array(plots)]
  }

  private func table(_ table: ReportTable) -> JSONValue {
    let rows = table.rows.map { row in
      var fields: [String: JSONValue] = [:]
      for (column, cell) in zip(table.columns, row) {
        fields[column.id] = value(cell)
        if case .called(_, let name) = cell { fields[column.id + "-name"] = .string(name) }
      }
      return JSONValue.object(fields)
    }
    return ["id": .string(table.id), "rows": .array(rows)]
  }

  private func value(_ cell: ReportCell) -> JSONValue {
    switch cell {
    case .text(let text), .cadence(let text), .code(let text), .called(let text, _): .string(text)
    case .noted(let text, let note): .string(self.text.cell(.noted(text, note)))
    case .texts(let texts), .limits(let texts), .codes(let texts): .array(texts.map { .string($0) })
    case .limitGroups(let groups):
      .array(
        groups.map { group in
          [
            "standards": .array(group.standards.map { .string($0) }),
            "limits": .array(
              group.limits.map { ["name": .string($0.name), "stages": .array($0.stages.map { .string($0) })] }),
          ]
        })
    case .count(let count), .difference(let count), .points(let count), .score(let count): .int(Int64(count))
    case .share(let share): ["part": .int(Int64(share.part)), "of": .int(Int64(share.whole))]
    case .change(let number), .movement(let number): number.map { .int(Int64($0)) } ?? .null
    case .date(let date): .string(date.description)
    case .moment(let instant): .string(report.zone.rfc3339(instant))
    case .word(let word): .string(word.code)
    case .notice(let form, let series, let year, let number):
      [
        "form": .string(form.rawValue), "series": .string(series.isEmpty ? form.rawValue : series),
        "year": .int(Int64(year)), "number": .int(Int64(number)),
      ]
    case .many(let names, let count):
      ["names": .array(names.map { .string($0) }), "count": .int(Int64(count))]
    case .nothing: .null
    }
  }

  /// What a plot is drawn from, where no table has it.
  private func data(_ plot: ReportPlot) -> JSONValue {
    switch plot {
    case .rates(let points):
      let rows = points.map { point -> JSONValue in
        [
          "period": .string(point.period.name), "due": .int(Int64(point.tally.due)),
          "on-time": .int(Int64(point.tally.onTime)), "findings": .int(Int64(point.tally.rectifications)),
          "rectified": .int(Int64(point.tally.rectified)),
        ]
      }
      return ["id": .string(plot.id), "points": .array(rows)]
    case .heat(let grid):
      return [
        "id": .string(plot.id), "places": .array(grid.places.map { .string($0) }),
        "sectors": .array(grid.sectors.map { .string($0) }),
        "counts": .array(grid.counts.map { .array($0.map { .int(Int64($0)) }) }),
      ]
    case .ages(let bands):
      let rows = bands.map { band -> JSONValue in
        [
          "from": .int(Int64(band.from)), "until": band.until.map { .int(Int64($0)) } ?? .null,
          "open": .int(Int64(band.open)), "overdue": .int(Int64(band.overdue)),
        ]
      }
      return ["id": .string(plot.id), "bands": .array(rows)]
    case .league(let league): return ["id": .string(plot.id), "class": .string(league.name)]
    }
  }
}
