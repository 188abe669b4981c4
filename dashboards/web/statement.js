// A statement of a document: where it stands, its words, and the way to see it there.

import { element, link } from "./dom.js";
import { say } from "./text.js";

const PLACES = ["page_no", "table_no", "row_no", "column_no", "char_start"];

// In words: "page 2, table 2, row 13, cell 8".
export function placeOf(statement) {
  return PLACES.filter((name) => statement[name] != null)
    .map((name) => `${say(name)} ${statement[name]}`)
    .concat(statement.member ? [`${say("member")} ${statement.member}`] : [])
    .join(say("comma"));
}

export const printedOf = (statement) =>
  statement.state === "number" ? statement.printed : (statement.printed || "") + ` (${say(`cell_${statement.state}`)})`;

// A link to the page that `gongkai serve` makes; null where the site comes from another server.
export function shownLink(statement) {
  if (!document.cookie.includes("show=1")) return null;
  const told = ["report", "line", "column_code", ...PLACES].filter((name) => statement[name] != null);
  const query = Object.fromEntries(told.map((name) => [name, statement[name]]));
  return link(`../../show?${new URLSearchParams(query)}`, say("show_in_document"), { target: "_blank", rel: "noopener" });
}

// What an analyst asks the warehouse for the same statement.
export function queryOf(statement) {
  const [form, line] = statement.line.split(":");
  return (
    `select e.* from fct_figures as f, explain_figure(f.figure_id) as e where f.report_id like '${statement.report}%' ` +
    `and f.line_form = '${form}' and f.line_code = '${line}' and f.column_code = '${statement.column_code}';`
  );
}

// Its words; where they are the form's own label, the data leave them out.
export const wordsOf = (statement, names) => statement.words ?? names.get(`zh line ${statement.line}`) ?? "";

// What has to be said of it beside its words.
export const remarksOn = ({ reading, reason }) =>
  [reading === "inferred" ? say("mark_i") : null, reason ? say(`reason_${reason}`) : null].filter(Boolean);

export function statementItem(statement, names, lineName, columnName) {
  return element(
    "li",
    { class: "statement" },
    element(
      "p",
      {},
      element("strong", { class: "printed" }, printedOf(statement)),
      ` ${statement.unit ?? ""} `,
      element("span", {}, `${lineName}${columnName ? ` · ${columnName}` : ""}`),
    ),
    element("blockquote", { lang: "zh-CN" }, wordsOf(statement, names)),
    element("p", { class: "quiet" }, [placeOf(statement), ...remarksOn(statement)].filter(Boolean).join(" · "), " ", shownLink(statement)),
  );
}
