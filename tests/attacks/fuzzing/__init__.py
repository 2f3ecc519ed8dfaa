"""Requests that nobody would send by accident: to pages, forms, uploads and the API, and some that are no HTTP."""
