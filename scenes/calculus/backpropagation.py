"""Backpropagation: numbers flow forward to the loss, and the blame for it flows back along the same lines."""

from manim import UP

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.blamed_network import BlamedNetwork
from eigenreel.kit.keyframes import eased, play_over
from eigenreel.maths.blame import EXAMPLE
from eigenreel.theme import Prose

COLUMNS, MIDDLE, SPACING = (-5.7, -1.3, 2.7, 5.8), 0.75, 2.05
"""Where the inputs, the hidden layer, the output and the loss stand; how high; and how far apart in a layer."""
FORWARD, BACK, PACE = (0.4, 1.3, 2.2), (3.5, 4.4, 5.3), 0.7
"""Seconds at which numbers start along the three lines to the loss, and slopes back; how long they take."""
APPEAR = 0.25
"""How long a number takes to be there."""
GONE, END = (6.8, 7.4), 7.4


class Backpropagation(Lesson):
    inputs = Parameter([1.5, 0.8], "the two inputs", range=(-2, 2))
    target = Parameter(1.0, "what the output should have been", range=(-2, 2))

    def facts(self):
        done = self.passed()
        return {"output": round(done.output, 2), "loss": round(done.loss, 2), "blame": round(done.on_output, 2)}

    def passed(self):
        return EXAMPLE.run(self.inputs, self.target)

    def vignette(self):
        """A pass forward in blue, a pass back in red, every number computed."""
        network = BlamedNetwork(EXAMPLE, self.passed(), COLUMNS, MIDDLE, SPACING)
        name = Prose("loss", color=theme.LOSS).next_to(network.nodes[-1][0].circle, UP, buff=0.2)
        self.add(name)

        def draw(time):
            seen = 1 - share(time, *GONE)
            for place, group in enumerate(network.nodes):
                told = arrived(time, FORWARD[place - 1]) * seen if place else 1.0
                blamed = arrived(time, BACK[2 - place]) if place < 3 else share(time, BACK[0] - APPEAR, BACK[0])
                for node in group:
                    node.show(told, blamed * seen)
            for place, group in enumerate(network.edges):
                told, blamed = (share(time, start, start + PACE) for start in (FORWARD[place], BACK[2 - place]))
                for edge in group:
                    edge.show(told, blamed, seen)

        play_over(self, END, network, draw, 0.4)


def share(time, start, end):
    return eased((time - start) / (end - start))


def arrived(time, start):
    """How much of a number is there that comes along a line from this second on."""
    return share(time, start + PACE - APPEAR / 2, start + PACE + APPEAR / 2)
