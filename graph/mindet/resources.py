"""Where the data folders are: beside the code in a wheel, at the root in a checkout.

>>> (folder("ontology") / "mindet.ttl").is_file()
True
"""

from pathlib import Path

from mindet.errors import MindetError

_PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("ontology", "queries", "seeds")


def folder(name: str) -> Path:
    """The folder `name` (one of FOLDERS); MindetError where the installation lacks it."""
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent.parent / name):
        if name in FOLDERS and candidate.is_dir():
            return candidate
    raise MindetError(f"the data folder {name!r} is missing", remedy="install mindet again")
