// A figure of a page: heading, note, chart, its table and its download.

import specifications from "./charts.js";
import { download, element } from "./dom.js";
import { say } from "./text.js";

const ROW_HEIGHT = 26; // px, of a chart that has one row for each label
const drawn = [];

// Takes {id, title, note, chart, rows, more, table, csv, open}; `more` are data sets and parameters
// of the specification. Gives the section; the chart is drawn when the section is on the page.
export function figure({ id, title, note, chart, rows, more = {}, table, csv, open = false }) {
  const heading = element("h2", { id: `${id}-title` }, title);
  const section = element("section", { id, class: "figure", "aria-labelledby": `${id}-title` }, heading);
  if (note) section.append(element("p", { class: "note" }, note));
  // Bars of nothing but zeros have no length to be drawn to.
  if (chart && rows.some((row) => row.value !== 0)) {
    const label = `${say("chart_of")}${title}. ${say("table_follows")}`;
    const place = element("div", { class: `chart ${chart}`, role: "img", "aria-label": label });
    section.append(place);
    drawn.push(draw(place, chart, rows, more));
  }
  if (table) {
    const details = element("details", { open: open || !section.querySelector(".chart") }, element("summary", {}, say("table")), table);
    section.append(details);
  }
  if (csv) section.append(download(id, csv));
  return section;
}

// Draw what `figure` has put on the page, from the top.
export async function drawAll() {
  const { vegaEmbed } = await import("./vega.js");
  for (const one of drawn.splice(0)) await one(vegaEmbed);
}

const draw = (place, chart, rows, more) => async (vegaEmbed) => {
  const { names, parameters, ...dataSets } = { names: {}, parameters: {}, ...more };
  const specification = structuredClone(specifications[chart]);
  specification.datasets = { rows, ...dataSets };
  // Vega's own choice of columns leaves words out where there is no room.
  specification.config.legend.columns = place.clientWidth < 420 ? 1 : 2;
  specification.height ??= ROW_HEIGHT * new Set(rows.map((row) => row.label)).size;
  const codes = new Map(rows.map((row) => [row.code, row.code_order]));
  const shown = [...codes.keys()].sort((one, other) => codes.get(one) - codes.get(other));
  const values = { names, shown, ...parameters };
  for (const parameter of specification.params ?? []) {
    if (parameter.name in values) parameter.value = values[parameter.name];
  }
  await vegaEmbed(place, specification, {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    ast: true,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  });
};
