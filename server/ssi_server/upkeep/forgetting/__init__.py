"""Forgetting a person: every row of theirs, what the database's files still hold of it, and the copies beside them.

The rows go in one transaction, which notes that the rest is still to be done; so whatever ends the program, the same
command goes on from there.
"""
