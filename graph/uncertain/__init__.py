"""What the machine is not sure of, as questions a person can answer, equal ones asked once."""

from cancu.graph.uncertain.answer import Answer, Answered, BadAnswerError, LookUp, decisions_for, understood
from cancu.graph.uncertain.found import every_question, questions
from cancu.graph.uncertain.lookup import StoreLookUp
from cancu.graph.uncertain.question import TOPICS, Choice, Occurrence, Question, Topic
from cancu.graph.uncertain.queue import asked, grouped

__all__ = [
    "TOPICS",
    "Answer",
    "Answered",
    "BadAnswerError",
    "Choice",
    "LookUp",
    "Occurrence",
    "Question",
    "StoreLookUp",
    "Topic",
    "asked",
    "decisions_for",
    "every_question",
    "grouped",
    "questions",
    "understood",
]
