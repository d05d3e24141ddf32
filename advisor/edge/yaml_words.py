"""How values are written in YAML, so that they are read back as what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.edge.nodes import NULL_WORDS
from advisor.edge.scalars import to_number


class Word(str):
    """A word of the format itself, such as an option: written bare where a text is quoted."""

    __slots__ = ()


Plain = str | bool | Decimal | Sequence["Plain"] | Mapping[str, "Plain"]

LONGEST_KEY = 1000
# Stricter than YAML: whoever reads the file need not know what may stand bare.
_BARE = re.compile(r"[^\W\d_]\w*(?:[ .,;/()&+%!?'’–-]+\w+)*[.!?)%]*")
_BARE_IN_BRACKETS = re.compile(r"[^\W\d_]\w*(?:[ ./()&+%!'’–-]+\w+)*[.!)%]*")
_BARE_WORD = re.compile(r"[-+.]?\w[\w.+-]*", re.ASCII)
# What YAML of any version takes for something else than a text.
_TAKEN = frozenset({"null", "yes", "no", "y", "n", "on", "off", "true", "false"})
_ESCAPED = re.compile("[\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")


def in_yaml(value: Plain, *, brackets: bool = False) -> str:
    """Return a value on one line; ``brackets`` tells that it stands between some."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return digits(value)
    if isinstance(value, str):
        return _word(value, brackets) if isinstance(value, Word) else _text(value, brackets)
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_key(k)}: {in_yaml(value[k], brackets=True)}" for k in value) + "}"
        )
    return "[" + ", ".join(in_yaml(item, brackets=True) for item in value) + "]"


def _key(key: str) -> str:
    """Return a key that stands between brackets."""
    written = in_yaml(key, brackets=True)
    # YAML looks only so far ahead for a colon, unless it is told that there will be one.
    return written if len(written) < LONGEST_KEY else f"? {written}"


def digits(number: Decimal) -> str:
    """Return a number without an exponent, unless it could not be read back so."""
    plain = format(number, "f")
    return plain if to_number(plain) is not None else str(number)


def whole_characters(text: str) -> str:
    """Return a text with a mark in place of each half of a character, which no file can hold."""
    return _HALF.sub("\ufffd", text)


def _word(word: str, brackets: bool) -> str:  # noqa: FBT001 - private
    if not word or word in NULL_WORDS:
        return "null"
    return word if _BARE_WORD.fullmatch(word) or _is_bare(word, brackets) else _quoted(word)


def _text(text: str, brackets: bool) -> str:  # noqa: FBT001 - private
    bare = text.lower() not in _TAKEN and _is_bare(text, brackets)
    return text if bare else _quoted(text)


def _is_bare(text: str, brackets: bool) -> bool:  # noqa: FBT001 - private
    return bool((_BARE_IN_BRACKETS if brackets else _BARE).fullmatch(text))


def _quoted(text: str) -> str:
    """Return a text in quotation marks, which YAML and JSON write alike."""
    written = json.dumps(whole_characters(text), ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
