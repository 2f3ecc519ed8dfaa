"""Who may do what: persons, their devices, and their sign-in to the dashboard."""
