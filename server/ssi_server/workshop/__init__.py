"""Fixtures: how a page that somebody saved becomes a test, and stays nobody's."""
