"""The sandbox that templates run in: plain data, and whatever they print is escaped Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from gettext import NullTranslations
from typing import Any

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateRuntimeError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from advisor.edge.suggest import did_you_mean
from advisor.language.messages import _, messages_in
from advisor.language.numbers import number_text
from advisor.report.cache import template_cache
from advisor.report.escape import inline
from advisor.report.filters import for_language

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


class _CodeGenerator(CodeGenerator):
    """Compiles ``a ~ b`` so that text beside Markdown is escaped as Markdown, not as HTML."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, fitted to Markdown; ``language`` decides how numbers are written."""

    code_generator_class = _CodeGenerator
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
            finalize=_printed,
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
        if isinstance(value, Markup):
            return value
        if isinstance(value, (list, tuple, dict)):
            kind = _("a mapping") if isinstance(value, dict) else _("a list")
            said = _("{kind} cannot be printed; print its parts, or join them")
            raise TemplateRuntimeError(said.format(kind=kind))
        text = self._text(value)
        middle = inline(text)
        before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
        return Markup(f"{before}{middle}{after}" if middle else before)  # noqa: S704 - escaped

    def joined(self, parts: Iterable[object], between: object = "") -> str:
        """Return parts one after the other: as Markdown if any of them is, else as text."""
        items = list(parts)
        if any(isinstance(item, Markup) for item in (between, *items)):
            return self.markdown(between).join(self.markdown(item) for item in items)
        return self._text(between).join(self._text(item) for item in items)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja has it
        """Return a key of a mapping; of anything else what the sandbox allows.

        Mappings have no methods, so that no key can be mistaken for one.
        Markdown has none either, and ``format`` is refused: both would escape
        as HTML.
        """
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Markup) or attribute in {"format", "format_map"}:
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - as Jinja has it
        """Return what ``obj[argument]`` is; a name is looked up as ``obj.name`` is."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

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

        def gettext(message: str, /, **values: object) -> Markup:
            return self._filled(messages.gettext(message), values)

        def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
            num = number_text(Decimal(number), self.language)
            return self._filled(messages.ngettext(one, many, number), {"num": num, **values})

        self.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
        self.policies["ext.i18n.trimmed"] = True
        self.newstyle_gettext = True

    def _filled(self, message: str, values: Mapping[str, object]) -> Markup:
        filled = message % {name: self.markdown(value) for name, value in values.items()}
        return Markup(filled)  # noqa: S704 - escaped

    def _text(self, value: object) -> str:
        if value is None:
            return ""
        return number_text(value, self.language) if isinstance(value, Decimal) else str(value)

    def _join(self, value: Iterable[object], between: str = "") -> str:
        return self.joined(value, between)

    def _plural(self, number: int, one: str, many: str) -> str:
        """Return ``1 answer`` or ``3 answers``."""
        return f"{number_text(Decimal(number), self.language)} {one if number == 1 else many}"


@pass_context
def _printed(context: Context, value: object) -> Markup:
    """Return what ``{{ value }}`` prints; needing the context keeps Jinja from doing it early."""
    environment = context.environment
    assert isinstance(environment, ReportEnvironment)  # noqa: S101 - for the type checker
    return environment.markdown(value)
