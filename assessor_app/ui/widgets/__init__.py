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
"""
