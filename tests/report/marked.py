"""What a Markdown text becomes for a reader, seen through two parsers that share no code."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options
from hypothesis import strategies as st
from markdown_it import MarkdownIt

Elements = list[str]
Parser = Callable[[str], tuple[Elements, str]]


class _Reader(HTMLParser):
    """Collects the elements of a page, in order, and the text they hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Elements = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        self.elements.append(f"{tag} {address}".strip())

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.elements.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.elements.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.elements.append(f"declaration {data}")


def seen(html: str) -> tuple[Elements, str]:
    """Return the elements of a page, and its text without the line breaks of its source."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.elements, re.sub(r"\n+", "\n", reader.text).strip("\n")


def with_markdown_it(markdown: str) -> tuple[Elements, str]:
    """Read CommonMark with tables and strike-through; HTML passes through."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return seen(parser.render(markdown))


def with_markdown_it_without_html(markdown: str) -> tuple[Elements, str]:
    """Read CommonMark with tables and strike-through; HTML is text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return seen(parser.render(markdown))


def with_cmark_gfm(markdown: str) -> tuple[Elements, str]:
    """Read GitHub's Markdown, HTML passing through; the links of e-mail addresses are left out.

    GitHub links every e-mail address, whatever is escaped.
    """
    html = cmarkgfm.markdown_to_html_with_extensions(
        markdown,
        options=Options.CMARK_OPT_UNSAFE,
        extensions=["table", "autolink", "strikethrough"],
    )
    elements, text = seen(html)
    return [e for e in elements if not _is_mail(e)], text


def _is_mail(element: str) -> bool:
    return element.startswith("a ") and "@" in element and "://" not in element


PARSERS: list[Parser] = [
    with_markdown_it,
    with_markdown_it_without_html,
    with_cmark_gfm,
]

FRAGMENTS = [
    *"|*_`[]()<>!&#\\~-+=.:;/@\"'^${}%1 \t\n\r",
    "**", "__", "~~", "```", "~~~", "---", "===", ":--", "- ", "+ ", "1. ", "1) ", "# ", "## ",
    " #", "    ", "\n\n", "  \n", "\\\n", "[x](y)", "![x](y)", "[x]: y", "[^1]", "[ ] ",
    "<b>", "</b>", "<!-- x -->", "<!--", "-->", "<?x?>", "<![CDATA[x]]>", "<https://a.no>", "https://a.no/x_y",
    "http://", "ftp://a.no", "www.a.no", "WWW.a.no", "a@b.no", "mailto:a@b.no", "&amp;", "&#35;",
    "&#x2a;", "{{ x }}", "{% x %}", "word", "peak_demand", "é", "日本", "שלום", "👩‍👩‍👧", "🏴",
    "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u00a0", "\u2028", "\x00", "\x07",
    "\x1b[31m",
]  # fmt: skip

hostile_text = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map("".join),
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=8).map("".join),
)
"""Text of the kind that breaks Markdown, and any other text."""
