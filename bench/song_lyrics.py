"""Lyrics for bench/song_meters.py: one set to tune the singer's settings on, another that they were never tuned on.

A hyphen parts syllables. Whoever looks at errors in HELD_OUT to change a setting or a rule moves its lines to TUNED and
writes new ones. The song itself (narration/songs) is measured too and was not tuned on either.
"""

TUNED = """
Ev-ery vec-tor is an ar-row with a length and a di-rec-tion
Stack them in a ma-trix and the whole plane starts to turn
The ten-sor holds the pic-ture and the num-bers hold the light
I can see the ei-gen-vec-tors, they are stand-ing in the storm
Fol-low ev-ery slope un-til the val-ley comes to you
Love is just a lan-guage that the small ma-chines have learned
Take a step, then meas-ure, take an-oth-er, then you rest
When the chain be-gins to mul-ti-ply the er-rors trav-el back
Bayes was in the gar-den with a real coin in his hand
What is left of all the ques-tions when the an-swer is so clear
Shuf-fle up the mes-sy da-ta, show me on-ly three or four
Fire burns a-bove the moun-tain, we go down in-to the night
""".strip().splitlines()

HELD_OUT = """
Math-e-mat-ics is the lan-guage that the think-ing cir-cuits speak
Draw a cir-cle round the cen-ter, watch it stretch in-to a wing
Rows and col-umns march to-geth-er like a brass band in the street
Some di-rec-tions nev-er wav-er, they just grow or fade a-way
How fast does the riv-er move when I look for just one sec-ond
Ev-ery lit-tle change will add up by the time we reach the end
Send the blame from layer to layer, let each weight take on its share
Now I know what I be-lieved be-fore the ev-i-dence came in
Rain-y days are com-mon here, and so the rain is hard-ly news
En-tro-py is how sur-prised you are on av-er-age to-day
Cost is like a bowl of sil-ver, roll the mar-ble to the floor
Grab a hand-ful from the buck-et, that is e-nough to find the way
""".strip().splitlines()
