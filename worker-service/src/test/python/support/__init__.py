"""What the tests of the yt-dlp host share. Importing it makes the package ``autoclip_host`` importable."""

import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "main/resources/io/autoclip/worker/ytdlp/host"

sys.dont_write_bytecode = True  # the package is a resource: nothing may be left beside it
sys.path.insert(0, str(SOURCE))
