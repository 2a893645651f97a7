"""The README keeps up with the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from advisor.settings import option_names

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", [name for name, _ in option_names()])
def test_every_option_is_in_the_readme(option: str) -> None:
    assert f"`{option}`" in README


def test_the_readme_names_no_option_that_is_gone() -> None:
    named = set(re.findall(r"ADVISOR_[A-Z0-9]+__[A-Z0-9_]+", README))
    assert named - {name for name, _ in option_names()} == set()


def test_every_file_linked_from_the_readme_is_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#:]+)\)", README) if not target.startswith("http")]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_make_command_in_the_readme_exists() -> None:
    rules = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) - rules == set()


def test_the_constraints_name_exact_versions_that_any_machine_can_install() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!]+", line)] == []
    assert "torch==2.13.0" in lines


def test_every_dependency_has_a_constraint() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[=<>\[; ]", requirement)[0] for requirement in wanted}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pinned = {re.sub(r"[._]", "-", line.split("==")[0]).lower() for line in lines}
    assert {re.sub(r"[._]", "-", name).lower() for name in names} - pinned == set()


@pytest.mark.parametrize("package", ["advisor/understanding", "advisor/operations", "ingest"])
def test_the_map_of_a_package_names_every_module(package: str) -> None:
    folder = ROOT / package
    named = re.findall(r"`(\w+)`", (folder / "__init__.py").read_text(encoding="utf-8"))
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__", "__main__"}
    missing, gone = modules - set(named), set(named) - modules - {part.name for part in folder.iterdir()}
    assert not missing, (
        f"name {sorted(missing)} in the docstring of {package}/__init__.py, under the step they belong to"
    )
    assert not gone, f"{package}/__init__.py names {sorted(gone)}, which is no longer there"
