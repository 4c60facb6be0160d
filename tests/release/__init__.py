"""Tests of releases and of level 5."""
