// SPDX-License-Identifier: GPL-3.0-or-later
// Guards that look at a word's neighbours.
#include <stdlib.h>
#include <string.h>

#include "correct/guards.h"
#include "correct/work.h"

enum { MOST_SHORT = 4 };

// "declaro abierta la sesión": a first person, where somebody speaks for himself, may be one.
static bool is_said(const esc_work *work, uint32_t unit, const esc_form *read, const esc_form *meant) {
    if (esc_work_attests(work, unit)) return true;
    if (work->narrates && !work->units.units[unit].quoted) return false;
    return !read->doubtful && read->len > 1 && meant->len == read->len + 1 &&
           read->text[read->len - 1] == 'o' && !memcmp(read->text, meant->text, read->len - 1u) &&
           !strcmp(meant->text + read->len - 1, "ó");
}

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

static const esc_form *form_at(const esc_work *work, uint32_t unit) {
    return unit < work->units.units_count ? work->form_of[unit] : NULL;
}

static bool is_joint(const esc_form *form) {
    static const char *const joints[] = {"y", "o", "e", "u", "/"};
    for (size_t i = 0; form && i < sizeof joints / sizeof *joints; i++)
        if (!strcmp(form->text, joints[i])) return true;
    return false;
}

// "los y las migrantes", "la o el titular": either would become the other.
static bool is_paired(const esc_work *work, uint32_t unit, const esc_form *meant) {
    if (!esc_guard_asks(meant)) return false;
    const esc_form *behind = is_joint(form_at(work, unit + 1)) ? form_at(work, unit + 2) : NULL;
    const esc_form *before = unit >= 2 && is_joint(form_at(work, unit - 1)) ? form_at(work, unit - 2) : NULL;
    return (behind && !strcasecmp(behind->text, meant->text)) ||
           (before && !strcasecmp(before->text, meant->text));
}

// "doce o trece", "15 a 20": both are said of numbers.
static bool parts_numbers(const esc_work *work, uint32_t unit, const esc_form *read, const esc_form *meant) {
    if (read->letters != 1 || !meant->letters || !strchr("ao", *read->text) || !strchr("ao", *meant->text))
        return false;
    const esc_form *before = unit ? form_at(work, unit - 1) : NULL, *behind = form_at(work, unit + 1);
    return before && behind && (before->kind == ESC_TOKEN_NUMBER || esc_guard_holds(before)) &&
           (behind->kind == ESC_TOKEN_NUMBER || esc_guard_holds(behind));
}

// "explicó qué ofrece": a question keeps its accent, but behind an article there is none: por lo que.
static bool asks(const esc_work *work, uint32_t unit, const esc_form *read, const esc_form *meant) {
    static const char *const plain[] = {"como",  "cual", "cuales", "cuando", "cuanto",
                                        "donde", "que",  "quien",  "quienes"};
    if (read->doubtful || read->len != meant->len + 1u || esc_channel_shows(&work->channel, 0xE9, 'e'))
        return false;
    bool question = bsearch(meant->text, plain, sizeof plain / sizeof *plain, sizeof *plain, compare);
    const esc_form *before = unit ? form_at(work, unit - 1) : NULL;
    return question && !(before && (esc_guard_asks(before) || !strcasecmp(before->text, "lo")));
}

// "acta ant.", "tesoreria@": what nobody knows may be short for something, or an address.
static bool is_cut(const esc_work *work, uint32_t unit, const esc_form *read) {
    const esc_form *next = form_at(work, unit + 1);
    if (!read->doubtful || !next || work->units.units[unit].last) return false;
    if (*next->text == '@') return true;
    bool stop = !strcmp(next->text, ".") && !work->units.units[unit + 1].blank_before;
    return stop && read->letters <= MOST_SHORT && !work->channel.noisy;
}

// "rúa do Peirao", "Consellería do Mar": what Galician and Portuguese names hold.
static bool is_particle(const esc_work *work, uint32_t unit, const esc_form *read) {
    static const char *const particles[] = {"da", "das", "do", "dos"};
    const esc_form *behind = form_at(work, unit + 1);
    return behind && behind->kind == ESC_TOKEN_CAPITAL && ESC_ONE_OF(read, particles);
}

bool esc_work_neighbors_hold(const esc_work *work, uint32_t unit, const esc_form *read,
                             const esc_form *meant) {
    return is_cut(work, unit, read) || is_said(work, unit, read, meant) || is_paired(work, unit, meant) ||
           asks(work, unit, read, meant) || parts_numbers(work, unit, read, meant) ||
           is_particle(work, unit, read);
}
