"""The library: reading, resolving, writing, storing, asking and checking; no web code below this line."""
