"""Sentences for bench/word_onsets.py: one set to fit what the voice's times are corrected by, another to test them.

Whoever looks at errors in TEST to change a number or a rule moves its sentences to FIT and writes new ones.
"""

FIT = """
Almost every arrow is knocked off its line, but two directions are not.
Along one of them, the matrix is just the number three.
She sells small shells by the shore, which shows some skill.
A test finds ninety percent of the people who carry the disease.
Out of a thousand people, ten carry it, and nine of those ten test positive.
The gradient points in the direction of steepest ascent.
We take a small step the other way, and measure again.
If the step is too large, the point jumps across the valley.
Every vector has a length and a direction, and nothing else.
Add two arrows by placing the second at the tip of the first.
So the sum is the shortest way from the start to the end.
Shall we stretch the space, or should we shrink it?
A function is smooth when it has no sharp corners.
The slope of the curve tells us how fast the error changes.
Think of each picture as a long list of numbers.
Now watch what happens when we turn the plane by a right angle.
The area of the square grows by the same factor.
Most of the weight sits near the middle of the curve.
Choose one point, follow the arrow, and choose again.
This network has three layers, and each of them is simple.
Why does the same rule work for every shape?
Knowing the answer changes how likely the question was.
Very few people would guess that number without counting.
Bring the table closer, then draw the graph on it.
Half of the messages are short, and the rest are longer.
Take the logarithm of both sides, and the product becomes a sum.
Here is the surprising part of the story.
You can see the shadow of the sphere on the floor.
Given the first word, the model guesses the second.
Each choice throws away about half of what is left.
The chance of rain depends on the clouds we see.
Some systems settle down, others swing for ever.
Just look at the sign of the second term.
Usually the path bends toward the lowest place.
All of these lines pass through a single point.
For each pair of inputs, the machine learns one weight.
Energy flows from the warm side to the cold side.
When the door opens, the light falls on the page.
It is easy to check, and hard to forget.
Under the new rule, zero stays where it was.
Imagine a city with a hundred thousand houses.
Only a few of them are sick, and the test is good but not perfect.
Suppose the alarm rings, how worried should you be?
Count the people in both groups, and compare the two counts.
That fraction is what the formula calculates.
A ball on a hillside rolls down, because that is where the slope leads.
The computer cannot see the whole landscape, only the ground at its feet.
So it feels for the slope, and takes one step down.
With tiny steps it arrives safely, yet slowly.
With huge steps it bounces from wall to wall and never rests.
Somewhere between them lies a good choice.
An arrow in the plane is the same thing as a pair of numbers.
The first number says how far to walk to the right.
The second says how far to climb.
To multiply by two, make the arrow twice as long.
Turning around means multiplying by minus one.
Any place on this sheet can be reached with just two arrows.
Unless they lie on the same line, of course.
Such a pair is called a basis.
What does a song have in common with a color?
Both can be written as a sum of simple waves.
People who like one film often like the other.
Our machine places similar films close together.
Then the angle between two arrows measures their taste.
Zero means that they share nothing.
Even a large model is built from small pieces.
Inside each piece, numbers are multiplied and added.
Training is nothing more than many small corrections.
By the end, the error is close to zero.
Remember where we started, with a random guess.
Good questions matter more than quick answers.
Look once more at the narrow strip on the left.
Although it is thin, it holds most of our cases.
Changing the starting point changes which valley we find.
There are exactly six ways to order three cards.
Before the check, we believed one thing, and now we believe another.
Never trust a single sample.
The longer we wait, the surer we become.
Squares of errors punish large mistakes.
Finally, close your eyes and picture the whole journey.
""".strip().splitlines()

TEST = """
A machine that reads must first turn letters into numbers.
Every token gets its own row in a very large table.
Two rows that point the same way stand for words that mean the same.
Why should a picture of a cat be close to the word cat?
Because both were pulled together by millions of examples.
Let us follow one signal from the input to the output.
It is stretched, shifted, and bent, and then passed on.
The bend is what makes deep networks worth building.
Without it, ten layers would do no more than one.
Think of folding paper before you cut it.
One straight cut becomes a star when the paper unfolds.
Large numbers are hard to picture, so we draw their areas.
Half of this rectangle is blue, a quarter of it is green.
What remains is shared by yellow and red.
How many questions do you need to find the color?
On average, fewer than two.
Surprise is small when the common thing happens.
Rare events carry more news than frequent ones.
This sum is called the entropy of the source.
No code can be shorter than that.
Heat spreads, ink spreads, and rumors spread in much the same way.
Start with a sharp peak and wait.
After a while the peak is lower and wider.
Its area, however, has not changed at all.
Run the film backward and the picture appears out of noise.
A careful student would now ask what could go wrong.
Perhaps the data were collected on a single sunny day.
Then the model has learned about weather, not about tanks.
Keep some examples in a drawer until the very end.
Only those can show whether the rule is real.
Any circle can be squeezed into an ellipse.
The long axis shows where the data vary most.
Project every point onto it, and little is lost.
Shorter axes hold mostly noise.
Of course, somebody has to choose how many to keep.
Look at the elbow of this curve.
To the left of it each axis helps, to the right it hardly matters.
Our last example uses nothing but a coin.
Flip it twice, and four stories are possible.
In three of them you see at least one head.
""".strip().splitlines()
