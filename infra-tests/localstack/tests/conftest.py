"""Makes the packages under test importable; run with the LocalStack environment's Python."""

import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SOURCES), str(SOURCES / "plugin")]
