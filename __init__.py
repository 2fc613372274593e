"""Căn Cứ: a knowledge graph of Vietnamese local-government plans and the instruments they carry out."""
