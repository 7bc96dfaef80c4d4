"""Somebody's own track with its lyrics: from a file of sound and one of words to the time of every line."""

ENDING = ".track.yaml"
"""Of the file that holds a track's lines."""
