"""The memory: the encrypted workspace. The only SQL of the program is here; rows become values of `models` at once.

A module per subject, each of functions that take the `Store` first::

    with open_workspace(path, passphrase, now=now) as store:            # database; also create_workspace, recover_workspace
        with store.step("mark_entered", {"case": case}, at=now):        # one transaction, one journal line
            marks.add(store, mark)

=================  ======================================================================================================
database           `create_workspace`, `open_workspace`, `recover_workspace`; `Store`: ``step``, ``reader``, ``close``,
                   ``change_passphrase``, ``path``, ``mode``, ``owner``, ``read_only``, ``backups``
settings           put, get, all
people             put, get, by_fingerprint, all
trust              put, current, number                        identities   put, mine, fingerprint, all
schemes            put, get, all                               signatures   add, of
rounds             put, get, all
panels             put, get, of_round, round_of, of_case, assignments_of
cases              put, get, known, of_round, of_panel, round_of, content, summaries
sheets             get, of_case, of_assessor, add_event, history        (this workspace's own people)
marks              add, current, newest, history                        (this workspace's own people)
notes, pins        add, of_case; notes.history                          (this workspace's own people)
declarations       add, current, of_case, of_assessor                   (this workspace's own people)
packages           add, add_version, get, known, by_sha256, all, content, set_status, status, events
received           put, sheets_of, standings_of, declarations_of, pins_of, notes_of    (others, by the package that brought them)
consolidation      add_agreed, agreed, agreed_history, add_settled, settled, add_recommendation, recommendation(s), add_vote,
                   votes, all_votes, unseal, unsealed, all_unsealed
results            put, of_round, package_of, record           (the society's)
search             search, put_paper, has_paper                (forms, notes and comments are put by themselves)
journal            head, lines, verify, verify_all
backup             make, list_backups, check, restore
=================  ======================================================================================================

Whatever is written outside a step raises `OutsideStep`. Functions that read may be given a `Store.reader`.
"""
