"""Pages to look at: one self-contained HTML file each.

`responsibility` shows who is responsible for what, on pyvis; `matrix` who has which part in
what, as a table; `timeline` what was said, is due and was done when; `document` a text beside
its reading. Their parts serve other pages too: `model` (what a page holds), `record` (what it
tells of claims), `importance` (what to show first), `layout` (where), `network` (the pyvis
subclass), `folio` (the file).
"""
