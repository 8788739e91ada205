"""The committed floors: what was found and not wrong once may not be lost again."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from goicrawl.evaluation.cases import EvaluationError
from goicrawl.evaluation.score import Score


class Floor(NamedTuple):
    """The least that must be found, and the most that may be wrong."""

    found: int
    wrong: int


Floors = Mapping[str, Mapping[str, Floor]]
"""Case to family to floor."""


def read_floors(path: Path) -> Floors:
    """Return the floors of a baseline file. Raises EvaluationError where there is none, or a damaged one."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {
            case: {name: Floor(**floor) for name, floor in families.items()}
            for case, families in stored.items()
        }
    except OSError as error:
        raise EvaluationError(
            f"{path}: can't be read: {error.strerror}; restore the file, or write it anew with --accept"
        ) from None
    except (ValueError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{path}: holds no floors ({error}); restore the file, or write it anew with --accept"
        ) from error


def save_floors(path: Path, scores: Mapping[str, Mapping[str, Score]]) -> None:
    """Write the scores as the new floors. Raises EvaluationError where the file can't be written."""
    floors = {
        case: {name: {"found": score.found, "wrong": score.wrong} for name, score in families.items()}
        for case, families in scores.items()
    }
    try:
        path.write_text(json.dumps(floors, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise EvaluationError(
            f"{path}: can't be written: {error.strerror}; give another --baseline"
        ) from None


def find_falls(scores: Mapping[str, Mapping[str, Score]], floors: Floors) -> Iterator[str]:
    """Give a sentence for every score below its floor, and for every floor without a score."""
    for case, families in floors.items():
        for family, floor in families.items():
            score = scores.get(case, {}).get(family)
            if score is None:
                yield f"{case}: {family} was scored once and is not any more"
            elif score.found < floor.found or score.wrong > floor.wrong:
                yield (
                    f"{case}: {family} fell: {score.found} found and {score.wrong} wrong, "
                    f"the floor is {floor.found} and {floor.wrong}"
                )
