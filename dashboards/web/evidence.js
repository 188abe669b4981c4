// From a number to the statements it was read from: document, place and words.

import { groupBy, loadChunk, rows } from "./data.js";
import { download, element, link } from "./dom.js";
import { loadNames } from "./names.js";
import { asked, show, title } from "./page.js";
import { allPlaces, placeHref } from "./search.js";
import { placeOf, printedOf, queryOf, remarksOn, shownLink, wordsOf } from "./statement.js";
import { knows, number, placeName, say } from "./text.js";

const GROUPS = { other_handling: "other", other_2014_reply: "not_grouped", outcome_not_broken_down: "not_broken_down" };

show(page);

// Which statements a measure rests on, as the beginning of their paths.
function pathOf(measure) {
  const [kind, code] = measure.split(":");
  if (kind === "new") return `new/${code}`;
  if (kind === "outcome" && code) return `/${code}`;
  if (measure === "new_request_count") return "new/";
  if (measure === "outcome_count") return "outcome/";
  if (measure.endsWith("_cny")) return `fee/${measure.slice(0, -4)}`;
  const [, appeal, result] = measure.match(/^(review|lawsuit)_(.*?)_?count$/) ?? [];
  if (appeal) return `appeal/${appeal}/${result}`;
  const name = measure.replace(/_count$/, "");
  if (["carried_in", "carried_forward", "received"].includes(name)) return name;
  return `outcome/${GROUPS[name] ?? name}/`;
}

const restsOn = (statement, path) =>
  statement.paths?.split(" ").some((one) => (path.startsWith("/") ? one.endsWith(path) : one.startsWith(path) || (one.endsWith("/") && path.startsWith(one))));

async function page() {
  const [wanted, year, measure] = [asked.get("place"), Number(asked.get("year")), asked.get("measure")];
  if (!wanted || !measure) return [element("p", {}, say("choose_place"))];
  const chunk = wanted.slice(0, 4);
  const [all, data, evidence, names] = await Promise.all([
    allPlaces(),
    loadChunk("places", chunk),
    loadChunk("evidence", chunk),
    loadNames(),
  ]);
  const place = all.find((one) => one.place === wanted) ?? { name: wanted, place: wanted };
  const own = (row) => row.place === wanted && row.year === year;
  const wide = rows(data?.years).find(own);
  if (!wide) return [element("p", {}, say("no_report"))];
  const [kind, code] = measure.split(":");
  const label = code ? (names.get(`${kind === "new" ? "applicant" : kind} ${code}`) ?? code) : say(measure);
  title(`${placeName(place)} ${year} · ${label}`);
  const path = pathOf(measure);
  const found = rows(evidence?.evidence).filter((row) => own(row) && restsOn(row, path));
  const value = code ? rows(data[kind === "new" ? "applicants" : "outcomes"]).find((row) => own(row) && row.code === code)?.count : wide[measure];
  const marks = rows(data.marks).find((row) => own(row) && row.measure === measure)?.marks ?? "";
  const files = new Map(rows(evidence?.documents).map((row) => [row.report, row]));
  const nameOf = (report) => (wide.report_id.startsWith(report) ? wide : files.get(report))?.file_name ?? report;
  const resting = groupBy(found, (row) => (row.reason ? "beside" : "under"));
  return [
    element("p", {}, link(placeHref(place), placeName(place)), ` · ${year} · ${say("form")} ${wide.form_code}`),
    element(
      "dl",
      { class: "facts" },
      ...fact(label, value == null ? say("not_stated") : number(value), "big"),
      ...fact(say("marks"), [...marks].map((mark) => say(`mark_${mark}`)).join("; ")),
      ...fact(say("report"), wide.title),
      ...fact(say("issuer"), wide.issuing_body),
      ...fact(say("published"), wide.published_date),
      ...fact(say("file"), wide.file_name),
      ...fact(say("source"), /^https?:/.test(wide.source_url ?? "") ? link(wide.source_url, wide.source_url) : wide.source_url),
      ...fact(say("document_id"), wide.report_id),
    ),
    statements(say("rests_on"), resting.get("under") ?? [], names, wide, nameOf),
    resting.has("beside") ? statements(say("beside"), resting.get("beside"), names, wide, nameOf) : null,
    found.length ? csvOf(found, names, `${wanted}-${year}-${measure}`.replaceAll(":", "-")) : null,
  ];
}

const fact = (what, found, style) =>
  found ? [element("dt", {}, what), element("dd", { class: style }, found)] : [];

function lineName(statement, names) {
  return names.get(`line ${statement.line}`) ?? statement.line;
}

function columnName(statement, names) {
  if (["value", "total"].includes(statement.column_code)) return statement.column_code === "total" ? say("column_total") : "";
  return names.get(`applicant ${statement.column_code}`) ?? (knows(statement.column_code) ? say(statement.column_code) : statement.column_code);
}

// The report's own document first; others with the same numbers (its PDF, say) folded away.
function statements(heading, found, names, wide, nameOf) {
  const documents = [...groupBy(found, (one) => one.report)].sort(
    ([one], [other]) => wide.report_id.startsWith(other) - wide.report_id.startsWith(one),
  );
  return element(
    "section",
    { class: "card" },
    element("h2", {}, heading),
    found.length ? null : element("p", {}, say("no_statement")),
    ...documents.map(([report, group], at) =>
      element(
        "details",
        { open: at === 0 },
        element("summary", {}, `${nameOf(report)} · ${group.length} ${say("statements")}`),
        statementTable(`${heading}, ${nameOf(report)}`, group, names),
        element("details", {}, element("summary", {}, say("as_query")), element("pre", { tabindex: 0 }, queryOf(group[0]))),
      ),
    ),
  );
}

function statementTable(caption, group, names) {
  const head = ["printed", "measure", "place", "words", "page_evidence"].map((key) => element("th", { scope: "col", class: "words" }, say(key)));
  const body = group.map((one) =>
    element(
      "tr",
      {},
      element("th", { scope: "row", class: "printed" }, `${printedOf(one)} `, one.unit ? element("small", {}, one.unit) : null),
      ...[
        [lineName(one, names), columnName(one, names)].filter(Boolean).join(" · "),
        [placeOf(one), ...remarksOn(one)].join(" · "),
        element("q", { lang: "zh-CN" }, wordsOf(one, names)),
        shownLink(one) ?? "",
      ].map((content) => element("td", { class: "words" }, content)),
    ),
  );
  const made = element(
    "table",
    { class: "statement-table" },
    element("caption", { class: "unseen" }, caption),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...body),
  );
  return element("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": caption }, made);
}

function csvOf(found, names, name) {
  return download(
    name,
    found.map((row) => ({
      document: row.report,
      line: row.line,
      label: lineName(row, names),
      column: row.column_code,
      printed: row.printed,
      state: row.state,
      unit: row.unit,
      place: placeOf(row),
      words: wordsOf(row, names),
      method: row.method,
      reading: row.reading,
      not_in_fact_reason: row.reason,
    })),
  );
}
