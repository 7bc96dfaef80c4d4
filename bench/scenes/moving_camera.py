"""The camera zooms in on a dot that runs along a curve, follows it, and goes back."""

from manim import *


class FollowTheDot(MovingCameraScene):
    def construct(self):
        self.camera.frame.save_state()
        axes = Axes(x_range=[-1, 10], y_range=[-2, 10])
        curve = axes.plot(lambda x: 4 + 3 * np.sin(x) * np.exp(-0.1 * x), x_range=[0, 3 * PI], color=BLUE)
        dot = Dot(axes.i2gp(0, curve), color=ORANGE)
        ends = VGroup(Dot(axes.i2gp(0, curve)), Dot(axes.i2gp(3 * PI, curve)))
        self.add(axes, curve, ends, dot)

        self.play(self.camera.frame.animate.scale(0.5).move_to(dot))

        def follow(frame):
            frame.move_to(dot.get_center())

        self.camera.frame.add_updater(follow)
        self.play(MoveAlongPath(dot, curve, rate_func=linear), run_time=5)
        self.camera.frame.remove_updater(follow)
        self.play(Restore(self.camera.frame), run_time=1.5)
        self.wait(0.5)
