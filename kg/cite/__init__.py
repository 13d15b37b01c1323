"""Which document a mention means, and how it is cited.

The registry joins what a corpus prints of a document with the facts of data/directives.yaml; it is made over an open
store and is cheap: nothing is read before it is asked for.

    from kg.cite.registry import Registry
    registry = Registry(store)                    # facts: those the store was written with (Knowledge.directives)

    found = registry.find("chỉ thị 28")           # typed by a person, with or without marks
    found.entries                                 # every document that fits; one: it is the document
    found.apart                                   # where there are several, the fields that tell them apart

    got = registry.resolve(citation, document)    # a citation read in ``document`` (kg.document.Document, or None)
    got.entry                                     # the one document, or None
    got.sure                                      # day, term or numbered year agree too, not only type and code
    got.differs                                   # fields in which the mention says something else than the document
    got.candidates, got.apart                     # where several fit
    got.near                                      # none fits: documents that contradict in a field or two (Fit)
    registry.resolve_all(citations, aliases, document)    # of a whole text: later, shorter mentions too

    printed = kg.cite.format.cite(entry, style)   # .text, and .notes: what is missing, not sure, in conflict
    style = kg.cite.styles.style_named(store, "dang")

An ``Entry`` has ``type code number date year issuer scope term title`` (the surest value of each), and ``values``: all
that is said of each field with mark and place, so ``entry.said("date")`` gives conflicts too. ``entry.named_in``,
``entry.relations``, ``entry.facts`` say where it is cited, what it is related to, and its facts.
"""
