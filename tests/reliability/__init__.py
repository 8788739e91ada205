"""Trials of what a run survives: kills at random moments, full disks, many writers, hundreds of nights."""
