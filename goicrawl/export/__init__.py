"""Reports out of the project: feeds."""
