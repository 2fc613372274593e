"""A SPARQL server in place of the embedded store: asked by SPARQL 1.1, filled by the Graph Store protocol."""

from cancu.graph.remote.changes import changed_graphs
from cancu.graph.remote.endpoint import Endpoint, EndpointSettingError, endpoint_from
from cancu.graph.remote.engine import RemoteEngine
from cancu.graph.remote.errors import RemoteError
from cancu.graph.remote.uploading import held_version, upload

__all__ = [
    "Endpoint",
    "EndpointSettingError",
    "RemoteEngine",
    "RemoteError",
    "changed_graphs",
    "endpoint_from",
    "held_version",
    "upload",
]
