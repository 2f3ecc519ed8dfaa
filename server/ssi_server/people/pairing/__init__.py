"""Pairing: a browser comes by its token without anybody copying one (the device authorization grant, RFC 8628)."""
