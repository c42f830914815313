"""Pages to look at: one self-contained HTML file each, drawn on pyvis.

`responsibility` shows who is responsible for what. Its parts serve other pages too:
`model` (what a page holds), `importance` (what to show first), `layout` (where),
`network` (the pyvis subclass that writes the file).
"""
