"""Timelines and charts as SVG, true to scale and legible on the fourth copy of a copy.

They are drawn here and by no charting library, because print needs fonts asked for by name, measures
in mm, hatch made of clipped lines (patterns show seams) and bytes that never change. Matplotlib,
for one, writes text as outlines or with its font in CSS, which WeasyPrint does not read inside SVG,
and hatches by `<pattern>`.

A drawing is shared by all levels, so it holds numbers and labels only; what is told differently
stands beside it in HTML. Black and greys of 20 % or more; no rule under 0.18 mm, no hatch under
0.12 mm, no text under 8 pt.
"""

from press.figures.charts import chart
from press.figures.slots import room_needed
from press.figures.timelines import axis_width, timeline

__all__ = ["axis_width", "chart", "room_needed", "timeline"]
