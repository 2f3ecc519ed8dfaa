"""Keeps captures of the Social Selling Index and shows their history."""
