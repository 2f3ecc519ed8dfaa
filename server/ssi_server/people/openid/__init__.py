"""Sign-in by the company's OpenID Connect provider: it says who somebody is, and in which groups."""
