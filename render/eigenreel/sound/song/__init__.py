"""Songs: from a tune with words to a sung and mixed track, and to the times of every syllable."""
