"""What each route needs, as the functions know it."""

import re

from templates import ROOT

SOURCE = (ROOT / "shared-lib/src/main/java/dev/lethe/shared/access/Routes.java").read_text(encoding="utf-8")

GROUP = re.compile(r"entry\(\s*Need\.(\w+),\s*List\.of\((.*?)\)\)", re.DOTALL)

# By method and path as API Gateway has them: `GET /v1/apps`.
NEEDS = {route: need for need, group in GROUP.findall(SOURCE) for route in re.findall(r'"([A-Z]+ /[^"]*)"', group)}
