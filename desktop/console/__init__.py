"""The program without a window: an export, and the check of a ZIP, for scripts and for a console."""

from __future__ import annotations
