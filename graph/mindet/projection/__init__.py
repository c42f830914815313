"""RDF to a property graph and back: `mapping` is pure, `sync` brings a store into step, `reading`
reads it back.
"""
