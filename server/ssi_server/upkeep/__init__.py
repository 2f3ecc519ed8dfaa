"""What keeps an installation well: backups and the way back, daily chores, pruning, an examination."""
