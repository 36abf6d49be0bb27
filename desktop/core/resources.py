"""Where the program's own files lie: in a checkout, in an installed wheel, in a frozen build."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resources_dir() -> Path:
    """The folder with icons/, translations/, demo/; raises FileNotFoundError in a broken install."""
    package = Path(__file__).resolve().parent.parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / "_resources", package.parent / "resources"]
    if bundle:
        places.insert(0, Path(bundle) / "resources")
    for place in places:
        if (place / "icons").is_dir():
            return place
    raise FileNotFoundError(f"resources not found beside {package}")


def resource_path(*parts: str) -> Path:
    """Path of one resource, such as `resource_path("icons", "play.svg")`."""
    return resources_dir().joinpath(*parts)
