"""What the bench is made of: commands and their cost, films and their quality, goals, tables, a plot."""
