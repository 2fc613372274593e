"""What is known of one mention before it is resolved to an instrument."""

from typing import NamedTuple

from cancu.graph.registry import Body, DocumentType

EXACT, FOLDED, SKELETON, NEAREST = "exact", "folded", "skeleton", "nearest"


class Mention(NamedTuple):
    """One mention in text order; `start:end` runs from the type word (or number) to the date and issuer that
    follow.

    `number` is canonical («28-CT/TW»), `number_raw` the printed form where that had to be put right; `date` is ISO,
    as precise as printed; `date_raw` holds an impossible date; `issuer` is printed (`issuer_printed`) or follows
    from the symbol; `issuer_text` is the name of a printed one that no register knows; `issuers` are the names of all
    who issued a joint paper, `issuer` being the first, or one that says more than its name; `type_text` is the type's
    word as printed where it says more than the type's name («Chương trình hành động»); `name` is that of a law cited
    by name; `title` is what is printed after it as its title, without «về việc», `title_raw` the same where its letters
    cannot be trusted; `nested_in` holds indices of the mentions whose title names this one; `plan_ordered` says that
    the clause orders a plan for the instrument; `part` is the path of the part that is cited («điều 5/khoản 2»).

    `method` says how the number was read (exact, folded, skeleton, nearest), `distance` how many letters of its symbol
    were changed, `spellings` which numbers a damaged print may be where it cannot be told.
    """

    start: int
    end: int
    text: str
    section: str
    type: DocumentType | None
    number: str | None = None
    number_raw: str | None = None
    digits: str | None = None
    number_year: str | None = None
    symbol: str | None = None
    name: str | None = None
    date: str | None = None
    date_raw: str | None = None
    issuer: Body | None = None
    issuer_printed: bool = False
    issuer_text: str | None = None
    issuers: tuple[str, ...] = ()
    type_text: str | None = None
    title: str | None = None
    title_raw: str | None = None
    relation: str = "cites"
    nested_relation: str | None = None
    nested_in: tuple[int, ...] = ()
    plan_ordered: bool = False
    method: str = EXACT
    distance: int = 0
    spellings: tuple[str, ...] = ()
    part: str | None = None

    def read_as(
        self,
        titles: tuple[str | None, str | None],
        relation: str,
        nested_relation: str | None = None,
        nested_in: tuple[int, ...] = (),
        *,
        plan_ordered: bool = False,
    ) -> "Mention":
        """The mention with its title, sound and not, and its relation: what `_replace` gives, which every mention would
        wait for ten times as long.
        """
        return Mention(
            *self[:18], *titles, relation, nested_relation, nested_in, plan_ordered,
            self.method, self.distance, self.spellings, self.part,
        )  # fmt: skip

    @property
    def year(self) -> str | None:
        """Year of the printed date, else the one in the number."""
        return self.date[:4] if self.date else self.number_year

    @property
    def issuer_name(self) -> str | None:
        """Full Vietnamese name of the issuer, of all of them parted by «;»."""
        if self.issuers:
            return "; ".join(self.issuers)
        return self.issuer.name if self.issuer else self.issuer_text

    @property
    def type_name(self) -> str | None:
        """The type by the word that is printed for it."""
        return self.type_text or (self.type.name if self.type else None)
