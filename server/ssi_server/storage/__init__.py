"""Where the history lies: SQLite or PostgreSQL, behind one door. Nothing outside asks which of them it is."""

from .database import Database, Forgotten, database, init_app
from .statements import alone, insert, once

__all__ = ["Database", "Forgotten", "alone", "database", "init_app", "insert", "once"]
