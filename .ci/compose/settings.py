"""What the tables say of settings, who reads them in the code, and what the compose file passes on. All as text: no Docker, no
Java."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
NAME = "AUTOCLIP_[A-Z_]*[A-Z]"
JAVA_PARTS = {"api-service": ["api-service", "common"], "worker-service": ["worker-service", "common"],
              "egress": ["worker-service/src/main/java/io/autoclip/worker/egress", "worker-service/src/main/resources/egress.yml",
                         "common/src/main/java/io/autoclip/management"]}


class Setting(NamedTuple):
    """A variable as a table names it, with its default: of the api, or of all; and of workers."""

    name: str
    default: str
    workers: str


def documented(main: bool) -> dict[str, Setting]:
    """What the first (main) or the second table of the README's settings says."""
    text = (ROOT / "README.md").read_text().partition("\n## Settings\n")[2].partition("\n## ")[0]
    first, _, second = text.partition("\nCompose takes ")
    rows = re.findall(r"^\| (`[A-Z].*?) \| (.*?) \| .* \|$", first if main else second, re.MULTILINE)
    return {setting.name: setting for names, defaults in rows for setting in of_row(names, defaults)}


def of_row(names: str, defaults: str) -> list[Setting]:
    found = full_names(re.findall("`(.*?)`", names))
    own, _, workers = defaults.partition(", of workers ")
    values = own.split(", ") if len(found) > 1 and ", " in own else [own] * len(found)
    others = workers.split(", ") if workers else values
    assert len(found) == len(values) == len(others), (names, defaults)
    return [Setting(*triple) for triple in zip(found, map(plain, values), map(plain, others))]


def full_names(names: list[str]) -> list[str]:
    """`_B` after `AUTOCLIP_X_A` is that one of `AUTOCLIP_B` and `AUTOCLIP_X_B` that anybody reads; the longest counts."""
    words = names[0].split("_")
    stems = ["_".join(words[:length]) for length in range(len(words) - 1, 0, -1)]
    known = set().union(*(read_by(part) for part in JAVA_PARTS))
    return [name if name[0] != "_" else next(stem + name for stem in stems if stem + name in known) for name in names]


def plain(default: str) -> str:
    return "" if default == "none" else default.strip("`")


@functools.cache
def read_by(part: str) -> dict[str, str | None]:
    """The variables that a part's settings files and records read, with their defaults there, if they say one."""
    files = [file for place in JAVA_PARTS[part] for file in sources(ROOT / place)]
    records = {name: value for file in files if file.suffix == ".java" for name, value in of_records(file.read_text()).items()}
    placeholders = {name: value for file in files if file.suffix == ".yml" for name, value in of_placeholders(file.read_text()).items()}
    return records | placeholders | ({"AUTOCLIP_REDIS_TIMEOUT": None} if "autoclip-common.yml" in {file.name for file in files} else {})


def sources(place: Path) -> list[Path]:
    files = [place] if place.is_file() else sorted(place.rglob("*"))
    return [file for file in files if file.suffix in (".java", ".yml") and "/src/test/" not in str(file) and "/target/" not in str(file)]


def of_placeholders(text: str) -> dict[str, str | None]:
    return {name: None if "${" in value else value for name, value in re.findall(r"\$\{(" + NAME + r"):(\$\{.*?\}|[^}]*)", text)}


def of_records(text: str) -> dict[str, str | None]:
    """Spring binds autoclip.a.b-c to AUTOCLIP_A_B_C by itself."""
    found = re.search(r'@ConfigurationProperties\("([a-z.]+)"\)\s+(?:public )?record \w+\((.*?)\)\s*\{', text, re.DOTALL)
    components = re.sub(r"@(?!DefaultValue)\w+(\s*\([^)]*\))?", " ", found[2]).split(",") if found else []
    return {variable(found[1], component.split()[-1]): default_value(component) for component in components}


def default_value(component: str) -> str | None:
    found = re.search(r'@DefaultValue(?:\("([^"]*)"\))?', component)
    return (found[1] or "") if found else None


def variable(prefix: str, component: str) -> str:
    words = re.sub("([A-Z])", r"_\1", component)
    return f"{prefix}_{words}".replace(".", "_").upper()


def passed_on(service: str) -> dict[str, str]:
    """What the compose file sets in a service's environment, as it is written there."""
    text = (ROOT / "docker-compose.yml").read_text()
    block = re.search(rf"^  {service}:\n(.*?)(?=^  ?\S)", text, re.MULTILINE | re.DOTALL)[1]
    return dict(re.findall(rf"^      ({NAME}): (.*?)(?: +#.*)?$", block, re.MULTILINE))


def of_compose() -> dict[str, set[str]]:
    """The variables that the compose file itself takes, with their defaults."""
    found: dict[str, set[str]] = {}
    for name, default in re.findall(r"\$\{([A-Z_]+):-(.*?)\}", (ROOT / "docker-compose.yml").read_text()):
        found.setdefault(name, set()).add(default)
    return found


def amount(value: str | None) -> str:
    """One spelling for each value: a time in seconds, all else as it is."""
    found = re.fullmatch(r"(\d+)([smhd]?)", value or "")
    return str(int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]]) if found else value or ""
