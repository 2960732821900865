"""Parts of a sentence that can be said in another language.

In English a phrase is a text like any other; it remembers its template, the key of a catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Translate = Callable[[str], str]


class FieldName(str):
    """A field as files write it; a form calls it otherwise."""

    __slots__ = ()


class CodeName(str):
    """A code as files write it; a form calls it by its `label`."""

    __slots__ = ("label",)

    label: str

    def __new__(cls, code: str, label: str) -> CodeName:
        made = super().__new__(cls, code)
        made.label = label
        return made


class Phrase(str):
    """A template and what fills it; what fills it may be phrases again.

    `shape` is applied to what is said in whichever language: a capital letter, a space before it.
    """

    __slots__ = ("shape", "text", "values")

    text: str
    values: Mapping[str, object]
    shape: Translate

    def __new__(cls, text: str, shape: Translate = str, /, **values: object) -> Phrase:
        made = super().__new__(cls, shape(text.format_map(values)))
        made.text, made.values, made.shape = text, values, shape
        return made

    def spoken(self, translate: Translate, named: Translate = str) -> str:
        """It in the language of `translate`, with fields and codes as `named` calls them."""
        values = {name: spoken(value, translate, named) for name, value in self.values.items()}
        return self.shape(translate(self.text).format_map(values))


def spoken(value: object, translate: Translate, named: Translate = str) -> object:
    """What fills a template: a phrase in the language of `translate`, a name as `named` says."""
    if isinstance(value, FieldName | CodeName):
        return named(value)
    return value.spoken(translate, named) if isinstance(value, Phrase) else value


def hint(text: str, /, **values: object) -> Phrase:
    """What to write instead, behind a sentence: ' Write one of: a, b'."""
    return Phrase(text, _apart, **values)


def _apart(text: str) -> str:
    return f" {text}"


def capital(text: str) -> Phrase:
    """A text that is translated as it stands, its first letter then large."""
    return Phrase(text, _large)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def small(text: str) -> Phrase:
    """A text that is translated as it stands, its first letter then small, save in 'ISO'."""
    return Phrase(text, _small)


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def one_of(texts: Sequence[str]) -> str:
    """'law or action plan'; '' for nothing."""
    if len(texts) < 2:
        return texts[0] if texts else ""
    return Phrase("{first} or {last}", first=one_of(texts[:-1]), last=texts[-1])
