"""A scripted advisor for the page's tests: what it says is fixed, so that a test knows what must be on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from advisor.conversation import Finished
from advisor.memory import Memory
from advisor.requests import Person, Request
from advisor.types import Abstention, Answer, Check, Citation, Claim, Clarification, Reply, Withheld
from vectorstore.profiles import Catalogue, build_catalogue
from vectorstore.types import CareerProfile, Document, Span

CORPUS = Path(__file__).parents[2] / "corpus"
HOSTILE = 'Notes <script>window.hacked=1</script><img src=x onerror="window.hacked=1"> {{value}} ${1+1} end of notes.'


def scripted_documents() -> list[Document]:
    """The corpus as documents, and one whose text is full of markup."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))}
    texts["hostile"] = HOSTILE
    titles = {key: key.replace("-", " ").title().replace("Ai ", "AI ") for key in texts}
    titles["hostile"] = "Hostile <b>page</b>"
    return [Document(id=key, title=titles[key], text=text, sha256="0" * 64) for key, text in texts.items()]


class ScriptedAdvisor:
    """Answers a handful of questions; anything else is outside its script and raises."""

    def __init__(self) -> None:
        self._documents = {document.id: document for document in scripted_documents()}
        names = ("AI Clinical Decision Support Specialist", "AI Clinical Documentation Specialist")
        self.careers: Catalogue = build_catalogue(CareerProfile("d", name, (), ()) for name in names)

    def documents(self) -> list[Document]:
        return list(self._documents.values())

    def examples(self) -> list[str]:
        return [
            "What does a senior CDS specialist earn?",
            "Compare the two careers",
            "How long does it take?",
            "I'm an ICU nurse who can't code; which suits me?",
            "What is taught first?",
        ]

    def reply(self, question: str, memory: Memory = Memory()) -> tuple[Reply, Memory]:
        plain = question.casefold()
        if "senior" in plain:
            return self._pay(question), memory
        if "compare" in plain:
            return self._comparison(question), memory
        if "how long" in plain:
            choices = ("How long does decision support take?", "How long does documentation take?")
            request = Request(question, question)
            return Clarification(text="Which career do you mean?", request=request, choices=choices), memory
        if "nurse" in plain:
            person = Person(background=("ICU nurse",), codes=False, months=6)
            return self._pay(question), replace(memory, person=person)
        if "hostile" in plain or "<" in question:
            return self._hostile(question), memory
        if "visa" in plain:
            text = "The documents do not cover visas. They cover pay, learning and fit."
            request = Request(question, "Do I need a visa to work as an AI Clinical Decision Support Specialist?")
            return Abstention(text=text, request=request, reason="not_covered", offers=("What does it pay?",)), memory
        raise RuntimeError(f"not in the script: {question}")

    def stream(self, question: str, memory: Memory = Memory()) -> Iterator[Finished]:
        yield Finished(*self.reply(question, memory))

    def _pay(self, question: str) -> Answer:
        first, second = self._cite([("decision-support", "Senior"), ("decision-support", "A Typical Day Looks Like")])
        withheld = Withheld(
            Claim("It pays twice as much as nursing."), (Check("figures", False, "no cited passage says “twice”"),)
        )
        return Answer(
            text="It is **$70,000–$95,000** a year at the entry [1]. The day begins at nine [2].\n\n"
            "- A point with its source [1]\n- Another one [2]",
            citations=(first, second),
            request=Request(question, "What does a senior AI Clinical Decision Support Specialist earn?"),
            withheld=(withheld,),
            offers=("Compare the two careers", "How long does it take?"),
        )

    def _comparison(self, question: str) -> Answer:
        citations = self._cite([("decision-support", "~12 months"), ("documentation", "Time to learn")])
        table = "| | Decision Support | Documentation |\n|---|---|---|\n"
        rows = "| Time to learn | ~12 months [1] | ~8 months [2] |\n| Coding | required [1] | not stated |\n"
        text = f"Decision support takes longer [1][2].\n\n{table}{rows}"
        return Answer(text=text, citations=citations, request=Request(question, question))

    def _hostile(self, question: str) -> Answer:
        citations = self._cite([("hostile", HOSTILE)])
        return Answer(text=f"It says: {HOSTILE} [1]", citations=citations, request=Request(question, HOSTILE))

    def _cite(self, wanted: Iterable[tuple[str, str]]) -> tuple[Citation, ...]:
        return tuple(self._citation(n, part, words) for n, (part, words) in enumerate(wanted, start=1))

    def _citation(self, n: int, part: str, words: str) -> Citation:
        document = next(document for document in self._documents.values() if part in document.id)
        start = document.text.index(words)
        end = document.text.find("\n", start)
        end = end if end > start else len(document.text)
        span = Span(document.id, start, end)
        return Citation(n, span, document.text[start:end], document.title, "A section")
