"""The witnesses: one module for each kind of place where a figure stands.

Each takes the layout of a page and yields what it saw, every figure as often as it saw it. None knows of the others.
"""

from . import captions, embedded, pillar_lines, rank_list, sentences, tables

ALL = (
    pillar_lines.sightings,
    captions.sightings,
    rank_list.sightings,
    sentences.sightings,
    tables.sightings,
    embedded.sightings,
)
