// What every page begins with: language, search, release; then the page's own content.

import { drawAll } from "./chart.js";
import { load, rows } from "./data.js";
import { attachSearch } from "./search.js";
import { language, number, say } from "./text.js";

export const asked = new URLSearchParams(location.search);

const byId = (id) => document.getElementById(id);

// `content` fills the page's content; it is called again when something is chosen on the page.
export async function show(content) {
  keepLanguage();
  attachSearch(byId("search"), byId("found"), byId("found-count"));
  byId("state").textContent = say("loading");
  try {
    await refresh(content);
    await tellRelease();
  } catch (error) {
    byId("state").textContent = `${say("failed")}${error.message}`;
    throw error;
  }
}

export async function refresh(content) {
  const made = await content();
  byId("content").replaceChildren(...made.filter(Boolean));
  byId("state").textContent = "";
  await drawAll();
  document.documentElement.dataset.ready = "true";
}

export function title(text) {
  byId("title").textContent = text;
  document.title = `${text} · ${say("site")}`;
}

// Note what was chosen in the address, so that it can be kept and sent; then show it.
export function choose(changes, content) {
  for (const [name, value] of Object.entries(changes)) asked.set(name, value);
  history.replaceState(null, "", `?${asked}`);
  keepLanguage();
  delete document.documentElement.dataset.ready;
  return refresh(content);
}

function keepLanguage() {
  try {
    localStorage.setItem("language", language);
  } catch {
    // Remembering is a comfort; browsers may forbid it.
  }
  const other = byId("language");
  other.href = `${other.getAttribute("href").split("?")[0]}${location.search}`;
}

async function tellRelease() {
  const [release] = rows(await load("release"));
  byId("release").textContent =
    `${say("release")} ${release.version} (${release.published_on}) · ` +
    `${number(release.document_count)} ${say("documents")} · ` +
    `${number(release.figure_count)} ${say("figures")}`;
}
