"""What the member did, and when: notes beside the figures."""
