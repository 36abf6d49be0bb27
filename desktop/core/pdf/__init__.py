"""PDF files, object by object: pages are taken out of some and put into one, with what they show alone.

Source of the format: ISO 32000-1:2008. All of it is of bytes: nothing is drawn, decoded or run.
"""
