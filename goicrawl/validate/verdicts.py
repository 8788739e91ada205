"""The words that a check can end in."""

PASS = "PASS"  # noqa: S105 - a verdict
FAIL = "FAIL"
UNCERTAIN = "UNCERTAIN"
"""It fails if a blank is not a zero, or the rule does not bind this issuer."""
NOT_ASSESSABLE = "NOT_ASSESSABLE"
"""A cell that the rule needs is blank, absent or unclear."""
