from __future__ import annotations

from tests.unit.test_sections import kinds

NON_FIT = "Walk away if\n- You need quick results\n- You cannot stand noise\n"


def kind_of(title: str, text: str) -> str:
    return next(kind for kind, each in kinds(text) if each == title)


def test_a_list_before_one_of_whom_the_job_does_not_suit_says_whom_it_suits() -> None:
    text = f"Green Corners\n- Ward clerks who count twice\n- Retired pilots with patience\n{NON_FIT}"
    assert kind_of("Green Corners", text) == "fit"


def test_a_list_of_dislikes_behind_one_of_whom_the_job_suits_says_whom_not() -> None:
    text = "Great fit if you\n- like order\n- have been a nurse\nBlue Corners\n- you want fame\n- you hate lists\n"
    assert kind_of("Blue Corners", text) == "non_fit"


def test_names_beside_a_list_of_tools_are_skills() -> None:
    text = "Green Corners\n- Listening\n- Basic toxicology\nTools of the Trade\n- REDCap\n- Power BI\n"
    assert kind_of("Green Corners", text) == "skills"


def test_labels_with_values_are_no_list_of_people() -> None:
    text = f"Green Corners\n- Level: hard\n- Way in: narrow\n{NON_FIT}"
    assert kind_of("Green Corners", text) != "fit"


def test_cards_of_other_careers_are_related_roles_whatever_their_title() -> None:
    text = (
        "Ward Robot Planner\nDemand 8.1/10\nGreen Corners\nLift Data Analyst\nDemand 7.6/10 | 21 % | £32k to £68k\n"
        "Bed Flow Manager\nDemand 7.1/10 | 26 % | £29k to £57k\n"
    )
    assert kind_of("Green Corners", text) == "related_roles"
