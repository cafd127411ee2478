"""Makes the bundled country database out of IPtoASN's tables: `make country-database`. See docs/country.md."""


class Failure(Exception):
    """Why there is no new database: what was wrong, where, and what to do."""
