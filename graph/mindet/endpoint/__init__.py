"""A SPARQL endpoint on the served graph: `/sparql` of `mindet serve`.

`Endpoint` answers requests by the SPARQL 1.1 Protocol, `Pool` runs the queries in processes
that are killed at their limits, `opened` puts the two together over a store.
"""

from mindet.endpoint.answering import Endpoint
from mindet.endpoint.opening import opened
from mindet.endpoint.pool import Limits, Pool, Reply, Task
from mindet.endpoint.snapshot import Snapshots

__all__ = ["Endpoint", "Limits", "Pool", "Reply", "Snapshots", "Task", "opened"]
