"""Entry point: ``python -I -u -X utf8 <folder>/autoclip_host/__main__.py --tools DIR``."""

import sys
from pathlib import Path

# With -I Python does not look beside the script, so that nothing there can shadow a module. Ours is named here.
sys.path.append(str(Path(__file__).resolve().parent.parent))

from autoclip_host.main import main  # noqa: E402 - needs the path above

if __name__ == "__main__":
    sys.exit(main())
