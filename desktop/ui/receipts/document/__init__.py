"""One document of a receipt, drawn as large as the window lets it be."""
