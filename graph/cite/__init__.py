"""Every mention of an identified instrument in a text: what is named, where, and in which relation to the document."""

from cancu.graph.cite.find import cite
from cancu.graph.cite.mention import Mention

__all__ = ["Mention", "cite"]
