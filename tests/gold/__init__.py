"""The gold set: documents of our own making in every form and format, with their figures.

Shares no label list, grid or parser with `extract/`: what both believed wrongly, nobody would see.
"""
