// Words, numbers and names as the reader's language has them.

export const language = document.documentElement.dataset.language;
const words = (await import(`../${language}/words.js`)).default;

const counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
const shares = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

export const say = (key) => words[key] ?? key;
export const sayEach = (keys) => Object.fromEntries(keys.map((key) => [key, say(key)]));
export const knows = (key) => key in words;
export const number = (value) => (value == null ? "" : counts.format(value));
export const percent = (value) => (value == null ? "" : value > 0 && value < 0.001 ? "<0.1%" : shares.format(value));
export const ofAll = (part, whole) => `${number(part)}/${number(whole)}`;

// "淮安市 Huai'an Shi" in English, where the reader may not know the characters: the name proper and
// what kind of place it is are two words.
export function placeName(place) {
  return language === "en" && place.pinyin ? `${place.name} ${spelled(place)}` : place.name;
}

const KINDS = /(自治[区州县旗]|特别行政区|[地林特矿新]区|[省市区县旗盟])$/;

function spelled({ name, pinyin }) {
  const syllables = pinyin.replaceAll("v", "ü").split(" ");
  const kind = name.match(KINDS)?.[0].length ?? 0;
  const parts = syllables.length > kind ? [syllables.slice(0, syllables.length - kind), syllables.slice(syllables.length - kind)] : [syllables];
  return parts.filter((part) => part.length).map(word).join(" ");
}

function word(syllables) {
  const joined = syllables.map((one, at) => (at && /^[aeo]/.test(one) ? `'${one}` : one)).join("");
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
