"""The record kinds. A new kind is one module and one entry in `KINDS`."""

from loaders.kinds.action_plan import ACTION_PLAN
from loaders.kinds.institution import INSTITUTION
from loaders.kinds.kind import Kind
from loaders.kinds.law import LAW
from loaders.kinds.news import NEWS
from loaders.kinds.programme import PROGRAMME
from loaders.kinds.resolution import RESOLUTION
from loaders.kinds.workshop import WORKSHOP

KINDS: tuple[Kind, ...] = (
    LAW,
    RESOLUTION,
    ACTION_PLAN,
    INSTITUTION,
    WORKSHOP,
    PROGRAMME,
    NEWS,
)

__all__ = ["KINDS", "Kind"]
