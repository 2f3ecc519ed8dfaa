"""A person's history out of this installation, and histories into it."""
