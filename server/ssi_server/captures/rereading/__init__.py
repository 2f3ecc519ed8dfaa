"""All stored pages through today's reader: batch by batch, so that captures go on arriving meanwhile."""
