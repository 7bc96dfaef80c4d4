"""The blocks of a script's Markdown: headings and paragraphs; all else is refused with its line and a way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from eigenreel.words.markup import Passage

# Reference definitions would swallow a paragraph such as "[beat]: text" without a word.
_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("reference")
_MARKDOWN.core.ruler.disable(["inline", "text_join"])

_COMMENT = re.compile(r"\s*<!--((?!-->).)*-->\s*", re.DOTALL)
_REFUSED = {
    "bullet_list_open": ("a list", "write sentences; if the sign is minus or plus, join the line with the one before"),
    "ordered_list_open": ("a numbered list", "write sentences; if it is a number, join the line with the one before"),
    "table_open": ("a table", "write sentences: a table belongs to the scene"),
    "fence": ("a block of code", "write sentences: code belongs to the scene"),
    "code_block": ("an indented block", "remove the spaces at the beginning of the line"),
    "blockquote_open": (
        "a quotation block",
        "write sentences; if the sign is 'greater than', join the line with the one before",
    ),
    "hr": ("a ruled line", "remove it: a heading divides chapters"),
    "html_block": ("HTML", "write sentences; only a comment may stand alone, as <!-- … --> with nothing after it"),
}


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph, with its text as it stands in the file."""

    heading: bool
    passage: Passage


def read_blocks(body: Passage) -> Iterator[Block]:
    """The headings and paragraphs of the body in order; comments are left out.

    Raises:
        ScriptError: any other construct of Markdown.
    """
    tokens = _MARKDOWN.parse(body.text)
    for index, token in enumerate(tokens):
        _refuse(token, body)
        if token.type in ("heading_open", "paragraph_open"):
            # markdown-it has stripped the text but kept its line breaks, so that lines can be counted in it.
            passage = Passage(body.path, body.line + token.map[0], tokens[index + 1].content)
            yield Block(token.type == "heading_open", passage)


def _refuse(token: Token, body: Passage) -> None:
    place = Passage(body.path, body.line + token.map[0], "") if token.map else body
    if token.type == "html_block" and _COMMENT.fullmatch(token.content):
        return
    if token.type in _REFUSED:
        what, remedy = _REFUSED[token.type]
        raise place.error(0, f"{what} is not part of a script", remedy)
    if token.type == "heading_open" and token.markup in ("=", "-"):
        raise place.error(
            0,
            "an underlined heading is not part of a script",
            "write '## Title', or an empty line before the ruled line",
        )
    if token.type == "heading_open" and token.markup != "##":
        raise place.error(
            0, f"a heading with {token.markup} is not part of a script", "chapters are '## Title'; there are no others"
        )
