"""Text as the search compares it: without case, niqqud, quote marks, and with final letters folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_FINAL_LETTERS = dict(zip("ךםןףץ", "כמנפצ", strict=True))
# Geresh and gershayim are mostly typed as the ASCII quotes, or as what a word processor makes of them.
_QUOTES = frozenset("׳״'\"`´‘’‚‛“”„‟")
_MAQAF = "־"
_PHONE = re.compile(r"[0-9\s()+\-./]+")
_NOT_DIGIT = re.compile(r"[^0-9]")
_COUNTRY = "972"
_LARGE = re.compile(r"(?<![0-9,.])[1-9][0-9]{3,8}(?![0-9])")
_AMOUNT = re.compile(r"(?:[₪$€£¥]|nis|ils)?\s?([-−]?)(?:[₪$€£¥])?([0-9][0-9,.]*)\s?(?:[₪$€£¥]|nis|ils)?")

_SIGN = "[₪$€£¥]"
_PRICE = re.compile(
    rf"(?P<before>{_SIGN})\s*(?P<number>[-−]?[0-9][0-9,.]*)|(?P<again>[-−]?[0-9][0-9,.]*)\s*(?P<behind>{_SIGN})"
)


class _Folding(dict[int, str]):
    """What becomes of one character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


def _fold(character: str) -> str:
    if character in _FINAL_LETTERS:
        return _FINAL_LETTERS[character]
    if character == _MAQAF:
        return "-"
    category = unicodedata.category(character)
    if character.isspace() or category == "Cc":
        return " "
    dropped = character in _QUOTES or category in {"Mn", "Me", "Cf", "Cs"}
    return "" if dropped or unicodedata.combining(character) else character


_FOLDING = _Folding()


def normalise(text: str) -> str:
    """`text` as it is compared; "" when nothing comparable is in it. Doing it twice changes nothing."""
    # Decomposing can bring capitals to light and folding case can compose, so each is done around the other.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(plain.translate(_FOLDING).split())


def with_separators(comparable: str) -> str:
    """The same with commas in its large numbers, as texts write them; "" where there are none to be set."""
    grouped = _LARGE.sub(lambda found: f"{int(found[0]):,}", comparable)
    return grouped if grouped != comparable else ""


def places(text: str, wanted: str, most: int) -> list[tuple[int, int]]:
    """Where in `text` stands what compares like `wanted`, as (start, end) in characters; `most` at most.

    One after the other, never overlapping. Marks and quotes within belong to it, spaces around it do not.
    """
    looked_for = normalise(wanted)
    if not looked_for:
        return []
    folded, origins = _folded_with_origins(text)
    found: list[tuple[int, int]] = []
    forms = [form for form in (looked_for, with_separators(looked_for)) if form]
    for match in re.finditer("|".join(map(re.escape, forms)), folded):
        if len(found) == most:
            break
        found.append((origins[match.start()], origins[match.end() - 1] + 1))
    return found


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    """`text` as `normalise` has it, and for each of its characters where in `text` it comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        for letter in _comparable(character):
            if letter != " " or (folded and folded[-1] != " "):
                folded.append(letter)
                origins.append(place)
    return "".join(folded), origins


@cache
def _comparable(character: str) -> str:
    """One character as it is compared; a space stays one."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return plain.translate(_FOLDING)


def written_forms(wanted: str) -> list[str]:
    """`wanted`, and where it is a number with one sign of currency, that with the sign on either side.

    Invoices have it before and behind, close by and apart, and one looks like the other from right to left.
    """
    found = _PRICE.fullmatch(wanted.strip())
    if found is None:
        return [wanted]
    number, sign = found["number"] or found["again"], found["before"] or found["behind"]
    return [f"{number}{sign}", f"{number} {sign}", f"{sign}{number}", f"{sign} {number}"]


def phone_forms(phone: str) -> tuple[str, ...]:
    """The digits of a number in each form it may be typed: 972541234567 and 0541234567."""
    digits = _international(_NOT_DIGIT.sub("", phone))
    if digits.startswith(_COUNTRY):
        return (digits, "0" + digits.removeprefix(_COUNTRY))
    if digits.startswith("0"):
        return (_COUNTRY + digits[1:], digits)
    return (digits,) if digits else ()


def phone_part(text: str) -> str:
    """The digits to look for in `phone_forms` when `text` may be a part of a number, else ""."""
    if not _PHONE.fullmatch(text):
        return ""
    return _international(_NOT_DIGIT.sub("", text))


def amount_part(text: str) -> str:
    """The digits of an amount with its sign of currency, as lists show it, without that; else ""."""
    amount = _AMOUNT.fullmatch(text)
    if amount is None:
        return ""
    return f"{'-' if amount[1] else ''}{amount[2]}"


def _international(digits: str) -> str:
    if len(digits) > 2:
        digits = digits.removeprefix("00")
    if digits.startswith(_COUNTRY + "0"):
        return _COUNTRY + digits.removeprefix(_COUNTRY + "0")
    return digits
