"""Item models: what the lists and matrices of the pages show, cell by cell."""
