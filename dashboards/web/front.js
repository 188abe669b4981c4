// The way in: on to the language that was read last, else to the browser's.

let language;
try {
  language = localStorage.getItem("language");
} catch {
  // Not remembered, then.
}
language ??= navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
location.replace(`${language}/index.html${location.search}`);
