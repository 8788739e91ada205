"""Saved pages with known truth into scores: expected, found, wrong and missing, by family of fields."""

from goicrawl.evaluation.cases import Case, EvaluationError, read_cases, read_gold
from goicrawl.evaluation.floors import Floors, find_falls, read_floors, save_floors
from goicrawl.evaluation.score import FAMILIES, Score, add_scores, score_case

__all__ = [
    "FAMILIES",
    "Case",
    "EvaluationError",
    "Floors",
    "Score",
    "add_scores",
    "find_falls",
    "read_cases",
    "read_floors",
    "read_gold",
    "save_floors",
    "score_case",
]
