// Which reports break the arithmetic of their own form: by rule, by report, and for one report
// both sides of each check with the statements they rest on. Reports of departments and others are
// a list alone.

import { figure } from "./chart.js";
import { groupBy, load, loadChunk, rows } from "./data.js";
import { choice, download, element, link, table } from "./dom.js";
import { loadNames } from "./names.js";
import { asked, choose, show, title } from "./page.js";
import { allPlaces, placeHref } from "./search.js";
import { statementItem } from "./statement.js";
import { number, ofAll, placeName, say, sayEach } from "./text.js";

const STATUS = ["violated", "holds", "not_testable"];
const SHOWN = 200;
const COLUMNS = ["form", "violated", "holds", "not_testable", "failed_rules", "cells_stated", "blank_cells", "conflicting_cells", "inferred_cells"];

show(() => (asked.get("place") ? oneReport() : allReports()));

async function allReports() {
  title(say("page_quality"));
  const [years, rules, names, { quality, bodies }] = await Promise.all([
    load("quality_years").then(rows),
    load("rules").then(rows),
    loadNames(),
    load("chunks"),
  ]);
  const scopes = bodies.length ? ["places", "bodies"] : ["places"];
  const scope = scopes.includes(asked.get("scope")) ? asked.get("scope") : "places";
  const chunks = scope === "bodies" ? bodies : quality;
  const year = chunks.includes(asked.get("year")) ? asked.get("year") : chunks.at(-1);
  const reports = rows((await loadChunk(scope === "bodies" ? "bodies" : "quality", year))?.reports);
  const total = scope === "bodies" ? reports[0] : years.find((row) => `${row.year}` === year);
  return [
    element("p", { class: "note" }, `${say("checks_note")} ${say("quality_note")}`),
    element("div", { class: "figures" }, yearsFigure(years), rulesFigure(rules, names)),
    reportsCard({ reports, year, chunks, scope, scopes, total }),
  ];
}

function yearsFigure(years) {
  return figure({
    id: "years",
    title: say("checks_by_year"),
    chart: "checks",
    rows: years.flatMap((row) =>
      STATUS.map((code, at) => ({
        label: `${row.year} · ${ofAll(row.with_violated, row.reports_held)}`,
        order: row.year,
        code,
        code_order: at,
        value: row[code === "holds" ? "held" : code],
        tip: `${row.year} · ${say(code)}: ${number(row[code === "holds" ? "held" : code])}`,
      })),
    ),
    note: say("checks_by_year_note"),
    more: { names: sayEach(STATUS) },
    table: table({
      caption: say("checks_by_year"),
      hiddenCaption: true,
      corner: say("year"),
      columns: ["reports_held", "with_violated", "violated", "holds", "not_testable"].map((key) => ({ label: say(key) })),
      rows: years.map((row) => ({
        label: row.year,
        href: `quality.html?year=${row.year}`,
        cells: [row.reports_held, row.with_violated, row.violated, row.held, row.not_testable].map((value) => ({ text: number(value) })),
      })),
    }),
    csv: years,
  });
}

function rulesFigure(rules, names) {
  const byRule = [...groupBy(rules, (row) => row.rule)];
  const of = (group, status, form) => group.filter((row) => row.status === status && row.form === form);
  const lines = byRule.flatMap(([rule, group]) => [...new Set(group.map((row) => row.form))].map((form) => ({ rule, form, group })));
  const count = (line, status) => of(line.group, status, line.form)[0]?.checks ?? 0;
  return figure({
    id: "rules",
    title: say("checks_by_rule"),
    chart: "checks",
    rows: lines.flatMap((line, order) =>
      STATUS.map((code, at) => ({
        label: `${line.rule} · ${line.form}`,
        order,
        code,
        code_order: at,
        value: count(line, code),
        tip: `${line.rule}: ${names.get(`rule ${line.rule}`)} · ${say(code)}: ${number(count(line, code))}`,
      })),
    ),
    more: { names: sayEach(STATUS) },
    table: table({
      caption: say("checks_by_rule"),
      hiddenCaption: true,
      corner: say("rule"),
      columns: [{ label: say("form") }, ...STATUS.map((code) => ({ label: say(code) })), { label: say("reports_violating") }],
      rows: lines.map((line) => ({
        label: `${line.rule} ${names.get(`rule ${line.rule}`)}`,
        cells: [
          { text: line.form },
          ...STATUS.map((code) => ({ text: number(count(line, code)) })),
          { text: number(of(line.group, "violated", line.form)[0]?.reports ?? 0) },
        ],
      })),
    }),
    csv: rules.map((row) => ({ ...row, statement: names.get(`rule ${row.rule}`) })),
  });
}

function reportsCard({ reports, year, chunks, scope, scopes, total }) {
  const listed = asked.get("all") ? reports : reports.filter((row) => row.violated);
  const shown = listed.slice(0, SHOWN);
  const hrefOf = (row) => (scope === "places" ? `quality.html?${new URLSearchParams({ place: row.place, year })}` : null);
  return element(
    "section",
    { class: "card", "aria-labelledby": "reports-title" },
    element("h2", { id: "reports-title" }, `${say("checks_by_report")} · ${year}`),
    element(
      "div",
      { class: "choices" },
      scopes.length > 1
        ? choice(say("scope"), "scope", scopes.map((one) => [one, say(`scope_${one}`)]), scope, (value) => choose({ scope: value }, allReports))
        : null,
      choice(say("year"), "year", chunks.map((one) => [one, one]), year, (value) => choose({ year: value }, allReports)),
      choice(say("show"), "all", [["", say("only_violated")], ["1", say("every_report")]], asked.get("all") ?? "", (value) =>
        choose({ all: value }, allReports),
      ),
    ),
    scope === "bodies" ? element("p", { class: "note" }, say("bodies_note")) : null,
    element("p", {}, `${say("with_violated")}${say("colon")}${number(total.with_violated)} ${say("of")} ${number(total.reports_held)}`),
    shown.length
      ? table({
          caption: `${say("checks_by_report")} ${year}`,
          hiddenCaption: true,
          corner: say(scope === "bodies" ? "issuer" : "region"),
          columns: [...COLUMNS, ...(scope === "bodies" ? ["source"] : [])].map((key) => ({ label: say(key) })),
          rows: shown.map((row) => ({
            label: row.name,
            href: hrefOf(row),
            cells: [
              { text: row.form },
              ...[row.violated, row.held, row.not_testable].map((value) => ({ text: number(value) })),
              { text: row.rules ?? "", words: true },
              { text: ofAll(row.stated, row.cells) },
              ...[row.blank, row.conflicting, row.inferred].map((value) => ({ text: number(value) })),
              ...(scope === "bodies" ? [{ text: row.file_name, href: /^https?:/.test(row.source_url ?? "") ? row.source_url : null, words: true }] : []),
            ],
          })),
        })
      : element("p", {}, say("none_violated")),
    listed.length > SHOWN ? element("p", { class: "quiet" }, `${say("first_shown")} ${SHOWN}`) : null,
    download(`quality-${year}`, reports),
  );
}

async function oneReport() {
  const wanted = asked.get("place");
  const year = Number(asked.get("year"));
  const chunk = wanted.slice(0, 4);
  const [all, quality, broken, names] = await Promise.all([
    allPlaces(),
    loadChunk("quality", `${year}`),
    loadChunk("checks", chunk),
    loadNames(),
  ]);
  const place = all.find((one) => one.place === wanted) ?? { place: wanted, name: wanted };
  const report = rows(quality?.reports).find((row) => row.place === wanted);
  title(`${placeName(place)} ${year} · ${say("page_quality")}`);
  if (!report) return [element("p", {}, say("no_report"))];
  const checks = rows(broken?.checks).filter((row) => row.place === wanted && row.year === year);
  return [
    element("p", {}, link(placeHref(place), placeName(place)), ` · ${year} · ${say("form")} ${report.form} · `, link(`quality.html?year=${year}`, say("page_quality"))),
    element(
      "dl",
      { class: "facts" },
      ...[
        [say("violated"), report.violated],
        [say("holds"), report.held],
        [say("not_testable"), report.not_testable],
      ].flatMap(([what, value]) => [element("dt", {}, what), element("dd", {}, number(value))]),
      element("dt", {}, say("cells_stated")),
      element("dd", {}, `${number(report.stated)} ${say("of")} ${number(report.cells)}`),
    ),
    checks.length ? download(`checks-${wanted}-${year}`, checks.map(plain)) : element("p", {}, say("none_violated_here")),
    ...checks.map((check) => checkCard(check, names)),
  ];
}

const plain = ({ left_figures: _left, right_figures: _right, ...check }) => check;

function checkCard(check, names) {
  const lineName = (line) => names.get(`line ${line}`) ?? line;
  const columnName = (column) => (column === "total" ? say("column_total") : column === "value" ? "" : (names.get(`applicant ${column}`) ?? column));
  const side = (heading, value, figures) =>
    element(
      "div",
      { class: "side" },
      element("h3", {}, `${heading}: ${number(value)}`),
      element("ol", { class: "statements" }, ...(figures ?? []).map((one) => statementItem(one, names, `${one.year === check.year ? "" : `${one.year} `}${lineName(one.line)}`, columnName(one.column_code)))),
    );
  return element(
    "section",
    { class: "card check" },
    element("h2", {}, [check.rule, lineName(check.line), columnName(check.column_code)].filter(Boolean).join(" · ")),
    element("p", {}, names.get(`rule ${check.rule}`)),
    element("p", {}, `${say("difference")}: `, element("strong", {}, number(check.difference))),
    element("div", { class: "sides" }, side(say("left_side"), check.left_value, check.left_figures), side(say("right_side"), check.right_value, check.right_figures)),
  );
}
