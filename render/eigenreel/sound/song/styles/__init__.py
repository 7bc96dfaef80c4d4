"""Styles: how a band plays a section, one file each."""
