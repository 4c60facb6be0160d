"""Who is meant: from the head word of a source to the entities that it stands for.

`party` is what comes out, `naming` deals with names and descriptions, `issuers` with documents
that speak for whoever issued them, `candidates`, `features` and `ranker` with pronouns,
`descriptions` and `kin` with what is called by what it is.
"""
