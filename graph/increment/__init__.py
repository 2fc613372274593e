"""From one version of the store to the next: what a change of a few files changes in what was derived from all."""
