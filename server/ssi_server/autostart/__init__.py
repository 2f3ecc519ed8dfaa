"""Starting with the member's own log-in: one module a system says what to write where, `switch` does it."""
