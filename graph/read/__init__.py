"""From a file to its text, page qualities and outline."""

from cancu.graph.read.files import read_file
from cancu.graph.read.outline import Heading, Outline, outline
from cancu.graph.read.parts import Part, parts
from cancu.graph.read.text import Page, Text, UnreadableFile, text_of

__all__ = ["Heading", "Outline", "Page", "Part", "Text", "UnreadableFile", "outline", "parts", "read_file", "text_of"]
