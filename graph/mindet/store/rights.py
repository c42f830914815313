"""The least rights that loading and asking need, as statements for an administrator to run.

For a Neo4j Enterprise or Aura server with roles; a Community server has none.
"""

from __future__ import annotations

LOADER, ASKER = "mindet_loader", "mindet_asker"


def grants(database: str = "neo4j") -> list[str]:
    """Two roles for `database`: one loads, one asks. The second may only read.

    >>> grants("policy")[2]
    'GRANT ACCESS ON DATABASE `policy` TO mindet_loader, mindet_asker'
    """
    name = "`" + database.replace("`", "``") + "`"
    both = f"{LOADER}, {ASKER}"
    return [
        *(f"CREATE ROLE {role} IF NOT EXISTS" for role in (LOADER, ASKER)),
        f"GRANT ACCESS ON DATABASE {name} TO {both}",
        f"GRANT MATCH {{*}} ON GRAPH {name} TO {both}",
        f"GRANT WRITE ON GRAPH {name} TO {LOADER}",
        f"GRANT NAME MANAGEMENT ON DATABASE {name} TO {LOADER}",
        f"GRANT CREATE CONSTRAINT ON DATABASE {name} TO {LOADER}",
        f"GRANT CREATE INDEX ON DATABASE {name} TO {LOADER}",
    ]
