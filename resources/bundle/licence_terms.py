"""What a licence expression allows: whether a part could be had under the GPL alone."""

from __future__ import annotations

from importlib.metadata import PackageMetadata
from typing import Any

from license_expression import LicenseSymbol, LicenseWithExceptionSymbol, get_spdx_licensing

_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
}
"""How packages from before SPDX say it; of those with BSD the text says which."""
_STRICT = ("GPL-", "AGPL-")
_EXCEPTIONS = frozenset({"Bootloader-exception", "GCC-exception-3.1"})


def spdx_licence(metadata: PackageMetadata) -> str:
    """A package's licence as an SPDX expression; otherwise whatever it says."""
    said = metadata.get_all("License-Expression")
    if said:
        return str(said[0])
    for classifier in metadata.get_all("Classifier") or ():
        known = _CLASSIFIERS.get(classifier.rpartition(" :: ")[2])
        if known:
            return known
    return "".join(metadata.get_all("License") or ()).strip()


def is_gpl_only(expression: str) -> bool:
    """Whether nobody may use the part but under the GPL. Raises ValueError for what is no licence."""
    try:
        parsed = get_spdx_licensing().parse(expression)
    except Exception as error:
        raise ValueError(f"no licence expression: {expression!r}") from error
    return parsed is not None and not _is_free(parsed)


def _is_free(node: Any) -> bool:
    if isinstance(node, LicenseWithExceptionSymbol):
        return node.exception_symbol.key in _EXCEPTIONS or _is_free(node.license_symbol)
    if isinstance(node, LicenseSymbol):
        return not node.key.startswith(_STRICT)
    choice = any if node.operator.strip() == "OR" else all
    return choice(_is_free(part) for part in node.args)
