// The search in the head of each page: by name, former name, pinyin, initials or code.

import { load, rows } from "./data.js";
import { element, link } from "./dom.js";
import { placeName, say } from "./text.js";

const SHOWN = 12;
let places;

// All places, each with what it is searched by.
export async function allPlaces() {
  places ??= rows(await load("places")).map((place) => ({ ...place, key: searchKey(place) }));
  return places;
}

function searchKey({ name, names, code, pinyin, province, prefecture }) {
  const said = pinyin ?? "";
  const initials = said.split(" ").map((syllable) => syllable.charAt(0)).join("");
  return [name, names, code, said.replaceAll(" ", ""), initials, `${province ?? ""}${prefecture ?? ""}${name}`]
    .filter(Boolean)
    .join("\n")
    .toLowerCase();
}

// Those that begin with the text come first, then those with reports.
export function find(all, text) {
  const wanted = text.trim().toLowerCase().replaceAll(/[\s']/g, "");
  if (!wanted) return [];
  const rank = (place) => (place.key.startsWith(wanted) || place.key.includes(`\n${wanted}`) ? 0 : 2) + (place.reports ? 0 : 1);
  return all
    .filter((place) => place.key.includes(wanted))
    .map((place) => [rank(place), place])
    .sort(([one], [other]) => one - other)
    .map(([, place]) => place);
}

export const placeHref = (place) => `place.html?place=${encodeURIComponent(place.place)}`;

// Attach to an input; `hrefOf` says where a found place leads.
export function attachSearch(input, list, status, hrefOf = placeHref) {
  const update = async () => {
    const found = find(await allPlaces(), input.value);
    list.replaceChildren(...found.slice(0, SHOWN).map((place) => entry(place, hrefOf(place))));
    list.hidden = !found.length;
    status.textContent = input.value.trim() ? message(found.length) : "";
  };
  input.addEventListener("input", update);
  input.addEventListener("focus", () => allPlaces());
  const links = () => [...list.querySelectorAll("a")];
  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      input.value = "";
      update();
      input.focus();
    }
    if (event.key === "Enter" && event.target === input) links()[0]?.click();
    if (!step || list.hidden) return;
    event.preventDefault();
    const at = links().indexOf(document.activeElement) + step;
    (links()[at] ?? input).focus();
  };
  input.addEventListener("keydown", move);
  list.addEventListener("keydown", move);
}

function message(count) {
  if (!count) return say("search_none");
  return `${count} ${say("results")}${count > SHOWN ? `; ${say("search_more")}` : ""}`;
}

function entry(place, href) {
  const where = [place.province, place.prefecture].filter(Boolean).join(" ");
  const held = place.reports ? `${place.reports} ${say("reports")}` : say("no_report");
  return element(
    "li",
    {},
    link(href, placeName(place)),
    element("span", { class: "quiet" }, ` ${where} ${place.code} · ${held}`),
  );
}
