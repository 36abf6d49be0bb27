"""All campaigns, by name. A new one is a file of its own and a line here."""

from __future__ import annotations

from tests.campaigns.campaign import Campaign
from tests.campaigns.cuts import CAMPAIGN as CUTS
from tests.campaigns.decisions import CAMPAIGN as DECISIONS
from tests.campaigns.disk import CAMPAIGN as DISK
from tests.campaigns.export_calls_kills import CAMPAIGN as EXPORT_CALLS_KILLS
from tests.campaigns.export_kills import CAMPAIGN as EXPORT_KILLS
from tests.campaigns.export_queries import CAMPAIGN as EXPORT_QUERIES
from tests.campaigns.export_sizes import CAMPAIGN as EXPORT_SIZES
from tests.campaigns.faults import CAMPAIGN as FAULTS
from tests.campaigns.kills import CAMPAIGN as KILLS
from tests.campaigns.mutated_files import CAMPAIGN as MUTATED_FILES
from tests.campaigns.names import CAMPAIGN as NAMES
from tests.campaigns.queue import CAMPAIGN as QUEUE
from tests.campaigns.queue_disk import CAMPAIGN as QUEUE_DISK
from tests.campaigns.queue_kills import CAMPAIGN as QUEUE_KILLS
from tests.campaigns.sound import CAMPAIGN as SOUND
from tests.campaigns.sync import CAMPAIGN as SYNC
from tests.campaigns.week import CAMPAIGN as WEEK
from tests.campaigns.zips import CAMPAIGN as ZIPS

_ALL = (
    MUTATED_FILES,
    EXPORT_CALLS_KILLS,
    EXPORT_KILLS,
    EXPORT_QUERIES,
    EXPORT_SIZES,
    FAULTS,
    CUTS,
    DECISIONS,
    DISK,
    KILLS,
    NAMES,
    QUEUE,
    QUEUE_DISK,
    QUEUE_KILLS,
    SOUND,
    SYNC,
    WEEK,
    ZIPS,
)
CAMPAIGNS: dict[str, Campaign] = {campaign.name: campaign for campaign in _ALL}
