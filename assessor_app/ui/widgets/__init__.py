"""The parts of which pages are made. They take plain values and announce what a person did; they know no store and no step.

Looks: `ui.theme.theme()` while painting; `ui.icons.set_icon(button, name, token)`; lengths with text through `theme().px`.
Words: `ui.language` (Part with `retranslate()`/`restyle()`, dates, numbers); Chinese in resources/i18n/zh.d/<page>.toml.

words         label(text, role, tone, wrap=, selectable=) button(text, icon, kind) icon_button(icon, name) name_button rule
              ground(widget, token) set_tone set_property IconLabel Card(.body) PageHeader(.show_words, .add_act)
level_row     LevelRow(code, anchors, LevelNeeds) .choose(Chosen|None) .lock() .focus_row() .take_key(event)
              level_chosen(int|None) cleared() row_wanted(±1)
state_chip    State, StateChip(state, words), paint_chip(painter, rect, state, words, quiet=), state_word(state)
badge         Badge(letters, position), paint_badge
queue_list    QueueList.show_entries([QueueEntry], current) entry_chosen(id) entry_activated(id); QueueDelegate, paint_methods
aspect_bars   AspectBars.show_scores([AspectScore]) or ([AreaScore])
message       Message(MessageKind, MessageText(what, safe, next, next_act, details)) next_wanted folded
empty_state   EmptyState(icon, act_icon).show_words(line, sentence, act) act_wanted
progress      ProgressStrip.begin(text) .report(note, fraction, count) .finish() cancel_wanted
save_state    SaveState.show_saved(at) .show_busy() .show_failed(sentence) .show_read_only(sentence)
rehearsal     Hatch, Watermark(over), paint_watermark
keycap        KeyCap("Ctrl+Down"), paint_keys
indicator_row IndicatorRow(IndicatorInfo) .show_mark .comment.show_text .show_pins .show_saved .open_row .close_row .lock
              .focus_levels .focus_comment; opened level_chosen(code, level) cleared comment_settled(code, text)
              pin_activated(code, id) pin_wanted(code) row_wanted(code, ±1); AspectHead(letters, position, name).show_words
comment_field CommentField.show_text .show_saved .show_warning .set_words .flush .lock; text_settled(str) finished
pin_chip      PinChip(Pin(id, words, name, code, position, PinKind)) pin_activated(id)
flow_layout   FlowLayout(parent, spacing), clear(layout)
segments      Segments(name).show_segments([Segment(id, text, state)], current) segment_chosen(id)
fields        LabelledField(editor).set_words(name, hint) .show_error(sentence); QuietComboBox; PassphraseEdit
radar         Radar.show_scores([AspectScore])
derivation_tree  DerivationTree.show_nodes([DerivationNode]) evidence_wanted(id)
matrix_view   MatrixView(frozen_columns) with a QAbstractTableModel giving MatrixCell at CELL_ROLE; .set_widths .show_groups
              cell_activated(row, col) current_moved(row, col) level_typed(row, col, int|None)
timer_display TimerDisplay.begin(length, spent, note) .pause .resume; ending overran ticked(seconds left)
signature_card   SignatureCard(SignatureFacts) act_wanted
panes         Panes(name, [(widget, px)], orientation, stretch=): a splitter with a hairline whose places are remembered
key_list      KeyList.show_keys([(heading, [Hint])])
drop_zone     DropZone.show_words files_dropped([Path]) choose_wanted; FileDrop(widget) for any page

Also: `ui.announce.Announcer.say`, `ui.grab` (pictures in both languages and themes, `clipped_texts`), `tests/ui/gallery.py`.
"""
