"""The replayed database at argv[1] must hold what the README promises; says what, and exits 1 if not."""

import sqlite3
import sys

QUESTIONS = {
    "reports": ("select count(*) from reports", 5),
    "cells read, gongqingcheng 2019": (
        "select count(*) from statistics join reports using (url) "
        "where portal = 'gongqingcheng' and year = 2019 and status = 'reported'",
        198,
    ),
    "cells read, kashi 2021": (
        "select count(*) from statistics join reports using (url) "
        "where portal = 'kashi' and year = 2021 and status = 'reported'",
        53,
    ),
    "cells missing, kashi 2021": (
        "select count(*) from statistics join reports using (url) "
        "where portal = 'kashi' and year = 2021 and status = 'missing'",
        147,
    ),
    "sums that fail": (
        "select count(*) from checks where verdict = 'FAIL' and rule like 'T_\\_%' escape '\\'",
        0,
    ),
}

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
wrong = 0
for name, (question, expected) in QUESTIONS.items():
    (answer,) = database.execute(question).fetchone()
    wrong += answer != expected
    print(f"{name}: {answer}" + ("" if answer == expected else f", not {expected}"))
sys.exit(1 if wrong else 0)
