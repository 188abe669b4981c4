"""What is the same in every release's dashboard: pages in two languages, scripts, charts, Vega.

Given to `dashboards.site`. Pages are made from `templates/` and `words.csv` (the page `index` in
Chinese is `zh/index.html`), charts from `dashboards.charts`; scripts and style are copied from
`web/`. Vega, Vega-Lite and vega-embed come as one module out of vl-convert, the package by which
Altair makes pictures, so that neither the project nor a reader's browser needs any other host.

All this takes two seconds and changes only with this folder: it is made once (`make setup`) and
kept in `.skeleton/`, under a name that tells what it was made from.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
KEPT: Final = HERE / ".skeleton"
SOURCES: Final = ("charts.py", "skeleton.py", "words.csv", "templates/*", "web/*")
LIBRARIES: Final = ("altair", "vl-convert-python", "jinja2")
LANGUAGES: Final = {"zh": "zh-CN", "en": "en"}
PAGES: Final = ("index", "place", "compare", "quality", "evidence")
VEGA_NAME: Final = "vega.js"


def skeleton() -> Path:
    """The folder that every site starts as; made if it is not there."""
    made = KEPT / _key()
    if made.is_dir():
        return made
    KEPT.mkdir(exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=KEPT))
    try:
        _make(partial)
        partial.chmod(0o755)
        partial.rename(made)
    except OSError:
        # Another process was as fast.
        if not made.is_dir():
            raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    for old in KEPT.iterdir():
        if old != made and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)
    return made


def words(language: str) -> dict[str, str]:
    """What the pages say, in one of `LANGUAGES`."""
    with (HERE / "words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row[language] for row in csv.DictReader(lines)}


def _key() -> str:
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for pattern in SOURCES:
        for file in sorted(HERE.glob(pattern)):
            digest.update(file.relative_to(HERE).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _make(folder: Path) -> None:
    # Half a second each, and needed once.
    import jinja2  # noqa: PLC0415
    import vl_convert  # noqa: PLC0415

    from dashboards.charts import CHARTS, VEGA_LITE, specification  # noqa: PLC0415

    shutil.copytree(HERE / "web", folder / "web")
    bundle = vl_convert.javascript_bundle("export { vegaEmbed };", VEGA_LITE)
    (folder / "web" / VEGA_NAME).write_text(bundle, encoding="utf-8")
    charts = {name: specification(name) for name in CHARTS}
    _write_module(folder / "web" / "charts.js", charts)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for language, tag in LANGUAGES.items():
        said = words(language)
        (folder / language).mkdir()
        _write_module(folder / language / "words.js", said)
        for page in PAGES:
            html = environment.get_template(f"{page}.html").render(
                page=page, language=language, tag=tag, words=said
            )
            (folder / language / f"{page}.html").write_text(html, encoding="utf-8")
    front = environment.get_template("front.html").render(words=words("zh"), english=words("en"))
    (folder / "index.html").write_text(front, encoding="utf-8")


def _write_module(file: Path, value: object) -> None:
    """A JavaScript module whose default export is `value`: loaded as scripts are, without fetch."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"export default {text};\n", encoding="utf-8")


if __name__ == "__main__":
    skeleton()
