"""Threads, queues and the rendering process: QtCore and QImage, no widgets."""
