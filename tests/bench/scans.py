"""x"""


def main(registry):
    pass
