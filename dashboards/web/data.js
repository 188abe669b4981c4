// The data files of the release, fetched when a page needs them and once.
// Each holds columns; `rows` turns them into objects.

const fetched = new Map();

export function load(name) {
  if (!fetched.has(name)) fetched.set(name, fetchData(name));
  return fetched.get(name);
}

// One part of the data, kept by the first digits of codes; null where the release has none.
export async function loadChunk(folder, chunk) {
  const { [folder]: chunks } = await load("chunks");
  return chunks?.includes(chunk) ? load(`${folder}/${chunk}`) : null;
}

export function rows(columns) {
  if (!columns) return [];
  const names = Object.keys(columns);
  return columns[names[0]].map((_, row) =>
    Object.fromEntries(names.map((name) => [name, columns[name][row]])),
  );
}

export function groupBy(items, key) {
  return Map.groupBy ? Map.groupBy(items, key) : group(items, key);
}

function group(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}

async function fetchData(name) {
  const response = await fetch(new URL(`../data/${name}.json.gz`, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const packed = await response.arrayBuffer();
  // Some servers say that the file is packed, and the browser has unpacked it already.
  if (new Uint8Array(packed, 0, 1)[0] !== 0x1f) return JSON.parse(new TextDecoder().decode(packed));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).json();
}
