"""The backup archive: a zip with one file of JSON lines a table, the same bytes for the same history on either engine.

    manifest.json           what is inside: the schema, every table's columns, rows, bytes and SHA-256
    session.key             the server's key, on which the marks of LinkedIn accounts depend
    tables/<name>.jsonl     one row a line, in the order of the primary key

The comment at the end of the zip is the SHA-256, in hex, of all bytes before it.
"""
