// The country, a province or a prefecture at a glance: one level below it, over the years.

import { figure } from "./chart.js";
import { groupBy, load, loadChunk, rows } from "./data.js";
import { choice, element, link, table } from "./dom.js";
import { FEES, LEVELS, OUTCOMES, REQUESTS, RESULTS } from "./measures.js";
import { asked, choose, show, title } from "./page.js";
import { allPlaces, placeHref } from "./search.js";
import { number, ofAll, percent, placeName, say, sayEach } from "./text.js";
import { TILES } from "./tiles.js";

const COUNTRY = "country";

show(overview);

async function overview() {
  const region = asked.get("region") ?? COUNTRY;
  const chunk = region === COUNTRY ? COUNTRY : `${region.slice(0, 2)}0000`;
  const [data, all] = await Promise.all([loadChunk("regions", chunk), allPlaces()]);
  const here = all.find((place) => place.code === region);
  const name = region === COUNTRY ? say("country") : placeName(here ?? { name: region });
  title(name);
  const coverage = rows(data?.coverage).filter((row) => row.region === region);
  const levels = LEVELS.filter((level) => coverage.some((row) => row.level === level));
  const level = levels.includes(asked.get("level")) ? asked.get("level") : bestLevel(coverage, levels);
  const held = coverage.filter((row) => row.level === level);
  const sums = rows(data?.sums).filter((row) => row.region === region && row.level === level);
  const scene = { region, level, held, sums: index(sums), years: held.map((row) => row.year) };
  const year = Number(asked.get("year")) || scene.years.findLast((one) => heldIn(scene, one).reported) || scene.years.at(-1);
  if (!held.length) return [element("p", {}, say("no_report"))];

  return [
    choices(levels, level, scene.years, year),
    element("p", { class: "note" }, say("coverage_note")),
    glance(scene, year),
    element(
      "div",
      { class: "figures" },
      coverageFigure(scene),
      region === COUNTRY ? await map(year) : null,
      requestsFigure(scene),
      stackFigure(scene, "outcomes", OUTCOMES, "outcome_count"),
      stackFigure(scene, "reviews", RESULTS.map((result) => `review_${result}`), "review_count"),
      stackFigure(scene, "lawsuits", RESULTS.map((result) => `lawsuit_${result}`), "lawsuit_count"),
      ...FEES.map((fee) => feeFigure(scene, fee)),
    ),
    below(all, here, level, region),
  ];
}

// The level of which most reports are held.
function bestLevel(coverage, levels) {
  const most = (level) => Math.max(...coverage.filter((row) => row.level === level).map((row) => row.reported));
  return [...levels].reverse().reduce((best, level) => (most(level) > most(best) ? level : best), levels.at(-1));
}

function index(sums) {
  return new Map(sums.map((row) => [`${row.year} ${row.measure}`, row]));
}

const sumOf = (scene, year, measure) => scene.sums.get(`${year} ${measure}`);
const heldIn = (scene, year) => scene.held.find((row) => row.year === year);

function choices(levels, level, years, year) {
  return element(
    "div",
    { class: "choices" },
    choice(say("level"), "level", levels.map((one) => [one, say(`level_${one}`)]), level, (value) =>
      choose({ level: value }, overview),
    ),
    choice(say("year"), "year", years.map((one) => [one, one]), year, (value) => choose({ year: value }, overview)),
  );
}

function glance(scene, year) {
  const { expected, reported, ratio } = heldIn(scene, year);
  const stat = (label, big, small) =>
    element("div", {}, element("dt", {}, label), element("dd", { class: "big" }, big), element("dd", { class: "quiet" }, small));
  const shown = [...REQUESTS, "outcome_count", "review_count", "lawsuit_count"].map((measure) => [measure, sumOf(scene, year, measure)]);
  return element(
    "section",
    { "aria-labelledby": "glance-title" },
    element("h2", { id: "glance-title" }, `${year} · ${say(`level_${scene.level}`)}`),
    element(
      "dl",
      { class: "stats" },
      stat(say("coverage"), percent(ratio), `${number(reported)} ${say("of")} ${number(expected)}`),
      ...shown
        .filter(([, sum]) => sum)
        .map(([measure, sum]) => stat(say(measure), number(sum.total), statedBy(sum, expected))),
    ),
  );
}

const statedBy = (sum, expected) => `${say("stated")} ${number(sum.stated)} ${say("of")} ${number(expected)}`;

function sumNote(scene, measures) {
  const isMarked = scene.years.some((year) => measures.some((measure) => sumOf(scene, year, measure)?.untied));
  return isMarked ? `${say("sum_note")} ${say("sum_mark_note")}` : say("sum_note");
}

const yearLabel = (scene, year) => {
  const { reported, expected } = heldIn(scene, year);
  return `${year} · ${ofAll(reported, expected)}`;
};

function coverageFigure(scene) {
  const drawn = scene.held.map((row) => ({
    label: `${row.year}`,
    order: row.year,
    value: row.ratio,
    text: ofAll(row.reported, row.expected),
    tip: `${row.year}: ${number(row.reported)} ${say("of")} ${number(row.expected)} (${percent(row.ratio)})`,
  }));
  const line = (label, key, show) => ({ label, cells: scene.held.map((row) => ({ text: show(row[key]) })) });
  return figure({
    id: "coverage",
    title: say("coverage"),
    chart: "coverage",
    rows: drawn,
    table: table({
      caption: say("coverage"),
      columns: scene.years.map((year) => ({ label: year })),
      latestFirst: true,
      rows: [line(say("expected"), "expected", number), line(say("reported"), "reported", number), line(say("coverage"), "ratio", percent)],
    }),
    csv: scene.held.map(({ year, level, expected, reported, ratio }) => ({ year, level, expected, reported, ratio })),
  });
}

function sumsTable(scene, caption, measures, whole) {
  const line = (measure) => ({
    label: say(measure),
    head: measure === whole,
    cells: scene.years.map((year) => {
      const sum = sumOf(scene, year, measure);
      return sum
        ? { text: number(sum.total), marks: sum.untied ? "t" : null, sub: ofAll(sum.stated, heldIn(scene, year).expected) }
        : { text: "" };
    }),
  });
  const shown = measures.filter((measure) => scene.years.some((year) => sumOf(scene, year, measure)));
  return table({ caption, columns: scene.years.map((year) => ({ label: year })), latestFirst: true, rows: shown.map(line) });
}

function sumsCsv(scene, measures) {
  return scene.years.flatMap((year) =>
    measures.flatMap((measure) => {
      const sum = sumOf(scene, year, measure);
      const { expected, reported } = heldIn(scene, year);
      return sum
        ? [{ year, level: scene.level, measure, label: say(measure), sum: sum.total, stated: sum.stated, untied: sum.untied, reported, expected }]
        : [];
    }),
  );
}

function drawnSums(scene, measures, codeOf = (measure) => measure, labelOf = (year) => yearLabel(scene, year)) {
  return scene.years.flatMap((year) =>
    measures.flatMap((measure, at) => {
      const sum = sumOf(scene, year, measure);
      if (!sum) return [];
      return [
        {
          label: labelOf(year, sum, at),
          order: year + at / 10,
          code: codeOf(measure),
          code_order: at,
          value: sum.total,
          text: number(sum.total),
          tip: `${year} · ${say(measure)}: ${number(sum.total)} (${statedBy(sum, heldIn(scene, year).expected)})`,
        },
      ];
    }),
  );
}

function requestsFigure(scene) {
  const others = ["carried_in_count", "carried_forward_count"];
  return figure({
    id: "requests",
    title: say("requests"),
    note: `${say("requests_note")} ${sumNote(scene, REQUESTS)}`,
    chart: "requests",
    // What counts different things has bars of its own, each with those that state it.
    rows: drawnSums(scene, REQUESTS, undefined, (year, sum, at) =>
      `${year} · ${ofAll(sum.stated, heldIn(scene, year).expected)}${"\u200b".repeat(at)}`,
    ),
    more: { names: sayEach(REQUESTS) },
    table: sumsTable(scene, say("requests"), [...REQUESTS, ...others]),
    csv: sumsCsv(scene, [...REQUESTS, ...others]),
  });
}

function stackFigure(scene, id, measures, whole) {
  const codeOf = (measure) => measure.replace(/^(review|lawsuit)_/, "");
  return figure({
    id,
    title: say(id),
    note: `${id === "outcomes" ? `${say("outcomes_note")} ` : ""}${sumNote(scene, [...measures, whole])}`,
    chart: id === "outcomes" ? "outcomes" : "results",
    rows: drawnSums(scene, measures, codeOf),
    more: { names: sayEach(measures.map(codeOf)) },
    table: sumsTable(scene, say(id), [...measures, whole], whole),
    csv: sumsCsv(scene, [...measures, whole]),
  });
}

function feeFigure(scene, fee) {
  const drawn = drawnSums(scene, [fee], () => "amount");
  if (!drawn.length) return null;
  return figure({
    id: fee,
    title: say(fee),
    note: `${say("fees_note")} ${sumNote(scene, [fee])}`,
    chart: "amounts",
    rows: drawn,
    table: sumsTable(scene, say(fee), [fee]),
    csv: sumsCsv(scene, [fee]),
  });
}

async function map(year) {
  const shown = asked.get("map") ?? "ratio";
  const options = { ratio: "map_coverage", new_request_count: "map_requests", any_disclosure_ratio: "map_disclosure" };
  const format = shown === "new_request_count" ? number : percent;
  const provinces = rows(await load("tiles")).filter((row) => row.year === year);
  const most = Math.max(...provinces.map((row) => row[shown] ?? 0));
  const drawn = provinces
    .filter((row) => row.region in TILES)
    .map((row) => {
      const [short, tile_column, tile_row] = TILES[row.region];
      return {
        tile_column,
        tile_row,
        short_name: short,
        value: row[shown],
        is_dark: row[shown] > most / 2,
        text: format(row[shown]),
        tip: `${row.name}: ${format(row[shown]) || say("not_stated")} (${ofAll(row.reported, row.expected)})`,
      };
    });
  const made = figure({
    id: "map",
    title: `${say("map")} · ${say(options[shown])} · ${year}`,
    chart: "tiles",
    rows: drawn,
    table: table({
      caption: say("map"),
      corner: say("province"),
      columns: [say("coverage"), ...Object.values(options).slice(1).map((key) => say(key))].map((label) => ({ label })),
      rows: provinces.map((row) => ({
        label: row.name,
        href: `index.html?region=${row.region}`,
        cells: [
          { text: percent(row.ratio), sub: ofAll(row.reported, row.expected) },
          { text: number(row.new_request_count) },
          { text: percent(row.any_disclosure_ratio) },
        ],
      })),
    }),
    csv: provinces,
  });
  made.querySelector("h2").after(
    element(
      "div",
      { class: "choices" },
      choice(say("show"), "map", Object.entries(options).map(([key, label]) => [key, say(label)]), shown, (value) =>
        choose({ map: value }, overview),
      ),
    ),
  );
  return made;
}

// The places of the level below, those with reports first by their order of codes.
function below(all, here, level, region) {
  const inside = all.filter(
    (place) =>
      place.level === level &&
      (region === COUNTRY || place.code.startsWith(region.replace(/(00)+$/, ""))) &&
      place.code !== region &&
      (place.reports || region !== COUNTRY),
  );
  const groups = groupBy(inside, (place) => (place.reports ? "held" : "missing"));
  const list = (places) => element("ul", { class: "list" }, ...places.map((place) => element("li", {}, link(placeHref(place), placeName(place)))));
  return element(
    "section",
    { class: "card", "aria-labelledby": "below-title" },
    element("h2", { id: "below-title" }, `${say("places")} · ${say(`level_${level}`)}`),
    here ? element("p", {}, link(placeHref(here), `${placeName(here)}: ${say("own_report")}`)) : null,
    ...(groups.has("held") ? [element("h3", {}, say("reported")), list(groups.get("held"))] : []),
    ...(groups.has("missing") ? [element("h3", {}, say("no_report")), list(groups.get("missing"))] : []),
  );
}
