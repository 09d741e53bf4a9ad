"""That the README, the code and the compose file say the same of each setting. Needs no Docker."""

from __future__ import annotations

import re
import unittest

from settings import JAVA_PARTS, NAME, ROOT, amount, documented, of_compose, passed_on, read_by

# What compose does not take from the user, and why.
FIXED = {
    "belongs to ./run": {"AUTOCLIP_DATA", "AUTOCLIP_STORAGE_PORT"},
    "set in the image": {"AUTOCLIP_PYTHON", "AUTOCLIP_SCRATCH"},
    "where the secrets are mounted": {"AUTOCLIP_SECRETS"},
    "a secret: a file in a volume": {"AUTOCLIP_TOKEN", "AUTOCLIP_EGRESS_KEY", "AUTOCLIP_REDIS_PASSWORD", "AUTOCLIP_RABBITMQ_PASSWORD",
                                     "AUTOCLIP_STORAGE_ACCESS_KEY", "AUTOCLIP_STORAGE_SECRET_KEY"},
    "which part is where": {"AUTOCLIP_REDIS_HOST", "AUTOCLIP_REDIS_PORT", "AUTOCLIP_RABBITMQ_HOST", "AUTOCLIP_RABBITMQ_PORT",
                            "AUTOCLIP_RABBITMQ_USER", "AUTOCLIP_STORAGE_URL", "AUTOCLIP_STORAGE_BUCKET", "AUTOCLIP_STORAGE_REGION",
                            "AUTOCLIP_EGRESS_HOST", "AUTOCLIP_EGRESS_PORT", "AUTOCLIP_EGRESS_URL"},
    "a container listens at its own addresses": {"AUTOCLIP_PORT", "AUTOCLIP_BIND", "AUTOCLIP_PUBLISHED_ON", "AUTOCLIP_MANAGEMENT_PORT",
                                                 "AUTOCLIP_MANAGEMENT_BIND"},
}
# Records that are common, but of which one part alone makes use.
FOR_THE_API = {"AUTOCLIP_SITE_LIMIT", "AUTOCLIP_SITE_LIMITS", "AUTOCLIP_SITE_SPACING", "AUTOCLIP_SITE_SPACINGS",
               "AUTOCLIP_CLIENT_TASKS", "AUTOCLIP_QUOTA_VIDEOS", "AUTOCLIP_QUOTA_SIZE", "AUTOCLIP_STORAGE_PUBLIC_URL"}
FOR_EGRESS = {"AUTOCLIP_EGRESS_ALLOW"}
# What the compose file puts before the user's own.
ADDED = {"AUTOCLIP_HOSTS": "api-service,"}
# Defaults that are told in words.
WORDS = {"the host of the request": "", "cores, at least 2": "0"}


class Settings(unittest.TestCase):
    maxDiff = None

    def test_each_setting_of_the_table_is_read(self) -> None:
        read = set().union(*(read_by(part) for part in JAVA_PARTS))
        launcher = (ROOT / "standalone/src/main/java/io/autoclip/standalone/StandaloneSettings.java").read_text()
        self.assertEqual(set(), {name for name in documented(main=True) if name not in read and name not in launcher})

    def test_compose_passes_each_on_to_whom_it_concerns_with_the_same_default(self) -> None:
        fixed = set().union(*FIXED.values())
        wanted, found = {}, {}
        for setting in documented(main=True).values():
            for part in JAVA_PARTS:
                if setting.name in fixed or not concerns(setting.name, part):
                    continue
                default = setting.workers if part == "worker-service" else setting.default
                wanted[part, setting.name] = f"{ADDED.get(setting.name, '')}${{{setting.name}:-{WORDS.get(default, default)}}}"
                found[part, setting.name] = passed_on(part).get(setting.name, "nothing")
        self.assertGreater(len(wanted), 40)
        self.assertEqual(wanted, found)

    def test_compose_takes_from_nobody_what_it_fixes(self) -> None:
        taken = {name for part in JAVA_PARTS for name, value in passed_on(part).items() if value.startswith(f"${{{name}:")}
        self.assertEqual(set(), taken & set().union(*FIXED.values()))
        self.assertEqual(set(), set().union(*FIXED.values()) - set(documented(main=True)), "no longer documented")

    def test_code_has_the_defaults_of_the_table(self) -> None:
        for setting in documented(main=True).values():
            if setting.name in FIXED["which part is where"] | FIXED["set in the image"] or setting.default.startswith("AUTOCLIP_"):
                continue
            for part in JAVA_PARTS:
                default = read_by(part).get(setting.name)
                if default is not None and concerns(setting.name, part) and (part != "api-service" or setting.default == setting.workers):
                    with self.subTest(f"{setting.name} of {part}"):
                        words = WORDS.get(setting.workers, setting.workers)
                        self.assertEqual(amount("" if words == "drawn" else words), amount(default))

    def test_each_variable_that_is_read_or_taken_is_in_a_table(self) -> None:
        tables = set(documented(main=True)) | set(documented(main=False))
        files = [file for module in ("common", "api-service", "worker-service") for file in (ROOT / module / "src/main/resources").glob("*.yml")]
        placeholders = {name for file in files for name in re.findall(r"\$\{(" + NAME + ")", file.read_text())}
        self.assertGreater(len(placeholders), 30)
        self.assertEqual(set(), (placeholders | set(of_compose())) - tables)

    def test_compose_has_the_defaults_of_its_own_table(self) -> None:
        taken = of_compose()
        for setting in documented(main=False).values():
            with self.subTest(setting.name):
                if setting.name not in ("AUTOCLIP_MINIO_IMAGE", "YT_DLP_VERSION", "DENO_VERSION"):
                    self.assertEqual({setting.default}, taken[setting.name])
        self.assertEqual({}, {name: defaults for name, defaults in taken.items() if len(defaults) > 1 and name not in TWO_DEFAULTS})

    def test_what_the_docs_name_is_in_a_table(self) -> None:
        tables = set(documented(main=True)) | set(documented(main=False))
        named = {name for file in [*ROOT.glob("docs/*.md"), ROOT / ".github/SECURITY.md", ROOT / "README.md"]
                 for name in re.findall(rf"\b{NAME}\b", file.read_text())}
        self.assertEqual(set(), named - tables)


# Of the api and of workers.
TWO_DEFAULTS = {setting.name for setting in documented(main=True).values() if setting.default != setting.workers}


def concerns(name: str, part: str) -> bool:
    if name in FOR_THE_API | FOR_EGRESS:
        return part == ("egress" if name in FOR_EGRESS else "api-service")
    return name in read_by(part)


if __name__ == "__main__":
    unittest.main(verbosity=2)
