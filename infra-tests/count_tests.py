"""Counts the tests of a run out of its JUnit reports; the last line says it: `N passed, N failed, N skipped`.

    count_tests.py [REPORT …]     beside Surefire's, which it finds
"""

import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    passed = failed = skipped = 0
    for report in [*map(Path, sys.argv[1:]), *ROOT.glob("**/target/surefire-reports/TEST-*.xml")]:
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            number, bad, left = (int(suite.get(name, 0)) for name in ("tests", "failures", "skipped"))
            bad += int(suite.get("errors", 0))
            passed, failed, skipped = passed + number - bad - left, failed + bad, skipped + left
    print(f"{passed} passed, {failed} failed, {skipped} skipped")


main()
