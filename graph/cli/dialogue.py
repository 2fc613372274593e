"""Asks the questions of a review one by one on a terminal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import click

from cancu.graph.uncertain import Answer, BadAnswerError, LookUp, Question, understood
from cancu.graph.uncertain.sheet import occurrence_words

BACK, SKIP, QUIT = "b", "", "q"
_SHOWN_PLACES = 3
_WHY = "  Lý do (Enter: lý do ghi sẵn · b trả lời lại · q dừng, không ghi câu này)"

Describe = Callable[[Question, int], list[str]]
"""Lines about the nth place of a question: page and line, and the passage where the text is held."""
Take = Callable[[Question, Answer, str], str]
"""Records an answer with its reason; what to say about it."""


@dataclass(slots=True)
class Dialogue:
    """A walk through the questions; every answer is recorded at once, so that whoever stops loses nothing."""

    questions: Sequence[Question]
    look_up: LookUp
    describe: Describe
    take: Take
    taken: dict[str, Answer] = field(default_factory=dict)

    def run(self) -> bool:
        """Ask until the end, or until the person stops; whether the end was reached."""
        at = 0
        while at < len(self.questions):
            question = self.questions[at]
            self._show(question, at)
            typed = self._ask()
            while typed not in (SKIP, BACK, QUIT):
                typed = self._answer(question, typed)
            if typed == QUIT:
                return False
            at = max(0, at - 1) if typed == BACK else at + 1
        return True

    def _answer(self, question: Question, typed: str) -> str:
        """Record what was typed; `SKIP` once that is done, else what is typed in place of it."""
        try:
            answer = understood(question, typed, self.look_up)
        except BadAnswerError as error:
            click.echo(f"  {error.message_vi}\n  {error.message_en}", err=True)
            return self._ask()
        why = click.prompt(_WHY, default="", show_default=False).strip()
        if why == QUIT:
            return QUIT
        if why == BACK:
            return self._ask()
        click.echo(f"  ✓ {self.take(question, answer, why)}\n")
        self.taken[question.id] = answer
        return SKIP

    def _ask(self) -> str:
        return " ".join(str(click.prompt("  Trả lời", default=SKIP, show_default=False)).split())

    def _show(self, question: Question, at: int) -> None:
        count, documents = len(question.occurrences), len(question.documents)
        places = f" · {count} chỗ trong {documents} văn bản" if count > 1 else ""
        heading = f"[{at + 1}/{len(self.questions)}] {question.topic.label}{places}"
        click.echo(click.style(heading, bold=True))
        if question.topic.field or question.topic.name == "title":
            click.echo(f"  Văn bản:    {question.occurrences[0].name}")
        else:
            click.echo(f"  Như in:     «{question.subject}»")
        if question.beside:
            click.echo(f"  Tên in kèm: {question.beside}")
        for n, occurrence in enumerate(question.occurrences[:_SHOWN_PLACES]):
            lines = self.describe(question, n)
            if not question.topic.field or lines:
                click.echo(f"  {'Ở:         ' if n == 0 else '           '} {occurrence_words(occurrence)}")
            for line in lines:
                click.echo(f"              {line}")
        if count > _SHOWN_PLACES:
            click.echo(f"              … và {count - _SHOWN_PLACES} chỗ khác")
        click.echo(f"  Máy đọc:    {question.read}")
        click.echo(f"  Vì sao hỏi: {question.why}")
        for n, choice in enumerate(question.choices, start=1):
            mark = " ← máy đọc; chọn để xác nhận là đúng" if choice.confirms else ""
            click.echo(f"    {n}  {choice.told}{mark}")
        if question.topic.none:
            click.echo(f"    0  {question.topic.none}")
        click.echo(f"    ?  {question.topic.unknown}")
        if question.topic.typed:
            click.echo(f"    hoặc gõ {question.topic.typed}")
        before = self.taken.get(question.id)
        if before is not None:
            click.echo(f"    (vừa trả lời: {before.told}; trả lời lại sẽ thay)")
        click.echo("    Enter bỏ qua · b quay lại · q dừng, những gì đã trả lời được giữ")
