// One place: its years, outcomes, applicants, appeals, fees, rates, peers and what lies below it.

import { figure } from "./chart.js";
import { groupBy, load, loadChunk, rows } from "./data.js";
import { choice, element, link, table } from "./dom.js";
import { FEES, OUTCOMES, REQUESTS, RESULTS, indicatorValue } from "./measures.js";
import { loadNames } from "./names.js";
import { asked, choose, show, title } from "./page.js";
import { allPlaces, placeHref } from "./search.js";
import { knows, number, ofAll, percent, placeName, say, sayEach } from "./text.js";

show(page);

async function page() {
  const wanted = asked.get("place");
  if (!wanted) return [element("p", {}, say("choose_place"))];
  const chunk = wanted.slice(0, 4);
  const [all, data, bounds, names, medians] = await Promise.all([
    allPlaces(),
    loadChunk("places", chunk),
    loadChunk("bounds", chunk),
    loadNames(),
    load("medians"),
  ]);
  const place = all.find((one) => one.place === wanted);
  if (!place) return [element("p", {}, `${wanted}: ${say("search_none")}`)];
  title(placeName(place));
  const own = (name) => rows(data?.[name] ?? bounds?.[name]).filter((row) => row.place === wanted);
  const scene = {
    place,
    years: own("years"),
    marks: new Map(own("marks").map((row) => [`${row.year} ${row.measure}`, row.marks])),
    names,
    medians: new Map(rows(medians).map((row) => [medianKey(row), row])),
    own,
  };
  if (!scene.years.length) return [facts(place, all), element("p", {}, say("no_report")), boundsFigure(scene), below(place, all)];
  return [
    facts(place, all),
    legend(scene),
    element(
      "div",
      { class: "figures" },
      requestsFigure(scene),
      outcomesFigure(scene),
      applicantsFigure(scene),
      resultsFigure(scene, "review", "reviews"),
      resultsFigure(scene, "lawsuit", "lawsuits"),
      feesFigure(scene),
      ratesFigure(scene),
      peersFigure(scene),
      checksFigure(scene),
      boundsFigure(scene),
    ),
    reportsTable(scene),
    below(place, all),
  ];
}

const medianKey = ({ level, year, indicator, definition }) => `${level} ${year} ${indicator} ${definition}`;
const nameOf = (scene, kind, code) => scene.names.get(`${kind} ${code}`) ?? code;
const shortName = (scene, indicator) => (knows(indicator) ? say(indicator) : nameOf(scene, "indicator", indicator));
const yearLabel = (row) => `${row.year} · ${row.form_code}`;
const yearColumns = (scene) => scene.years.map((row) => ({ label: row.year, sub: `${say("form")} ${row.form_code}` }));

const evidenceHref = (scene, year, measure) =>
  `evidence.html?${new URLSearchParams({ place: scene.place.place, year, measure })}`;

function facts(place, all) {
  const parent = all.find((one) => one.place === place.parent);
  const region = { province: place.code, prefecture: place.code }[place.level];
  const fact = (what, found) => (found ? [element("dt", {}, what), element("dd", {}, found)] : []);
  return element(
    "div",
    {},
    element(
      "dl",
      { class: "facts" },
      ...fact(say("code"), place.code),
      ...fact(say("level"), say(`level_${place.level}`)),
      ...fact(say("part_of"), parent ? link(placeHref(parent), placeName(parent)) : null),
      ...fact(say("formerly"), place.names?.split(" ").filter((name) => name !== place.name).join("、")),
    ),
    element(
      "p",
      {},
      link(`compare.html?${new URLSearchParams({ places: place.place })}`, say("add_compare")),
      ...(region ? [" · ", link(`index.html?region=${region}`, say("page_index"))] : []),
    ),
  );
}

// What the small letters beside numbers mean, if there are any.
function legend(scene) {
  const used = [...new Set([...scene.marks.values()].join(""))].sort();
  if (!used.length) return null;
  return element("p", { class: "note" }, `${say("marks")}: `, used.map((mark) => `${mark} ${say(`mark_${mark}`)}`).join(" · "));
}

// A number with its remarks and its way to the evidence; what is not stated stays empty.
function cellOf(scene, year, measure, value, show = number, key = measure) {
  const marks = scene.marks.get(`${year} ${key}`);
  if (value == null) {
    const state = [...(marks ?? "")].find((mark) => "bcx".includes(mark));
    return { text: state ? say(`state_${state}`) : "", href: state ? evidenceHref(scene, year, key) : null };
  }
  return { text: show(value), href: evidenceHref(scene, year, key), marks };
}

function measureTable(scene, caption, measures, whole) {
  const stated = measures.filter((measure) => scene.years.some((row) => row[measure] != null || scene.marks.has(`${row.year} ${measure}`)));
  return table({
    caption,
    hiddenCaption: true,
    columns: yearColumns(scene),
    latestFirst: true,
    rows: stated.map((measure) => ({
      label: say(measure),
      head: measure === whole,
      cells: scene.years.map((row) => cellOf(scene, row.year, measure, row[measure])),
    })),
  });
}

function measureCsv(scene, measures) {
  return scene.years.flatMap((row) =>
    measures.map((measure) => ({
      place: scene.place.name,
      code: row.division_code,
      year: row.year,
      form: row.form_code,
      measure,
      label: say(measure),
      value: row[measure],
      marks: scene.marks.get(`${row.year} ${measure}`),
    })),
  );
}

const RECEIVED = { not_said: "received_not_said_count", new_and_carried_in: "received_and_carried_in_count" };

// Whether a part of the number may be missing: in conflict, illegible, or short of its printed total.
const isPartial = (marks) => /[cxt]/.test(marks ?? "");

function drawnMeasures(scene, measures, codeOf = (measure) => measure, valueOf = (row, measure) => row[measure]) {
  return scene.years.flatMap((row) =>
    measures.flatMap((measure, at) => {
      const value = valueOf(row, measure);
      return value == null
        ? []
        : [
            {
              label: yearLabel(row),
              order: row.year,
              code: codeOf(measure),
              code_order: at,
              value,
              text: `${number(value)}${marksOf(scene, row.year, measure) ?? ""}`,
              is_partial: isPartial(marksOf(scene, row.year, measure)),
              tip: `${row.year} · ${say(measure)}: ${number(value)}${remarks(marksOf(scene, row.year, measure))}`,
            },
          ];
    }),
  );
}

const marksOf = (scene, year, measure) =>
  scene.marks.get(`${year} ${Object.values(RECEIVED).includes(measure) ? "received_count" : measure}`);
const remarks = (marks) => (marks ? ` (${[...marks].map((mark) => say(`mark_${mark}`)).join("; ")})` : "");

function requestsFigure(scene) {
  // What was counted decides the bar's colour: new ones, or received where new is not told.
  const valueOf = (row, measure) => {
    if (measure === "new_request_count") return row.new_request_count;
    return row.new_request_count == null && RECEIVED[row.received_basis] === measure ? row.received_count : null;
  };
  const measures = ["new_request_count", "received_count", "carried_in_count", "carried_forward_count"];
  const made = measureTable(scene, say("requests"), measures);
  return figure({
    id: "requests",
    title: say("requests"),
    note: `${say("requests_note")} ${say("form_note")}`,
    chart: "requests",
    rows: drawnMeasures(scene, REQUESTS, undefined, valueOf),
    more: { names: sayEach(REQUESTS) },
    table: made,
    csv: measureCsv(scene, measures),
    open: true,
  });
}

function outcomesFigure(scene) {
  const reasons = scene.own("outcomes");
  return figure({
    id: "outcomes",
    title: say("outcomes"),
    note: say("outcomes_note"),
    chart: "outcomes",
    rows: drawnMeasures(scene, OUTCOMES),
    more: { names: sayEach(OUTCOMES) },
    table: element(
      "div",
      {},
      measureTable(scene, say("outcomes"), [...OUTCOMES, "outcome_count"], "outcome_count"),
      reasons.length
        ? element("details", {}, element("summary", {}, say("reasons")), codeTable(scene, say("reasons"), "outcome", reasons, "outcome:"))
        : null,
    ),
    csv: [...measureCsv(scene, [...OUTCOMES, "outcome_count"]), ...codeCsv(scene, "outcome", reasons)],
    open: true,
  });
}

// Rows by code and year (reasons, applicants) as a table of codes by years.
function codeTable(scene, caption, kind, data, prefix) {
  return table({
    caption,
    columns: yearColumns(scene),
    latestFirst: true,
    rows: [...groupBy(data, (row) => row.code)].map(([code, group]) => ({
      label: nameOf(scene, kind, code),
      cells: scene.years.map(({ year }) => {
        const row = group.find((one) => one.year === year);
        return cellOf(scene, year, `${prefix}${code}`, row?.count);
      }),
    })),
  });
}

function codeCsv(scene, kind, data) {
  return data.map((row) => ({
    place: scene.place.name,
    code: scene.place.code,
    year: row.year,
    form: scene.years.find((one) => one.year === row.year)?.form_code,
    measure: row.code,
    label: nameOf(scene, kind, row.code),
    value: row.count,
    marks: scene.marks.get(`${row.year} ${kind === "applicant" ? "new" : kind}:${row.code}`),
  }));
}

function applicantsFigure(scene) {
  const data = scene.own("applicants");
  if (!data.length) return null;
  const order = [...new Set(data.map((row) => row.code))];
  const drawn = data
    .filter((row) => row.count != null)
    .map((row) => ({
      label: yearLabel(scene.years.find((one) => one.year === row.year)),
      order: row.year,
      code: row.code,
      code_order: order.indexOf(row.code),
      value: row.count,
      // What is blank of one kind of applicant makes the others look like all.
      is_partial: isPartial(marksOf(scene, row.year, "new_request_count")),
      tip: `${row.year} · ${nameOf(scene, "applicant", row.code)}: ${number(row.count)}`,
    }));
  return figure({
    id: "applicants",
    title: say("applicants"),
    note: say("applicants_note"),
    chart: "applicants",
    rows: drawn,
    more: { names: Object.fromEntries(order.map((code) => [code, nameOf(scene, "applicant", code)])) },
    table: codeTable(scene, say("applicants"), "applicant", data, "new:"),
    csv: codeCsv(scene, "applicant", data),
  });
}

function resultsFigure(scene, kind, id) {
  const measures = RESULTS.map((result) => `${kind}_${result}`);
  const whole = `${kind}_count`;
  return figure({
    id,
    title: say(id),
    chart: "results",
    rows: drawnMeasures(scene, measures, (measure) => measure.replace(`${kind}_`, "")),
    more: { names: sayEach(RESULTS) },
    table: measureTable(scene, say(id), [...measures, whole], whole),
    csv: measureCsv(scene, [...measures, whole]),
  });
}

function feesFigure(scene) {
  const stated = FEES.filter((fee) => scene.years.some((row) => row[fee] != null));
  const figures = stated.map((fee) =>
    figure({
      id: fee,
      title: say(fee),
      chart: "amounts",
      rows: drawnMeasures(scene, [fee], () => "amount"),
      table: measureTable(scene, say(fee), [fee]),
      csv: measureCsv(scene, [fee]),
    }),
  );
  if (!figures.length) return null;
  figures[0].querySelector("h2").after(element("p", { class: "note" }, say("fees_note")));
  const fragment = document.createDocumentFragment();
  fragment.append(...figures);
  return fragment;
}

function ratesFigure(scene) {
  const data = scene.own("metrics");
  if (!data.length) return null;
  const rates = [...groupBy(data, (row) => row.metric)];
  const shown = (row) => (row.low == null ? number(row.value >= 100 ? Math.round(row.value) : row.value) : percent(row.value));
  return figure({
    id: "rates",
    title: say("rates"),
    note: data.some((row) => row.high - row.low > 0.1) ? say("rates_note") : null,
    open: true,
    table: table({
      caption: say("rates"),
      hiddenCaption: true,
      columns: yearColumns(scene),
      latestFirst: true,
      rows: rates.map(([metric, group]) => ({
        label: nameOf(scene, "metric", metric),
        cells: scene.years.map(({ year }) => {
          const row = group.find((one) => one.year === year);
          if (!row || row.value == null) return { text: "" };
          const sides = ofAll(row.numerator, row.denominator);
          // Of few cases the share says little: how little is said where it matters.
          const wide = row.high - row.low > 0.1;
          return { text: shown(row), marks: row.untied ? "t" : null, sub: wide ? `${sides} · ${percent(row.low)}–${percent(row.high)}` : sides };
        }),
      })),
    }),
    csv: data.map(({ year, metric, numerator, denominator, value, low, high, untied }) => ({
      year, metric, label: nameOf(scene, "metric", metric), numerator, denominator, value, low, high, marks: untied ? "t" : null,
    })),
  });
}

function peersFigure(scene) {
  const data = scene.own("peers");
  if (!data.length) return null;
  const { year, years } = yearOf(data);
  const wide = scene.years.find((row) => row.year === year);
  const ranked = data
    .filter((row) => row.year === year)
    .map((row) => ({
      ...row,
      value: indicatorValue(wide, row.indicator),
      ...scene.medians.get(medianKey({ ...row, level: wide.level })),
    }));
  const show = (row, value) => (row.indicator.endsWith("_ratio") ? percent(value) : number(value));
  const made = figure({
    id: "peers",
    title: `${say("peers")} · ${year}`,
    note: say("peers_note"),
    chart: "ranks",
    rows: ranked
      .filter((row) => row.percentile != null)
      .map((row, at) => ({
        label: shortName(scene, row.indicator),
        order: at,
        value: row.percentile,
        tip: `${nameOf(scene, "indicator", row.indicator)}: ${show(row, row.value)}; ${say("median")} ${show(row, row.median)}; ${say("peer_count")} ${number(row.peers)}`,
      })),
    table: table({
      caption: `${say("peers")} ${year}`,
      hiddenCaption: true,
      corner: say("indicator"),
      columns: ["value", "median", "percentile", "peer_count"].map((key) => ({ label: say(key) })),
      rows: ranked.map((row) => ({
        label: nameOf(scene, "indicator", row.indicator),
        cells: [show(row, row.value), show(row, row.median), percent(row.percentile), number(row.peers)].map((text) => ({ text })),
      })),
    }),
    csv: ranked.map(({ place: _, ...row }) => row),
    open: ranked.every((row) => row.percentile == null),
  });
  made.querySelector("h2").after(yearChoice(years, year));
  return made;
}

// Of what would be too much for all years: the year that was asked for, else the last.
function yearOf(data) {
  const years = [...new Set(data.map((row) => row.year))].sort();
  const wanted = Number(asked.get("year"));
  return { years, year: years.includes(wanted) ? wanted : years.at(-1) };
}

function yearChoice(years, year) {
  const options = years.map((one) => [one, one]);
  return element("div", { class: "choices" }, choice(say("year"), "year", options, year, (value) => choose({ year: value }, page)));
}

function checksFigure(scene) {
  const measures = ["violated_check_count", "held_check_count", "not_testable_check_count"];
  const codes = { violated_check_count: "violated", held_check_count: "holds", not_testable_check_count: "not_testable" };
  return figure({
    id: "checks",
    title: say("checks"),
    note: say("checks_note"),
    chart: "checks",
    rows: drawnMeasures(scene, measures, (measure) => codes[measure]),
    more: { names: sayEach(Object.values(codes)) },
    table: table({
      caption: say("checks"),
      hiddenCaption: true,
      columns: yearColumns(scene),
      latestFirst: true,
      rows: measures.map((measure) => ({
        label: say(measure),
        cells: scene.years.map((row) => ({
          text: number(row[measure]),
          href: measure === "violated_check_count" && row[measure] ? qualityHref(scene, row.year) : null,
        })),
      })),
    }),
    csv: measureCsv(scene, measures),
  });
}

const qualityHref = (scene, year) => `quality.html?${new URLSearchParams({ place: scene.place.place, year })}`;

function boundsFigure(scene) {
  const data = scene.own("bounds");
  if (!data.length) return null;
  const { year, years } = yearOf(data);
  const shown = data.filter((row) => row.year === year);
  const levels = [...groupBy(shown, (row) => row.level)];
  const made = figure({
    id: "bounds",
    title: `${say("bounds")} · ${year}`,
    note: say("children_note"),
    csv: data.map(({ place: _, ...row }) => row),
  });
  made.lastChild.before(
    ...levels.flatMap(([level, group]) => [
      levels.length > 1 ? element("h3", {}, say(`level_${level}`)) : null,
      table({
        caption: `${say("bounds")} ${year} ${say(`level_${level}`)}`,
        hiddenCaption: true,
        corner: say("indicator"),
        columns: ["own", "children_sum", "upper_bound", "status"].map((key) => ({ label: say(key) })),
        rows: group.map((row) => ({
          label: shortName(scene, row.indicator),
          cells: [
            { text: number(row.own) },
            { text: number(row.low), sub: ofAll(row.stated, row.expected) },
            { text: number(row.high) },
            { text: say(row.status) },
          ],
        })),
      }),
    ]).filter(Boolean),
  );
  made.querySelector("h2").after(yearChoice(years, year));
  return made;
}

function reportsTable(scene) {
  return element(
    "section",
    { class: "card", "aria-labelledby": "reports-title" },
    element("h2", { id: "reports-title" }, say("report")),
    table({
      caption: say("report"),
      hiddenCaption: true,
      corner: say("year"),
      columns: ["report", "form", "issuer", "published", "source"].map((key) => ({ label: say(key) })),
      rows: scene.years.map((row) => ({
        label: row.year,
        cells: [
          { text: row.title ?? row.file_name, words: true },
          { text: nameOf(scene, "form", row.form_code), words: true },
          { text: row.issuing_body ?? "", words: true },
          { text: row.published_date ?? "" },
          /^https?:/.test(row.source_url ?? "") ? { text: row.file_name, href: row.source_url, words: true } : { text: row.file_name, words: true },
        ],
      })),
    }),
  );
}

function below(place, all) {
  const children = all.filter((one) => one.parent === place.place);
  if (!children.length) return null;
  const held = (one) => (one.reports ? `${one.reports} ${say("reports")}` : say("no_report"));
  return element(
    "section",
    { class: "card", "aria-labelledby": "below-title" },
    element("h2", { id: "below-title" }, say("children")),
    element(
      "ul",
      { class: "list" },
      ...children.map((one) => element("li", {}, link(placeHref(one), placeName(one)), element("span", { class: "quiet" }, ` ${held(one)}`))),
    ),
  );
}
