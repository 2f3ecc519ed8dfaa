"""Made-up SSI pages whose figures are known, what a redesign would do to them, and how much is read then.

Nothing here knows how the reader works; it is asked through `parse_page` alone.
"""
