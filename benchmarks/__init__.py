"""Measurements that are too slow or too wide for the tests: run them as `python -m benchmarks.clean`."""
