"""From a page that arrives to figures that stay."""
