"""Figures held against a peer: `python -m tests.benchmarks [NAME ...]`; one file for each benchmark."""
