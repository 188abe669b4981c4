// Elements, tables and downloads.

import { say } from "./text.js";

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value != null && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

export const link = (href, text, attributes = {}) => element("a", { href, ...attributes }, text);

// A table that scrolls by itself where it is wider than the page.
// columns: [{label, sub}]; rows: [{label, href, cells: [{text, sub, href, title, marks}], head}].
export function table({ caption, corner = "", columns, rows, hiddenCaption = false, latestFirst = false }) {
  const isText = (at) => rows.some(({ cells }) => cells[at]?.words);
  const head = columns.map((column, at) =>
    element("th", { scope: "col", class: isText(at) ? "words" : null }, ...labelled(column)),
  );
  const body = rows.map((row) =>
    element(
      "tr",
      { class: row.head ? "whole" : null },
      element("th", { scope: "row" }, row.href ? link(row.href, row.label) : row.label),
      ...row.cells.map(cell),
    ),
  );
  const made = element(
    "table",
    {},
    element("caption", { class: hiddenCaption ? "unseen" : null }, caption),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, corner), ...head)),
    element("tbody", {}, ...body),
  );
  const scroll = element("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": caption }, made);
  // Of years that do not all fit, the last are what is looked for.
  if (latestFirst) whenShown(scroll, () => (scroll.scrollLeft = scroll.scrollWidth));
  return scroll;
}

function whenShown(part, act) {
  const observer = new ResizeObserver(() => {
    if (!part.offsetWidth) return;
    observer.disconnect();
    act();
  });
  observer.observe(part);
}

function labelled({ label, sub }) {
  return sub ? [label, element("small", {}, sub)] : [label];
}

function cell({ text, sub, href, title, marks, words }) {
  const shown = href && text ? link(href, text) : text;
  return element(
    "td",
    { title, class: words ? "words" : null },
    shown,
    marks ? element("sup", { title: [...marks].map((mark) => say(`mark_${mark}`)).join("; ") }, marks) : null,
    sub ? element("small", {}, sub) : null,
  );
}

// A button that hands the rows over as CSV, safe to be opened by a spreadsheet.
export function download(name, rows) {
  const button = element("button", { type: "button", class: "download" }, say("download"));
  button.addEventListener("click", () => {
    const file = new Blob(["\ufeff", csv(rows)], { type: "text/csv;charset=utf-8" });
    const address = URL.createObjectURL(file);
    const anchor = element("a", { href: address, download: `${name}.csv` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  return button;
}

export function csv(rows) {
  if (!rows.length) return "";
  const names = Object.keys(rows[0]);
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => `${cells.map(csvCell).join(",")}\r\n`)
    .join("");
}

function csvCell(value) {
  if (value == null) return "";
  const text = typeof value === "string" && /^[\s]*[=+@\t\r-]/.test(value) ? `'${value}` : `${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function choice(label, name, options, chosen, onChange) {
  const select = element(
    "select",
    { name },
    ...options.map(([value, text]) =>
      element("option", { value, selected: `${value}` === `${chosen}` }, text),
    ),
  );
  select.addEventListener("change", () => onChange(select.value));
  return element("label", { class: "choice-of" }, element("span", {}, label), select);
}
