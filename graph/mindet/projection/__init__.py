"""RDF to a property graph and back: `mapping` is pure, `sync` writes to and reads from a store."""
