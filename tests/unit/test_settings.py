from __future__ import annotations

import os
from pathlib import Path

import pytest

from advisor.errors import SettingsError
from advisor.settings import WebSettings, load_settings, option_names


def test_defaults_need_no_environment() -> None:
    assert load_settings().model.name is None


def test_an_option_is_read_from_its_environment_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_WEB__PORT", "8000")
    assert load_settings().web.port == 8000


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ADVISOR_PORT", "1", "ADVISOR_PORT is unknown: did you mean ADVISOR_WEB__PORT?"),
        ("ADVISOR_WEB__PROT", "1", "ADVISOR_WEB__PROT is unknown: did you mean ADVISOR_WEB__PORT?"),
        ("ADVISOR_WEB__PORT", "many", "ADVISOR_WEB__PORT is 'many'"),
        ("ADVISOR_MODEL__NAME", "gpt-4o", "wanted is provider:name"),
        ("ADVISOR_ZZZ", "1", "the names are ADVISOR_STORE__PATH"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_wanted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_model_key_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_MODEL__KEY", "sk-very-secret")
    assert "sk-very-secret" not in repr(load_settings())


def test_every_option_says_what_it_is_for() -> None:
    assert [name for name, meaning in option_names() if not meaning] == []


def test_only_a_page_served_to_this_machine_alone_changes_documents_unasked() -> None:
    assert WebSettings().edits
    assert not WebSettings(host="0.0.0.0").edits
    assert WebSettings(host="0.0.0.0", editing=True).edits
    assert not WebSettings(editing=False).edits


def test_the_env_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "ADVISOR_MODEL__KEY=sk-from-file\nADVISOR_WEB__PORT=8001\nOPENAI_API_KEY=sk-own\n", encoding="utf-8"
    )
    monkeypatch.setattr("vectorstore.settings.ENV_FILE", file)
    for name in ("ADVISOR_MODEL__KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("ADVISOR_WEB__PORT", "8002")
    settings = load_settings()
    assert settings.model.key is not None
    assert settings.model.key.get_secret_value() == "sk-from-file"
    assert "sk-from-file" not in repr(settings)
    assert settings.web.port == 8002
    assert os.environ["OPENAI_API_KEY"] == "sk-own"


def test_a_name_in_the_env_file_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ADVISOR_MODEL_KEY=sk-secret\n", encoding="utf-8")
    monkeypatch.setattr("vectorstore.settings.ENV_FILE", file)
    monkeypatch.setenv("ADVISOR_MODEL_KEY", "")
    monkeypatch.delenv("ADVISOR_MODEL_KEY")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "ADVISOR_MODEL__KEY" in str(refused.value)
    assert "sk-secret" not in str(refused.value)
