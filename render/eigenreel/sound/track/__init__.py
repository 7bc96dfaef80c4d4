"""Somebody's own track with its lyrics: from a file of sound and one of words to the time of every line."""

ENDING = ".track.yaml"
"""Of the file that holds a track's lines."""

UNLIKE = "does not sound like these words"
"""The doubt about a line that may be of another song."""
