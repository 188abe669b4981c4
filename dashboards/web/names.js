// What codes are called: by kind and code in the reader's language, and lines also as forms print them.

import { load, rows } from "./data.js";
import { language } from "./text.js";

export async function loadNames() {
  const all = rows(await load("names"));
  return new Map(
    all.flatMap((row) => [
      [`${row.kind} ${row.code}`, row[language]],
      [`zh ${row.kind} ${row.code}`, row.zh],
    ]),
  );
}
