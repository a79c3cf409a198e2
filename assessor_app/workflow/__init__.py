"""The street: one file per step, in the order it happens. Read this folder and you have read the program.

    found        the society founds its authority, its officers and its trust list
    prepare      an officer opens a round from a roster and application forms, and appoints panels
    hand_out     an officer hands each assessor a sealed case package and an identity
    receive      an assessor takes the case package in
    declare      an assessor declares interests before any paper opens
    score        an assessor marks material, written test and interview, with comments, notes and pins
    lock         an assessor locks a sheet and signs it; reopening needs a reason
    hand_over    an assessor hands the chair a signed, sealed score package
    gather       the chair takes the score packages in; each can be removed alone
    consolidate  the chair sees the matrix and the flags; the panel agrees levels, with reasons
    call_in      the chair calls a further assessor in on a case, who marks it without seeing what others gave
    give_back    the chair returns items to their author with a comment; the author answers
    recommend    the chair recommends; members agree or dissent
    conclude     the chair signs the result package for the society
    countersign  a member of the panel signs the result beside the chair
    take_in      the society verifies the result, recomputes every outcome, and keeps it

Beside them: `keys` (who holds an identity; revoking; trust lists), `renew` (a new term for the same key), `rekey` (another
passphrase), `recover` (a lost one), `receipt` (whoever took a package in tells the sender), `schemes` (which rules are pinned),
`papers` (which may be read, and their words for the search), `calibrate` (agreed marks in a rehearsal), `template_reports` (on
a society's Word template), `evaluate` (marks to outcome), `verify` and `derive` (for anyone), `story` (all of it, on the
sample). Each step is a function named by the verb on the button: the store first, the rest by keyword; it returns `Changes` and
raises a `Refusal`. `perform` runs a step as one transaction with one line in the journal.
"""
