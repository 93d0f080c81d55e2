"""The run as a whole: `line` passes a pack from stage to stage, `jobs` makes the files of one booklet in one process.

`handouts` and `teacher` are booklets made from the finished pages of another.
"""
