"""What the member wants to reach, how often they want to look, and what they want to be compared with."""
