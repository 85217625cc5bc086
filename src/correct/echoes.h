// SPDX-License-Identifier: GPL-3.0-or-later
// Echoes: what a document says elsewhere, as a first decoding has read it. Minutes repeat themselves, their
// names, offices and phrases; a second decoding takes that into account.
#pragma once

#include "correct/forms.h"

typedef struct esc_echoes esc_echoes;
struct esc_work;

// Listens to what the pieces say. Owned by the caller.
esc_echoes *esc_echoes_listen(const struct esc_work *work);
void esc_echoes_free(esc_echoes *echoes); // NULL is fine

// What the document itself adds to nats, the models' log P of form after what stands before it: of span units
// from unit on, left alone or not. before is the last word, NULL: none. At least 0.
float esc_echo_nats(const esc_echoes *echoes, uint32_t unit, uint32_t span, const esc_form *form, bool left,
                    const esc_form *before, float nats);

// How often the first decoding has read the one word right behind the other.
uint32_t esc_echo_pairs(const esc_echoes *echoes, const esc_form *before, const esc_form *form);

// Offers words in whose place nothing known stands those that the document has between the same words, as
// further arcs.
void esc_echoes_offer(const esc_echoes *echoes, struct esc_work *work);
