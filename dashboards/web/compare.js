// Several places over the years, by an indicator that can be followed. A line joins only years
// between which nothing changed that it counts; each break is drawn.

import { figure } from "./chart.js";
import { groupBy, loadChunk, rows } from "./data.js";
import { choice, element, link, table } from "./dom.js";
import { indicatorValue } from "./measures.js";
import { loadNames } from "./names.js";
import { asked, choose, show, title } from "./page.js";
import { allPlaces, attachSearch, placeHref } from "./search.js";
import { number, percent, placeName, say } from "./text.js";

const MOST = 6;
// What an indicator is made of, where it has another name.
const MEASURES = {
  request_count: ["new_request_count", "received_count"],
  any_disclosure_ratio: ["any_disclosure_count", "outcome_count"],
};
const chosen = () => (asked.get("places") ?? "").split(",").filter(Boolean).slice(0, MOST);

show(page);

async function page() {
  title(say("page_compare"));
  const wanted = chosen();
  const [all, names, ...chunks] = await Promise.all([
    allPlaces(),
    loadNames(),
    ...wanted.map((place) => loadChunk("places", place.slice(0, 4))),
  ]);
  const places = wanted.map((place) => all.find((one) => one.place === place) ?? { place, name: place });
  const series = wanted.flatMap((place, at) => {
    const years = new Map(rows(chunks[at]?.years).map((row) => [`${row.place} ${row.year}`, row]));
    return rows(chunks[at]?.comparable)
      .filter((row) => row.place === place)
      .map((row) => ({ ...row, wide: years.get(`${place} ${row.year}`) }))
      .map(({ wide, ...row }) => ({ ...row, form: wide.form_code, value: indicatorValue(wide, row.indicator) }));
  });
  const marks = new Map(
    chunks.flatMap((chunk) => rows(chunk?.marks)).map((row) => [`${row.place} ${row.year} ${row.measure}`, row.marks]),
  );
  const indicators = [...new Set(series.map((row) => row.indicator))];
  const indicator = indicators.includes(asked.get("indicator")) ? asked.get("indicator") : indicators[0];
  return [
    element("p", { class: "note" }, say("compare_note")),
    chooser(places),
    indicators.length
      ? element(
          "div",
          { class: "choices" },
          choice(
            say("indicator"),
            "indicator",
            indicators.map((one) => [one, names.get(`indicator ${one}`)]),
            indicator,
            (value) => choose({ indicator: value }, page),
          ),
        )
      : null,
    indicators.length ? linesFigure(places, series.filter((row) => row.indicator === indicator), marks, names, indicator) : null,
  ];
}

const hrefWith = (places) => `compare.html?${new URLSearchParams({ ...Object.fromEntries(asked), places: places.join(",") })}`;

// The places compared, each with a way out, and a search for one more.
function chooser(places) {
  const codes = places.map((one) => one.place);
  const input = element("input", { id: "add", type: "search", autocomplete: "off", placeholder: say("search_hint"), "aria-controls": "add-found" });
  const list = element("ul", { id: "add-found", class: "found", hidden: true });
  const status = element("p", { class: "quiet", role: "status" });
  attachSearch(input, list, status, (place) => hrefWith([...codes.filter((code) => code !== place.place), place.place]));
  const chips = places.map((one) =>
    element(
      "li",
      {},
      link(placeHref(one), placeName(one)),
      " ",
      link(hrefWith(codes.filter((code) => code !== one.place)), "×", { "aria-label": `${say("remove")} ${one.name}`, class: "remove" }),
    ),
  );
  return element(
    "section",
    { "aria-label": say("places") },
    chips.length ? element("ul", { class: "chips" }, ...chips) : element("p", {}, say("compare_none")),
    places.length < MOST
      ? element("div", { class: "search" }, element("label", { for: "add" }, say("add_place")), input, status, list)
      : element("p", { class: "quiet" }, say("compare_full")),
  );
}

function linesFigure(places, series, marks, names, indicator) {
  const isRatio = indicator.endsWith("_ratio");
  const show = isRatio ? percent : number;
  const nameOf = new Map(places.map((one) => [one.place, labelOf(one, places)]));
  const marksOf = (row) =>
    [...new Set((MEASURES[indicator] ?? [indicator]).flatMap((measure) => [...(marks.get(`${row.place} ${row.year} ${measure}`) ?? "")]))].sort().join("");
  const isPartial = (row) => /[cxt]/.test(marksOf(row));
  const remarks = (row) => [...marksOf(row)].map((mark) => `; ${say(`mark_${mark}`)}`).join("");
  const breaks = series.filter((row) => row.break === "definition" || row.break === "gap");
  const definitions = (row) => `${say(`break_${row.break}`)} · ${say("form")} ${row.form}`;
  const years = [...new Set(series.map((row) => row.year))].sort();
  const drawnBreaks = [...groupBy(breaks, (row) => row.year)].map(([year, group]) => ({
    at: year - 0.5,
    text: [...new Set(group.map((row) => say(`break_${row.break}`)))].join(say("comma")),
    tip: group.map((row) => `${nameOf.get(row.place)} ${year}: ${definitions(row)}`).join("; "),
  }));
  return figure({
    id: "compare",
    title: names.get(`indicator ${indicator}`),
    note: breaks.length ? say("breaks_note") : null,
    chart: "lines",
    rows: series.map((row) => ({
      place: nameOf.get(row.place),
      year: row.year,
      value: row.value,
      segment: `${row.place} ${row.segment}`,
      is_partial: isPartial(row),
      tip: `${nameOf.get(row.place)} ${row.year}: ${show(row.value)} (${say("form")} ${row.form}${remarks(row)})`,
    })),
    more: {
      breaks: drawnBreaks,
      parameters: { places: [...nameOf.values()], numbers: isRatio ? "%" : ",~r" },
    },
    open: true,
    table: table({
      caption: names.get(`indicator ${indicator}`),
      hiddenCaption: true,
      columns: years.map((year) => ({ label: year })),
      latestFirst: true,
      rows: places.map((one) => ({
        label: nameOf.get(one.place),
        href: placeHref(one),
        cells: years.map((year) => {
          const row = series.find((found) => found.place === one.place && found.year === year);
          if (!row) return { text: "" };
          const broken = row.break === "definition" || row.break === "gap";
          return { text: show(row.value), marks: marksOf(row), sub: `${say("form")} ${row.form}${broken ? ` ┆ ${say(`break_${row.break}`)}` : ""}` };
        }),
      })),
    }),
    csv: series.map((row) => ({ ...row, place: nameOf.get(row.place), code: row.place.slice(0, 6) })),
  });
}

// Names occur more than once in the country: 朝阳区 is in Beijing and in Changchun.
function labelOf(place, places) {
  const twin = places.some((other) => other !== place && other.name === place.name);
  return twin ? `${placeName(place)} (${place.prefecture ?? place.province ?? place.code})` : placeName(place);
}
