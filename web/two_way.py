"""«Bảng hai chiều»: what a visitor may choose of an answer's columns, and the table that `?down=&across=` asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cancu.graph.engine import Table, Term
from cancu.web import pivoting, present
from cancu.web.cells import Cell, cells_of
from cancu.web.errors import ProblemError
from cancu.web.pivoting import Asked, Naming, Pivot, Sorting, pivot

PARAMETERS = ("down", "across", "measure")


@dataclass(frozen=True, slots=True)
class Shown:
    """The form and, where columns are chosen, the table beneath it."""

    axes: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
    chosen: Asked
    made: Pivot | None
    down: str
    across: str
    measure: str

    @property
    def values(self) -> dict[str, str]:
        """What the address holds of the choice."""
        given = zip(PARAMETERS, (self.chosen.down, self.chosen.across, self.chosen.measure), strict=True)
        return {name: value for name, value in given if value}

    @property
    def whole(self) -> bool:
        """Whether a row has something to say all in all."""
        return self.chosen.counts or not self.chosen.across


def asked(given: Mapping[str, str], columns: Sequence[str]) -> Asked | None:
    """The choice of the address, None where it makes none. Raises ProblemError for what is no column of the answer."""
    for name in PARAMETERS:
        if given.get(name, "") not in ("", *columns):
            raise ProblemError(
                400,
                f"«{name}» phải là một cột của kết quả: {', '.join(columns)}.",
                "parameter-malformed",
                title="Tham số không đúng",
                next_step="Chọn lại cột ở mục «Bảng hai chiều».",
                extra={"parameter": name},
            )
    axes = [*dict.fromkeys(column for name in PARAMETERS[:2] if (column := given.get(name, ""))), "", ""]
    return Asked(axes[0], axes[1], given.get("measure", "")) if axes[0] else None


def shown(
    sorting: Sorting,
    columns: Sequence[str],
    chosen: Asked | None,
    heading: Callable[[str], str],
    made: Callable[[Asked], Pivot],
) -> Shown | None:
    """What the page of an answer shows; None where its rows cannot be sorted and nothing is chosen."""
    axes = list(sorting.apt)
    if chosen:
        axes += [column for column in (chosen.down, chosen.across) if column and column not in axes]
    if len(axes) < (1 if chosen else 2):
        return None
    first = chosen or pivoting.usual(axes)
    measures = [("", pivoting.ROWS)]
    measures += [(column, _measured(column, heading)) for column in columns if column not in axes]

    def headed(column: str) -> str:
        return _headed(heading(column), by_year=column in sorting.by_year)

    return Shown(
        tuple((column, headed(column)) for column in axes),
        tuple(measures),
        first,
        made(chosen) if chosen else None,
        headed(first.down),
        headed(first.across) if first.across else "",
        _measured(first.measure, heading),
    )


def on_page(table: Table, chosen: Asked, naming: Naming) -> Pivot:
    """The table as a page holds it, with so many rows and columns."""
    return pivot(table, chosen, naming, pivoting.MOST_ACROSS, pivoting.MOST_DOWN)


def filed(table: Table, chosen: Asked, heading: Callable[[str], str], naming: Naming) -> Table:
    """The table as a file holds it, with every row."""
    made = pivot(table, chosen, naming, pivoting.FILED_ACROSS)
    return pivoting.as_table(made, headed(table, chosen.down, heading))


def told(table: Table, chosen: Asked, heading: Callable[[str], str]) -> str:
    """The choice in words."""
    sides = [f"hàng: {headed(table, chosen.down, heading)}"]
    sides += [f"cột: {headed(table, chosen.across, heading)}"] if chosen.across else []
    return present.joined([*sides, f"ô: {_measured(chosen.measure, heading)}"], "; ")


def headed(table: Table, column: str, heading: Callable[[str], str]) -> str:
    """The heading of a column down or across."""
    return _headed(heading(column), by_year=pivoting.is_by_year(table, column))


def _headed(heading: str, *, by_year: bool) -> str:
    return f"{heading} (theo năm)" if by_year else heading


def _measured(column: str, heading: Callable[[str], str]) -> str:
    if not column:
        return pivoting.ROWS
    return f"{heading(column)} (cộng lại)" if column in pivoting.SUMMED else heading(column)


def of_saved(column: str, terms: Sequence[Term | None]) -> list[Cell]:
    """Values of a column of a saved question, as its table shows them."""
    return [cell for (cell,) in cells_of(Table((column,), tuple((term,) for term in terms)), len(terms))]
