"""From a file to its text, page qualities and outline."""

from cancu.graph.read.files import read_file
from cancu.graph.read.first_article import issued_type
from cancu.graph.read.outline import Heading, Outline, outline
from cancu.graph.read.parts import Part, parts
from cancu.graph.read.quality import GOOD
from cancu.graph.read.sequence import FOREIGN, REPEATED, SKIPPED, Slip, slips
from cancu.graph.read.settings import FolderCache, OcrSettings
from cancu.graph.read.text import LAYER, RECOGNISED, UNREAD, Origin, Page, PageRange, Text, UnreadableFile, text_of

__all__ = [
    "FOREIGN", "GOOD", "LAYER", "RECOGNISED", "REPEATED", "SKIPPED", "UNREAD", "FolderCache", "Heading", "OcrSettings",
    "Origin", "Outline", "Page", "PageRange", "Part", "Slip", "Text", "UnreadableFile", "issued_type", "outline",
    "parts", "read_file", "slips", "text_of",
]  # fmt: skip
