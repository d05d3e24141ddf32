"""How scores are spread: bands of 20 points, made wider until each holds enough companies."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.batch.cohort.tally import WELL, WIDTH

Spread = tuple[tuple[int, int, int], ...]


def spread(counts: Sequence[int], least: int) -> Spread:
    """Return bands as from, below and how many; none where they would be a single one.

    A band takes in the next until it holds ``least`` companies. Where enough
    lie on either side of the limit between well and not, a band ends there, as
    the share on either side is told as well.
    """
    bands = [(place * WIDTH, (place + 1) * WIDTH, count) for place, count in enumerate(counts)]
    cut = WELL // WIDTH
    if min(sum(counts[:cut]), sum(counts[cut:])) >= least:
        wide = [*_widened(bands[:cut], least), *_widened(bands[cut:], least)]
    else:
        wide = _widened(bands, least)
    return tuple(wide) if len(wide) > 1 else ()


def _widened(bands: Sequence[tuple[int, int, int]], least: int) -> list[tuple[int, int, int]]:
    """Join neighbours from the lowest up; what is left at the top joins the last."""
    wide: list[tuple[int, int, int]] = []
    begin, held = bands[0][0], 0
    for _, end, count in bands:
        held += count
        if held >= least:
            wide.append((begin, end, held))
            begin, held = end, 0
    if begin < bands[-1][1] and wide:
        low, _, count = wide.pop()
        wide.append((low, bands[-1][1], count + held))
    return wide
