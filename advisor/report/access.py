"""What templates may see of Jinja's own objects without the sandbox having to look into it.

The sandbox examines every access: whether the name is private, whether the
value is a method, whether it would change something. For loops and for what a
template imports, the answer is known beforehand.
"""

from __future__ import annotations

from decimal import Decimal

from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro
from markupsafe import Markup

# What a loop tells of itself. Its methods are left to the sandbox.
_OF_A_LOOP = frozenset(
    {
        "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0",
        "previtem", "nextitem",
    }
)  # fmt: skip
_OF_A_TEMPLATE = frozenset({Macro, dict, list, str, Markup, int, bool, Decimal, type(None)})


def is_open(obj: object, attribute: str) -> bool:
    """Tell whether an attribute is one of a loop, or a macro or plain data of a template."""
    kind = type(obj)
    if kind is LoopContext:
        return attribute in _OF_A_LOOP
    if kind is not TemplateModule or attribute.startswith("_"):
        return False
    names = vars(obj)
    return attribute in names and type(names[attribute]) in _OF_A_TEMPLATE
