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

// "渠县 Qu Xian" in English, where the reader may not know the characters.
export function placeName(place) {
  return language === "en" && place.pinyin ? `${place.name} ${capitals(place.pinyin)}` : place.name;
}

function capitals(pinyin) {
  const word = pinyin.replaceAll(" ", "").replaceAll("v", "ü");
  return word.charAt(0).toUpperCase() + word.slice(1);
}
