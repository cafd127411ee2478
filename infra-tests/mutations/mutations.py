"""All that is broken on purpose."""

from of_access import PACKAGES, PROFILES, READS
from of_accounts import ACCOUNTS, KEPT_ACCOUNTS
from of_archive import ARCHIVE, STORES
from of_counting import AGGREGATE
from of_endings import ENDINGS, KEPT_ENDINGS
from of_erasure import ERASURE, REQUESTS_IN_THE_VAULT
from of_collected import COLLECTED, REPLACED
from of_exports import EXPORTS, SWEEPING
from of_ingest import MASKING, FEATURES, SUPPRESSION, VAULT, GATE, EDGE
from of_leaks_and_templates import LEAKS, TEMPLATES
from of_probing import PROBING
from of_recovery import RECOVERED, RECOVERY
from of_receipts import KEPT_RECEIPTS, RECEIPTS
from of_restoring import RESTORED, RESTORING
from of_retention import FORGETTING, RETENTION
from of_screenshots import BUCKET, SCREENSHOTS
from of_statistics import INSIGHTS
from of_subjects import BOOK, ENTERING, READING, TAKING
from of_watching import CALLING, WATCHED, WATCHING
from on_the_stack import ADAPTERS

UNITS = ACCOUNTS + MASKING + FEATURES + COLLECTED + SUPPRESSION + VAULT + GATE + EDGE + AGGREGATE + ARCHIVE + EXPORTS + SWEEPING + PACKAGES + READS + SCREENSHOTS + RECEIPTS + ERASURE + ENDINGS + INSIGHTS + READING + ENTERING + TAKING + CALLING + WATCHING + RETENTION + RESTORING + RECOVERY + PROBING + LEAKS + TEMPLATES

NEEDING_A_STACK = KEPT_ACCOUNTS + WATCHED + REPLACED + KEPT_ENDINGS + ADAPTERS + STORES + BUCKET + BOOK + KEPT_RECEIPTS + REQUESTS_IN_THE_VAULT + PROFILES + FORGETTING + RECOVERED + RESTORED
