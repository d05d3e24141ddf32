"""The sandbox that templates run in: plain data, and whatever they print is escaped Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations
from types import FunctionType
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from advisor.edge.suggest import did_you_mean
from advisor.language.messages import _, messages_in
from advisor.language.numbers import number_text
from advisor.report.access import is_open
from advisor.report.cache import template_cache
from advisor.report.compiler import MarkdownCode
from advisor.report.filters import for_language
from advisor.report.printing import as_markup, escaped

# Jinja's own filters that are safe here. The others write HTML, escape as HTML, or differ from
# one run to the next.
KEPT_FILTERS = frozenset(
    {
        "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float",
        "groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min",
        "reject", "rejectattr", "reverse", "round", "safe", "select", "selectattr", "slice",
        "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper",
    }
)  # fmt: skip
KEPT_GLOBALS = frozenset({"joiner", "namespace", "range"})


class _Missing(StrictUndefined):
    """Something that is not there: whatever is done with it is an error that names it."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - as Jinja has it
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if hint is None and isinstance(obj, dict) and isinstance(name, str):
            near = did_you_mean(name, [key for key in obj if isinstance(key, str)])
            hint = _("there is no '{name}' here").format(name=name)
            hint += f"; {near}" if near else ""
        super().__init__(hint, obj, name, exc)


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, fitted to Markdown; ``language`` decides how numbers are written."""

    code_generator_class = MarkdownCode
    intercepted_binops = frozenset({"+", "%"})
    newstyle_gettext: bool

    def __init__(self, loader: BaseLoader, language: str) -> None:
        """Set the sandbox up; templates come from ``loader``."""
        super().__init__(
            loader=loader,
            bytecode_cache=template_cache(),
            extensions=["jinja2.ext.i18n"],
            undefined=_Missing,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.language = language
        self.filters = {name: self.filters[name] for name in KEPT_FILTERS}
        self.filters.update(for_language(language), join=self._join)
        self.globals = {name: self.globals[name] for name in KEPT_GLOBALS}
        self.globals["plural"] = self._plural
        self._speak(messages_in(language))

    def markdown(self, value: object) -> Markup:
        """Return what a template prints for a value; lists and mappings are refused."""
        if type(value) is str:
            return escaped(value)
        if isinstance(value, Markup):
            return value
        if isinstance(value, (list, tuple, dict)):
            kind = _("a mapping") if isinstance(value, dict) else _("a list")
            said = _("{kind} cannot be printed; print its parts, or join them")
            raise TemplateRuntimeError(said.format(kind=kind))
        return escaped(self._text(value))

    def joined(self, parts: Iterable[object], between: object = "") -> str:
        """Return parts one after the other: as Markdown if any of them is, else as text."""
        items = list(parts)
        kinds = set(map(type, (between, *items)))
        if kinds == {str}:
            return cast("str", between).join(cast("list[str]", items))
        if any(issubclass(kind, Markup) for kind in kinds):
            return as_markup(Markup, str.join(self.markdown(between), map(self.markdown, items)))
        return self._text(between).join(self._text(item) for item in items)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja has it
        """Return a key of a mapping; of anything else what the sandbox allows.

        Mappings have no methods, so that no key can be mistaken for one.
        Markdown has none either, and ``format`` is refused: both would escape
        as HTML.
        """
        if isinstance(obj, dict):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Markup) or attribute in {"format", "format_map"}:
            return self.unsafe_undefined(obj, attribute)
        if is_open(obj, attribute):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - as Jinja has it
        """Return what ``obj[argument]`` is; a name is looked up as ``obj.name`` is."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=argument)

    def call(
        self,
        context: Context,
        obj: Any,  # noqa: ANN401 - as Jinja has it
        /,
        *args: Any,  # noqa: ANN401 - as above
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> Any:  # noqa: ANN401 - as above
        """Call what the sandbox allows; macros and messages, known to be safe, go straight."""
        if type(obj) is FunctionType and obj in self._own:
            return obj(*args, **kwargs)
        if type(obj) is Macro:
            return obj(context.eval_ctx, *args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """Return what raises an error as soon as it is used."""
        undefined = super().unsafe_undefined(obj, attribute)
        hint = _("'{name}' is out of a template's reach").format(name=attribute)
        undefined._undefined_hint = hint  # noqa: SLF001 - documented for subclasses
        return undefined

    def call_binop(
        self,
        context: Context,
        operator: str,
        left: Any,  # noqa: ANN401 - as Jinja has it
        right: Any,  # noqa: ANN401 - as Jinja has it
    ) -> Any:  # noqa: ANN401 - as Jinja has it
        """Add Markdown and text as Markdown; ``%`` is for numbers."""
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self.joined((left, right))
        if operator == "%" and isinstance(left, str):
            raise TemplateRuntimeError(_("'%' is for numbers; join texts with '~'"))
        return super().call_binop(context, operator, left, right)

    def _speak(self, messages: NullTranslations) -> None:
        """Give templates ``_``, ``ngettext`` and ``{% trans %}`` in a language.

        A message is Markdown, written with the templates; what is filled in is
        escaped as anything printed is. Jinja's own way would escape it as HTML.
        """

        @lru_cache(maxsize=1024, typed=True)
        def said(message: str) -> Markup:
            return self._filled(messages.gettext(message), {})

        def gettext(message: str, /, **values: object) -> Markup:
            return self._filled(messages.gettext(message), values) if values else said(message)

        def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
            num = number_text(Decimal(number), self.language)
            return self._filled(messages.ngettext(one, many, number), {"num": num, **values})

        self._own: frozenset[object] = frozenset({gettext, ngettext})
        self.filters["quoted"] = self._quoting(gettext)
        self.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
        self.policies["ext.i18n.trimmed"] = True
        self.newstyle_gettext = True

    def _quoting(self, gettext: Callable[..., Markup]) -> Callable[..., Markup]:
        """Return the filter by which ``item.rests_on|quoted`` is “Label: text”; “Label: text”."""

        # Typed, as a text and Markdown of the same characters are equal and are not the same.
        @lru_cache(maxsize=4096, typed=True)
        def one(label: str, text: object, unsure: bool) -> Markup:  # noqa: FBT001 - a key
            if label[-1:] in {"?", "!"}:
                said = gettext("“%(label)s %(text)s”", label=label, text=text)
            else:
                said = gettext("“%(label)s: %(text)s”", label=label, text=text)
            return said + Markup(" ") + gettext("(unsure)") if unsure else said

        def quoted(grounds: Iterable[Mapping[str, Any]]) -> Markup:
            look = self.getattr
            each = (one(look(g, "label"), look(g, "text"), look(g, "unsure")) for g in grounds)
            return as_markup(Markup, "; ".join(each))

        return quoted

    def _filled(self, message: str, values: Mapping[str, object]) -> Markup:
        filled = message % {name: self.markdown(value) for name, value in values.items()}
        return as_markup(Markup, filled)

    def _text(self, value: object) -> str:
        if value is None:
            return ""
        return number_text(value, self.language) if isinstance(value, Decimal) else str(value)

    def _join(self, value: Iterable[object], between: str = "") -> str:
        return self.joined(value, between)

    def _plural(self, number: int, one: str, many: str) -> str:
        """Return ``1 answer`` or ``3 answers``."""
        return f"{number_text(Decimal(number), self.language)} {one if number == 1 else many}"
