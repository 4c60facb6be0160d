"""The corpus as a whole: what is in it, whether it holds, and releases of it.

`data` reads a folder, `checks` and `folders` are level 5 of validation, `build` makes a release
from it, `diff` compares two. Libraries for tables and plots are imported where they are used.
"""
