"""Accept the last frames of lessons' beats as they are now: python tests/accept_gold.py [KEY…]

Look at them first: eigenreel storyboard, or what the failing test laid into build/gold-differences.
"""

from __future__ import annotations

import sys

from lesson_frames import beat_frames, built_in_course
from lesson_gold import accept


def main(keys: list[str]) -> None:
    course = built_in_course()
    for ref in [course.lesson(key) for key in keys] or course.lessons:
        changed = accept(ref.key, beat_frames(ref))
        print(f"{ref.key}: {', '.join(changed) or 'nothing changed'}")


if __name__ == "__main__":
    main(sys.argv[1:])
