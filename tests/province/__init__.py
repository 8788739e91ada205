"""A province of invented portals on 127.0.0.1: systems, reports and traps as real ones have them.

`python -m tests.province --portals 40 --reports 300 --crawl` serves it, crawls it through the command
line and prints what was found of what there is.
"""
