"""Where Python's parsers would go: links come in, a line each; out come the hosts that each of them reads, as JSON."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlsplit

from requests import Request
from urllib3.util import parse_url

from . import SOURCE  # noqa: F401 - makes the host's package importable
from autoclip_host import guards

if __name__ == "__main__":
    for line in sys.stdin:
        link = line.rstrip("\n")
        guards.check_link(link)
        prepared = Request("GET", link).prepare().url
        hosts = [urlsplit(link).hostname, parse_url(link).host, parse_url(prepared).host]
        print(json.dumps([(host or "").strip("[]") for host in hosts]))
