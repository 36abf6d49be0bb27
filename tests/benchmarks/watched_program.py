"""The real program, started as its command line starts it, saying aloud what is measured.

`startup --data-dir DIR`: says "painted" once the table of calls has painted rows, then closes its window.
`quit SID,SID,SID --data-dir DIR`: asks for these recordings, says "closing" when all of them are on their
way, and closes its window.
"""

from __future__ import annotations

import gc
import sys


def main(arguments: list[str]) -> int:
    # As desktop.__main__ does before it loads the program, which is loaded here to be watched.
    gc.disable()
    from desktop import launch
    from desktop.__main__ import main as run

    what, *rest = arguments
    if what == "quit":
        from tests.benchmarks.stalled_program import StalledProgram

        StalledProgram.wanted = rest.pop(0).split(",")
        vars(launch)["Program"] = StalledProgram
    else:
        from tests.benchmarks.painted_program import PaintedProgram

        vars(launch)["Program"] = PaintedProgram
    return run(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
