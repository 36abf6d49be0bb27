"""What can be undone keeps its order, whatever becomes of each undo."""

from __future__ import annotations

from desktop.ui.widgets.undo import UNDO_STEPS, UndoSteps


def steps(*names: str) -> UndoSteps[str]:
    made: UndoSteps[str] = UndoSteps()
    for name in names:
        made.add(name)
    return made


def left(undo: UndoSteps[str]) -> list[str]:
    return [one.step for one in undo.all if not one.going]


def test_those_that_fail_are_in_their_order_again_before_what_was_done_meanwhile() -> None:
    undo = steps("a", "b", "c")
    assert [undo.take(), undo.take()] == ["c", "b"]
    undo.add("d")
    assert undo.give_back("c") and undo.give_back("b")
    assert left(undo) == ["a", "b", "c", "d"]


def test_what_is_being_taken_back_is_not_taken_twice() -> None:
    undo = steps("a")
    assert undo.take() == "a" and undo.take() is None
    assert not undo and "a" not in undo
    assert not undo.take_again("a") and not undo.forget("a")
    undo.end("a")
    assert undo.all == () and not undo.give_back("a") and not undo.take_again("a")


def test_of_two_alike_the_one_that_goes_is_the_one_that_ends() -> None:
    undo = steps("a", "b", "a")
    assert undo.take() == "a"
    undo.end("a")
    assert left(undo) == ["a", "b"]
    assert undo.forget("a") and left(undo) == ["b"]


def test_another_window_goes_on_with_them() -> None:
    undo, other = steps("a", "b"), steps()
    undo.take()
    other.take_over(undo.all)
    assert other.give_back("b") and left(other) == ["a", "b"]


def test_the_oldest_are_forgotten() -> None:
    undo = steps(*(str(number) for number in range(UNDO_STEPS)))
    assert undo.take() == str(UNDO_STEPS - 1)
    undo.add("last")
    assert undo.give_back(str(UNDO_STEPS - 1))
    assert len(left(undo)) == UNDO_STEPS and left(undo)[-1] == "last"
