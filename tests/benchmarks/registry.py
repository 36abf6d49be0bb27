"""All benchmarks, by name. A new one is a file of its own and a line here."""

from __future__ import annotations

from tests.benchmarks.benchmark import Benchmark
from tests.benchmarks.cancel import BENCHMARK as CANCEL
from tests.benchmarks.downloads import DOWNLOADS
from tests.benchmarks.export import EXPORTS
from tests.benchmarks.export_fetched import BENCHMARK as EXPORT_FETCHED
from tests.benchmarks.export_gap import BENCHMARK as EXPORT_GAP
from tests.benchmarks.frozen import ARCHIVE, FOLDER, START
from tests.benchmarks.page import BENCHMARK as PAGE
from tests.benchmarks.playback import SEEK as PLAYBACK_SEEK
from tests.benchmarks.playback import START as PLAYBACK_START
from tests.benchmarks.playback_gap import GAP as PLAYBACK_GAP
from tests.benchmarks.playback_ready import READY as PLAYBACK_READY
from tests.benchmarks.previews import PREVIEWS
from tests.benchmarks.quit_stalled import BENCHMARK as QUIT
from tests.benchmarks.search import BENCHMARK as SEARCH
from tests.benchmarks.search import MILLION as SEARCH_MILLION
from tests.benchmarks.startup import BENCHMARK as STARTUP
from tests.benchmarks.sync import BENCHMARK as SYNC
from tests.benchmarks.tables import TABLES
from tests.benchmarks.waveform import WAVEFORMS
from tests.benchmarks.whole_memory import WHOLE
from tests.benchmarks.zip_writer import ZIPS

_DATA = (SEARCH, SEARCH_MILLION, SYNC, *TABLES, *DOWNLOADS, *WAVEFORMS, *ZIPS, *EXPORTS, EXPORT_FETCHED)
_PREVIEWS = (*PREVIEWS, WHOLE)
_SHOWN = (PAGE, *_PREVIEWS, PLAYBACK_START, PLAYBACK_SEEK, PLAYBACK_READY, PLAYBACK_GAP, EXPORT_GAP)
_ALL = (STARTUP, QUIT, CANCEL, *_DATA, *_SHOWN, FOLDER, ARCHIVE, START)
BENCHMARKS: dict[str, Benchmark] = {benchmark.name: benchmark for benchmark in _ALL}
