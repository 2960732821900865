"""Imports go one way: data -> loaders -> dashboard. A break is named by file and line."""

import ast
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[2]
LAYERS = ("loaders", "dashboard")
GEOMETRY = {"geopandas", "shapely", "pyogrio", "pyproj", "pandas"}
STREAMLIT = ("app.py", "server.py", "stand_ins.py", "session.py", "parts/", "views/")
PLOTLY = ("charts/", "export/")
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "tools"}

Import = tuple[int, str]


def imports(source: str, package: str) -> list[Import]:
    """(Line, absolute name) of every import, wherever in the file it stands."""
    found: list[Import] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
        elif isinstance(node, ast.Call) and _is_import_call(node.func):
            found += [(node.lineno, a.value) for a in node.args[:1] if _is_text(a)]
    return sorted(found)


def _is_import_call(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("import_module", "__import__")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def breaks(path: str, source: str) -> list[str]:
    """What a file imports and may not, as `file:line imports X`."""
    package = path.rpartition("/")[0].replace("/", ".")
    return [
        f"{path}:{line} imports {name}"
        for line, name in imports(source, package)
        if not _allowed(path, name)
    ]


def _allowed(path: str, name: str) -> bool:
    layer, _, inside = path.partition("/")
    top = name.split(".")[0]
    if top == "dashboard":
        return layer == "dashboard"
    if top in GEOMETRY:
        return path == "loaders/geometry.py"
    if top == "streamlit":
        return layer == "dashboard" and inside.startswith(STREAMLIT)
    if top in ("plotly", "kaleido"):
        return layer == "dashboard" and inside.startswith(PLOTLY)
    # A module of the project by its bare name would find the wrong one, or none.
    return not any(
        (PROJECT / each / kind).exists() for each in LAYERS for kind in (top, f"{top}.py")
    )


def modules() -> list[Path]:
    return [path for layer in LAYERS for path in sorted((PROJECT / layer).rglob("*.py"))]


def test_imports_go_one_way():
    found = [
        line
        for path in modules()
        for line in breaks(path.relative_to(PROJECT).as_posix(), path.read_text())
    ]
    assert found == [], "\n".join(["", *found])


def given_twice(source: str) -> list[str]:
    """The names that a module gives to two things."""
    names: Counter[str] = Counter()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names[node.name] += 1
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            every = (inner for target in targets for inner in ast.walk(target))
            stored = (one for one in every if isinstance(getattr(one, "ctx", None), ast.Store))
            names.update(one.id for one in stored if isinstance(one, ast.Name))
    return [name for name, times in names.items() if times > 1]


def test_no_module_gives_a_name_twice():
    """The second would speak for the first: so were all images cut off at their edges."""
    found = {path: given_twice(path.read_text()) for path in modules()}
    assert {path: names for path, names in found.items() if names} == {}
    assert given_twice("EDGE = 24\ndef f(): ...\nBAR, EDGE = 8, 1\n") == ["EDGE"]


def test_no_module_or_folder_has_a_name_that_says_nothing():
    parts = {part.removesuffix(".py") for path in modules() for part in path.parts}
    assert parts & VAGUE == set()


def test_no_folder_is_named_pages_since_that_starts_streamlit_s_legacy_mode():
    assert list((PROJECT / "dashboard").rglob("pages")) == []
    assert not (PROJECT / "pages").exists()


def test_tests_have_no_init_so_that_they_shadow_no_package():
    assert list((PROJECT / "tests").rglob("__init__.py")) == []


def test_html_of_our_own_is_written_in_one_place_without_record_text():
    """A style in `app.py`."""
    found = [
        path.relative_to(PROJECT).as_posix()
        for path in modules()
        if "st.html(" in path.read_text() or "unsafe_allow_html" in path.read_text()
    ]
    assert found == ["dashboard/app.py"]


def test_a_break_is_found_wherever_and_however_it_is_written():
    source = (
        "import dashboard.charts as c\n"
        "def late():\n"
        "    from dashboard import session\n"
        "    import streamlit\n"
        "from ..dashboard.charts import world\n"
        "import importlib; importlib.import_module('plotly.express')\n"
        "import charts\n"
    )
    assert breaks("loaders/measures.py", source) == [
        "loaders/measures.py:1 imports dashboard.charts",
        "loaders/measures.py:3 imports dashboard.session",
        "loaders/measures.py:4 imports streamlit",
        "loaders/measures.py:5 imports dashboard.charts.world",
        "loaders/measures.py:6 imports plotly.express",
        "loaders/measures.py:7 imports charts",
    ]


def test_what_is_allowed_is_not_a_break():
    assert breaks("dashboard/app.py", "import streamlit as st\nfrom loaders import load\n") == []
    assert breaks("dashboard/charts/level.py", "import plotly.graph_objects as go\n") == []
    assert breaks("dashboard/charts/level.py", "import streamlit\n") != []
    assert breaks("dashboard/views/map.py", "import plotly\n") != []
    assert breaks("dashboard/queries/map.py", "import pandas\n") != []
    assert breaks("loaders/geometry.py", "import geopandas, shapely\n") == []
    assert (
        breaks("loaders/checks.py", "from . import dates\nfrom loaders.kinds import KINDS\n") == []
    )
