// What reading.py does, for Node: node reading.mjs WAREHOUSE TOLD; see there.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [warehouse, told] = process.argv.slice(2);
const queries = JSON.parse(process.env.READ);

for (let number = 1; ; number++) {
  const published = readFileSync(told, "utf8");
  if (published === "end") break;
  let found;
  try {
    const instance = await DuckDBInstance.create(`${warehouse}/gongkai.duckdb`, {
      access_mode: "READ_ONLY",
    });
    const connection = await instance.connect();
    const rows = [];
    for (const query of queries) rows.push(...(await connection.runAndReadAll(query)).getRows()[0]);
    connection.closeSync();
    instance.closeSync();
    const [version, ...marks] = rows;
    found = { version, marks };
  } catch (error) {
    found = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify({ connection: number, published, ...found })}\n`);
}
