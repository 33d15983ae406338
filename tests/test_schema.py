"""The JSON Schema agrees with the reading, over sound and broken files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from reading_sets import SOUND, broken
from test_reading_rules import CASES

from czplan.format.fields import TABLES
from czplan.format.json_schema import SCHEMA_TABLES, schema


class Editor(yaml.SafeLoader):
    """YAML as editors resolve it: numbers and truth values, but no dates."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(table: str, text: str) -> list[Any]:
    """Return what a validator complains of."""
    loaded = yaml.load(text, Loader=Editor)
    loaded = _with_text_keys(loaded)
    return list(jsonschema.Draft202012Validator(schema(table)).iter_errors(loaded))


def _with_text_keys(value: Any) -> Any:
    """Return JSON's view of a tree: keys are text."""
    if isinstance(value, dict):
        return {str(key): _with_text_keys(each) for key, each in value.items()}
    return [_with_text_keys(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("table", SCHEMA_TABLES)
def test_each_schema_is_one(table: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(table))


@pytest.mark.parametrize("name", list(SOUND))
def test_the_sound_files_are_valid(name: str) -> None:
    assert errors(name.removesuffix(".yaml"), SOUND[name]) == []


@pytest.mark.parametrize("table", SCHEMA_TABLES)
def test_the_shipped_files_are_valid(table: str, root: Path) -> None:
    path = root / "data" / f"{table}.yaml"
    if table == "places":
        assert not path.exists(), "the shipped set is about one place"
        return
    assert errors(table, path.read_text(encoding="utf-8")) == []


SEEN = {"unknown-field", "missing-field", "wrong-type", "unknown-word", "bad-year", "bad-period",
        "bad-integer", "bad-id", "bad-sha256", "bad-url", "bad-scope", "goal-without-words",
        "goal-with-several", "missing-place", "actual-without-figure", "actual-with-several",
        "format-version", "milestone-without-name"}  # fmt: skip
"""What a schema, which knows one file and no meaning, can see."""


@pytest.mark.parametrize(
    ("file", "old", "new", "code"), [case for case in CASES if case[3] in SEEN]
)
def test_what_reading_refuses_the_schema_refuses(file: str, old: str, new: str, code: str) -> None:
    if "２０２０" in new or "2025..2021" in new:
        pytest.skip("beyond a pattern")
    assert errors(file.removesuffix(".yaml"), broken(file, old, new)[0]), code


def test_every_field_is_described_in_both_languages() -> None:
    for table in TABLES.values():
        record = str(schema(table.name))
        for field in table.fields.values():
            assert field.zh in record
            assert field.en.replace("'", "\\'") in record or field.en in record
