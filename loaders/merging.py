"""Two changes to one file that began from the same text are put together, record by record.

What only one of the two changed is taken over. Where both say something else in the same field,
that is a collision, and somebody has to choose.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.additions import Answers, NoPlace, Value, block, with_entry, with_record
from loaders.annotated import Block, comments, parse
from loaders.edits import with_field, without_record
from loaders.files import FileKind
from loaders.stated import Said, answers_of, changes, said

MINE, THEIRS = "mine", "theirs"
Place = tuple[str, str]
"""The id of a record or action, and a field; '' for the record as a whole."""
Side = Mapping[str, Said]
"""What one of the texts says, by id."""


@dataclass(frozen=True)
class Collision:
    """A field that both changed; `None`: the field, or the record, is not there."""

    owner: str
    field: str
    mine: Value | None
    theirs: Value | None


@dataclass(frozen=True)
class Merged:
    """Their text with my changes, and what both changed."""

    text: str
    taken: tuple[Place, ...]
    """What they changed and I did not."""
    collisions: tuple[Collision, ...]
    """As they decide it in `text`, unless chosen otherwise."""
    comments: tuple[str, ...]
    """Comments that I wrote and that stand no longer in the text."""


def merged(
    base: str | None,
    mine: str | None,
    theirs: str | None,
    kind: FileKind,
    choices: Mapping[Place, str] | None = None,
) -> Merged:
    """Puts two changes of `base` together; `choices` say which of two values stays.

    A text that is `None` or empty holds no record. Raises `Unreadable` where one of the three
    cannot be read, and `NoPlace` where what I changed names a field that is not
    declared.
    """
    merging = _Merging(kind, choices or {}, theirs or "")
    old, own, other = (_said(text, kind) for text in (base, mine, theirs))
    # What stands in a record that one side took out is decided with that record.
    for owner, each in own.items():
        if each.owner not in old or each.owner in other:
            merging.record(owner, old, own, other)
    for owner in reversed(old):
        if owner not in own and (not old[owner].owner or old[owner].owner in own):
            merging.removed(owner, old, other)
    found = merging.text
    their_changes = _changed(old, other)
    mine_too = {*_changed(old, own)}
    return Merged(
        found,
        tuple(place for place in their_changes if place not in mine_too),
        tuple(merging.collisions),
        tuple(c for c in _comments(mine) if c not in {**_comments(base), **_comments(found)}),
    )


def _said(text: str | None, kind: FileKind) -> dict[str, Said]:
    return said(text, kind) if text and text.strip() else {}


def _whole(side: Side, owner: str) -> dict[str, Answers]:
    """What a record says and what stands in it, such as actions, by id."""
    inside = {each.id: each.answers for each in side.values() if each.owner == owner}
    return {**(inside if owner else {}), owner: side[owner].answers}


def _changed(before: Mapping[str, Said], after: Mapping[str, Said]) -> list[Place]:
    found = []
    for owner in dict.fromkeys((*after, *before)):
        if owner in before and owner in after:
            names = changes(before[owner].answers, after[owner].answers)
            found += [(owner, name) for name in names]
        else:
            found.append((owner, ""))
    return found


class _Merging:
    """Their text, into which my changes go one after the other."""

    def __init__(self, kind: FileKind, choices: Mapping[Place, str], theirs: str) -> None:
        self.text = theirs
        self.collisions: list[Collision] = []
        self._kind, self._choices = kind, choices

    def record(self, owner: str, old: Side, own: Side, other: Side) -> None:
        """A record that I have: what I changed in it is taken over where it does not collide."""
        mine = own[owner]
        if owner not in other:
            return self._not_theirs(owner, old, own)
        changed = changes(old[owner].answers if owner in old else {}, mine.answers)
        for name, (was, now) in changed.items():
            theirs = other[owner].answers.get(name)
            both = now if theirs == was else _both(was, now, theirs)
            if theirs == now:
                continue
            if both is not None or theirs == was:
                self._set(owner, name, both)
            elif self._is_mine(owner, name, now, theirs):
                self._set(owner, name, now)

    def _not_theirs(self, owner: str, old: Side, own: Side) -> None:
        """A record that I have and they have not: new, or taken out by them."""
        if owner not in old:
            self._put(own[owner], _block(own[owner]))
        elif _whole(own, owner) != _whole(old, owner):
            whole = [own[owner], *(each for each in own.values() if owner and each.owner == owner)]
            # Nobody is asked to choose what could not be put back.
            new = [_block(each) for each in whole]
            if self._is_mine(owner, "", own[owner].answers, None):
                for each, written in zip(whole, new, strict=True):
                    self._put(each, written)

    def removed(self, owner: str, old: Side, other: Side) -> None:
        """A record that I took out."""
        if owner not in other:
            return
        unchanged = _whole(other, owner) == _whole(old, owner)
        if unchanged or self._is_mine(owner, "", None, other[owner].answers):
            self.text = without_record(self.text, self._kind, owner)

    def _is_mine(self, owner: str, field: str, mine: object, theirs: object) -> bool:
        """Notes a collision; whether it was chosen that mine stays."""
        self.collisions.append(Collision(owner, field, _value(mine), _value(theirs)))
        return self._choices.get((owner, field)) == MINE

    def _set(self, owner: str, field: str, value: Value | None) -> None:
        self.text = with_field(self.text, self._kind, owner, field, value)

    def _put(self, own: Said, new: Block) -> None:
        if not own.owner:
            self.text = with_record(self.text or None, self._kind, new).text
        elif own.owner in _said(self.text, self._kind):
            field = own.table.name
            self.text = with_entry(self.text, self._kind, own.owner, field, new).text


def _block(own: Said) -> Block:
    """The mapping of a record; raises `NoPlace` where it would lose a field not declared."""
    new = block(own.table, own.answers)
    if answers_of(new) != own.answers:
        raise NoPlace(own.id)
    return new


def _value(value: object) -> Value | None:
    if isinstance(value, Mapping):
        return dict(value)
    return value if isinstance(value, str | list) else None


def _both(was: Value | None, now: Value | None, theirs: Value | None) -> Value | None:
    """One value that has both changes: fields of a group, entries of a list; `None`: collision."""
    if isinstance(now, dict) and isinstance(theirs, dict):
        return _both_groups(was if isinstance(was, dict) else {}, now, theirs) or None
    if isinstance(now, list) and isinstance(theirs, list):
        return _both_lists(was if isinstance(was, list) else [], now, theirs) or None
    return None


def _both_groups(
    was: dict[str, Value], now: dict[str, Value], theirs: dict[str, Value]
) -> dict[str, Value] | None:
    mine, other = changes(was, now), changes(was, theirs)
    if any(mine[name] != other[name] for name in mine.keys() & other.keys()):
        return None
    gone = {name for name, (_was, new) in mine.items() if new is None}
    set_by_me = {name: new for name, (_was, new) in mine.items() if new is not None}
    kept = {name: value for name, value in theirs.items() if name not in gone}
    return kept | set_by_me


def _both_lists(was: list[Value], now: list[Value], theirs: list[Value]) -> list[Value] | None:
    """Their list, without what I took out, and what I added where I added it.

    Of what both added at one place, theirs comes first.
    """
    gone = [each for each in was if each not in now]
    come = [each for each in now if each not in was]
    if [each for each in now if each in was] != [each for each in was if each in now]:
        # I put entries in another order, or took out one of two equal ones.
        return None
    theirs_come = any(each not in was for each in theirs)
    if (come or theirs_come) and any(each not in theirs for each in gone):
        # Both changed one entry, each in another way.
        return None
    found, known = list(theirs), [*was, *now]
    at = _past_theirs(found, 0, known)
    for each in _aligned(was, now):
        if each in come and each not in theirs:
            found.insert(at, each)
            at += 1
        elif each in found:
            at = found.index(each) + 1
            # What stands in the place of another comes right after that.
            at = at if each in gone else _past_theirs(found, at, known)
    return [each for each in found if each not in gone]


def _aligned(was: list[Value], now: list[Value]) -> Iterator[Value]:
    """The entries of a list with those that are gone from it, each before what took its place."""
    left = deque(was)

    def gone() -> Iterator[Value]:
        while left and left[0] not in now:
            yield left.popleft()

    yield from gone()
    for each in now:
        yield each
        if left and each == left[0]:
            left.popleft()
            yield from gone()


def _past_theirs(found: list[Value], at: int, known: list[Value]) -> int:
    """The place behind what they added at a place."""
    return next((n for n in range(at, len(found)) if found[n] in known), len(found))


def _comments(text: str | None) -> dict[str, None]:
    """The comments of a file, each once."""
    return dict.fromkeys(comments(parse(text))) if text and text.strip() else {}
