// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that count in Roman numerals some of which the scan has broken beyond recognition: TE, TL, III., TVS,
// v., vI., VII. What stands at the beginning of lines as near to each other as a list's items, and could be a
// label, is held against I, II, III …: between two certain numerals where just as many labels stand as are
// missing, before the first one, or alone where most of them look as they should. A numeral that reads as
// one is never changed.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/numerals.h"

enum {
    MOST_LETTERS = 5,
    MOST_STROKES = 3,
    LABEL_BYTES = 16,
    REACH_LINES = 6, // between two items
    REACH_HEADINGS = 40,
    LEAST_BACK = 3,
    LEAST_ALONE = 4,  // items of a list without any certain numeral
    LEAST_MARKED = 2, // with a mark behind them, where all have one
    LEAST_SURE = 3,   // certain numerals of a list in which a label may be anything
    LEAST_PLACED = 5, // items of a list whose places count more than how some of them read
};

#define FUNCTION_LOG_FREQUENCY -6.5f

struct label {
    uint32_t piece, pieces, line;
    char text[LABEL_BYTES]; // without what follows its letters
    bool stopped;           // its full stop belongs to its last piece
    bool marked;            // a mark stands behind it
    bool heading;           // before a word in capitals
    bool alone;             // in its line, over one that begins with a capital
    bool figure;            // 11, 111: a numeral only where its strokes are as many
    int value;              // of a numeral as it should be; 0: none
};

struct labels {
    struct label *labels;
    uint32_t labels_count, labels_cap;
};

static bool is_label_char(const char *p, size_t len) {
    for (const char *end = p + len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        if (!esc_utf8_is_letter(c) && (c >= 0x80 || !strchr("1|!][", (int)c))) return false;
    }
    return true;
}

// The letters without a blank between them that a line begins with, behind them marks, a blank and a capital.
static bool read_label(const esc_work *work, uint32_t piece, struct label *ret) {
    const uint32_t count = work->pieces.pieces_count;
    if (!work->pieces.pieces[piece].unit_count || !esc_work_unit(work, piece)->first) return false;
    *ret = (struct label){.piece = piece, .line = esc_work_unit(work, piece)->line};
    size_t at = 0;
    uint32_t next = piece;
    for (; next < count; next++) {
        const esc_unit *unit = esc_work_unit(work, next);
        if (!work->pieces.pieces[next].unit_count || (next > piece && !esc_unit_is_glued(unit))) break;
        size_t len;
        const char *text = esc_work_piece_text(work, next, &len);
        ret->stopped = len > 1 && text[len - 1] == '.';
        len -= ret->stopped;
        if (!len || !is_label_char(text, len)) break;
        if (at + len >= LABEL_BYTES) return false;
        memcpy(ret->text + at, text, len);
        at += len;
        if (at > 1 && (!memcmp(ret->text + at - 2, "Í", 2) || !memcmp(ret->text + at - 2, "í", 2))) {
            ret->text[at - 2] = 'l'; // a speck over it
            ret->text[--at] = 0;
        }
        ret->marked |= ret->stopped;
    }
    ret->pieces = next - piece;
    if (!ret->pieces || esc_utf8_count(ret->text, at) > MOST_LETTERS) return false;
    ret->figure = !ret->text[strspn(ret->text, "1")];
    if (ret->figure && !ret->text[1]) return false;
    for (; next < count && esc_work_unit(work, next)->kind == ESC_TOKEN_PUNCT; next++) {
        const esc_unit *unit = esc_work_unit(work, next);
        if (!esc_unit_is_glued(unit)) break;
        if (!strchr(".,:;-)=", *esc_work_first_form(work, next)->text)) return false;
        ret->marked = true;
    }
    static const char *const dashes[] = {"—", "–", "-"};
    if (next + 1 < count && ret->marked && !esc_work_unit(work, next)->first &&
        work->pieces.pieces[next].unit_count && ESC_ONE_OF(esc_work_first_form(work, next), dashes))
        next++; // "VI. — Clausura"
    if (next >= count) return false;
    ret->alone = esc_work_unit(work, next)->first;
    if (!ret->alone && !esc_work_unit(work, next)->blank_before) return false;
    const uint8_t kind = esc_work_unit(work, next)->kind;
    if (kind != ESC_TOKEN_CAPITAL && kind != ESC_TOKEN_UPPER) return false;
    ret->heading = kind == ESC_TOKEN_UPPER;
    if (ret->figure) return ret->marked && at <= MOST_STROKES;
    ret->value = esc_numeral_value(ret->text);
    if (ret->value && (ret->marked || ret->text[1] || ret->alone)) return true;
    ret->value = 0;
    if (ret->alone) return true; // its place tells
    // A word, an initial or a title is none, but for letters that only a numeral is misread as.
    const esc_form *form = esc_work_first_form(work, piece);
    if (form->classes & (ESC_LEX_TITLE | ESC_LEX_ABBREVIATION)) return false;
    static const char strokes[] = "Il1|!iVvXxLTH";
    if (!ret->marked && ret->heading && form->letters > 1 && form->log_frequency > FUNCTION_LOG_FREQUENCY)
        return false; // DE LA POLICÍA
    if (form->kind == ESC_TOKEN_WORD || (form->kind == ESC_TOKEN_CAPITAL && ret->text[1]))
        return !ret->text[strspn(ret->text, strokes)] || (form->doubtful && strpbrk(ret->text, strokes));
    if (form->kind == ESC_TOKEN_UPPER && !form->doubtful && form->letters > 2 &&
        ret->text[strspn(ret->text, strokes)])
        return false;
    return ret->text[1] || !ret->marked || strchr(strokes, *ret->text);
}

static bool may_count(const struct label *label, int value) {
    char meant[ESC_NUMERAL_BYTES], text[LABEL_BYTES];
    if (value < 1 || value > ESC_MOST_NUMERAL) return false;
    esc_numeral_write(value, meant);
    if (esc_numeral_may_be(label->text, meant, true)) return true;
    // A full stop that became part of it: TVS, IIL
    size_t len = strlen(label->text);
    if (label->marked || len < 2 || !strchr("SEL", label->text[len - 1])) return false;
    memcpy(text, label->text, len - 1);
    text[len - 1] = 0;
    return esc_numeral_may_be(text, meant, true);
}

static void set_label(esc_work *work, struct label *label, int value, bool stops) {
    char text[ESC_NUMERAL_BYTES + 2];
    if (esc_numeral_small(label->text)) return; // "ii)" below "II.": as it was printed
    esc_numeral_write(value, text);
    if (label->stopped || (!label->marked && stops)) strcat(text, ".");
    label->value = value;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[label->piece], label->pieces, ESC_EDIT_CODE,
                   text, 0.93f, work->arena);
}

// Gives labels first … first+count-1 the values from value on where so many of them look so that the place of
// the others is certain, too.
static void set_labels(esc_work *work, struct label *first, uint32_t count, int value, uint32_t least,
                       bool stops) {
    uint32_t alike = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (value + (int)i > ESC_MOST_NUMERAL) return;
        alike += may_count(&first[i], value + (int)i);
    }
    if (alike < least) return;
    for (uint32_t i = 0; i < count; i++)
        if (!first[i].value && (!first[i].figure || may_count(&first[i], value + (int)i)))
            set_label(work, &first[i], value + (int)i, stops);
}

// A list without any certain numeral, which most of its labels and the last one agree to.
static void count_alone(esc_work *work, struct label *labels, uint32_t count, bool stops) {
    if (count >= LEAST_ALONE && may_count(&labels[count - 1], (int)count))
        set_labels(work, labels, count, 1, (count * 3 + 4) / 5, stops);
}

// Whether it may be the numeral with a stroke or two less: I for II, 1l for III, VII for VIII.
static bool lost_strokes(const struct label *label, int value) {
    char meant[ESC_NUMERAL_BYTES];
    if (value > ESC_MOST_NUMERAL) return false;
    esc_numeral_write(value, meant);
    size_t strokes = strspn(label->text, "Il1|!"), len = strlen(label->text);
    if (value <= MOST_STROKES && !label->text[strokes] && (int)strokes < value) return true;
    return len < strlen(meant) && !strncmp(label->text, meant, len);
}

// How the labels of a list agree with their places in it.
struct places {
    uint32_t placed, // read as their place says
        broken,      // may be that numeral
        lost,        // may be it with a stroke less
        strange;     // none of these
};

static struct places held_to_places(const struct label *labels, uint32_t count) {
    struct places sum = {0};
    for (uint32_t i = 0; i < count; i++) {
        const int value = (int)i + 1;
        if (labels[i].value == value)
            sum.placed++;
        else if (!labels[i].value && may_count(&labels[i], value))
            sum.broken++;
        else if (lost_strokes(&labels[i], value))
            sum.lost++;
        else
            sum.strange++;
    }
    return sum;
}

static void set_by_place(esc_work *work, struct label *labels, uint32_t count, bool stops) {
    for (uint32_t i = 0; i < count; i++)
        if (labels[i].value != (int)i + 1) set_label(work, &labels[i], (int)i + 1, stops);
}

// L., I., 1l., IV., V., VI.: one that reads as a numeral is none where the places of those behind it say so.
static bool count_by_place(esc_work *work, struct label *labels, uint32_t count, bool stops) {
    const struct places sum = held_to_places(labels, count);
    if (sum.strange || count < LEAST_PLACED || sum.placed < LEAST_SURE || !sum.broken || !sum.lost)
        return false;
    set_by_place(work, labels, count, stops);
    return true;
}

static uint32_t count_sure(const struct label *labels, uint32_t count) {
    uint32_t sure = 0;
    for (uint32_t i = 0; i < count; i++) sure += labels[i].value > 0;
    return sure;
}

// "v., Vi, ViL" before VIII: the list has begun further up.
static bool counts_towards(const struct label *labels, uint32_t count, int value, bool loose) {
    if (count < LEAST_MARKED || value <= (int)count || value > ESC_MOST_NUMERAL) return false;
    for (uint32_t i = 0; i < count; i++) {
        char meant[ESC_NUMERAL_BYTES];
        esc_numeral_write(value - (int)(count - i), meant);
        if (!esc_numeral_may_be(labels[i].text, meant, loose)) return false;
    }
    return true;
}

static void count_between(esc_work *work, struct label *labels, uint32_t count, uint32_t sure, bool stops) {
    uint32_t open = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!labels[i].value) continue;
        const int before = open ? labels[open - 1].value : 0;
        const uint32_t between = i - open;
        if (labels[i].value == before + (int)between + 1)
            set_labels(work, labels + open, between, before + 1,
                       open && sure >= LEAST_SURE ? 0 : (between + 1) / 2, stops);
        else if (!open && counts_towards(labels, between, labels[i].value, sure >= LEAST_SURE))
            set_labels(work, labels, between, labels[i].value - (int)between, between, stops);
        else
            count_alone(work, labels + open, between, stops);
        open = i + 1;
    }
}

static void count_list(esc_work *work, struct label *labels, uint32_t count) {
    uint32_t marked = 0, small = 0;
    for (uint32_t i = 0; i < count; i++) {
        marked += labels[i].marked;
        small += esc_numeral_small(labels[i].text);
    }
    const bool stops = marked >= LEAST_MARKED;
    if (small && !count_sure(labels, count)) return; // "ii.", "iv.": printed so
    if (count_by_place(work, labels, count, stops)) return;
    const uint32_t sure = count_sure(labels, count);
    if (sure * 2 < count) count_alone(work, labels, count, stops);
    count_between(work, labels, count, sure, stops);
    const uint32_t surer = count_sure(labels, count);
    if (surer > sure) count_between(work, labels, count, surer, stops); // now it may bear another one
}

// "II. Orden del día", then "l Bienvenida", "IL Lectura": another list begins within the first one.
static bool begins_anew(const struct label *label, const struct label *next, int expected) {
    const bool second = next->value ? next->value == 2 : may_count(next, 2);
    const bool letter = !strcmp(label->text, "i"); // h) i) j)
    return !label->value && !letter && may_count(label, 1) && !may_count(label, expected) && second;
}

// Where a list ends that begins at first: too far on, or where the numbers are less again.
static uint32_t list_end(const struct labels *all, uint32_t first, uint32_t reach_lines) {
    int last = all->labels[first].value;
    uint32_t end = first + 1, at = first; // where last stands
    for (; end < all->labels_count; end++) {
        const struct label *label = &all->labels[end];
        if (label->line > label[-1].line + reach_lines || (label->value && label->value <= last)) break;
        if (last && end + 1 < all->labels_count && begins_anew(label, label + 1, last + (int)(end - at)))
            break;
        if (label->value) {
            last = label->value;
            at = end;
        }
    }
    return end;
}

// "VIL. Proyecto" just before VIII.
static void count_back(esc_work *work, struct label *label, const struct label *next) {
    if (label->value || next->value < LEAST_BACK || next->line > label->line + REACH_LINES) return;
    const bool strokes = label->text[1] && !label->text[strspn(label->text, "IL1l|")]; // "LL Lectura"
    if (!label->marked && !(strokes && next->marked)) return;
    char meant[ESC_NUMERAL_BYTES];
    esc_numeral_write(next->value - 1, meant);
    if (*label->text == 'L' && !label->text[strspn(label->text, "LXVI")]) return; // fifty and more
    const bool small = !label->text[1] && strchr("vx", *label->text);
    if ((label->text[1] || small) && esc_numeral_may_be(label->text, meant, false))
        set_label(work, label, next->value - 1, !label->marked);
}

// Numerals each in a line of its own, r, TI, IV, v, VI, vI, VII below I: a quarter of them may be anything.
static void count_lone(esc_work *work, struct label *labels, uint32_t count) {
    const struct places sum = held_to_places(labels, count);
    if (count < LEAST_PLACED || count > ESC_MOST_NUMERAL || sum.placed < LEAST_SURE ||
        sum.strange * 4 > count)
        return;
    set_by_place(work, labels, count, false);
}

// The labels that stand alone in their lines, or the others; of these only headings where they are asked for.
static void collect(const esc_work *work, bool alone, bool headings, struct labels *ret) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct label label;
        if (read_label(work, i, &label) && label.alone == alone && (label.heading || !headings))
            *ESC_GROW(ret, labels, 1) = label;
    }
}

static void count_all_lone(esc_work *work) {
    struct labels all = {0};
    collect(work, true, false, &all);
    for (uint32_t first = 0, end; first < all.labels_count; first = end) {
        end = first + 1;
        if (!may_count(&all.labels[first], 1)) continue;
        while (end < all.labels_count && all.labels[end].line <= all.labels[end - 1].line + REACH_HEADINGS &&
               all.labels[end].value != 1)
            end++;
        count_lone(work, all.labels + first, end - first);
    }
    free(all.labels);
}

static void count_all(esc_work *work, bool headings, uint32_t reach_lines) {
    struct labels all = {0};
    collect(work, false, headings, &all);
    for (uint32_t first = 0, end; first < all.labels_count; first = end) {
        end = list_end(&all, first, reach_lines);
        if (end > first + 1) count_list(work, all.labels + first, end - first);
    }
    for (uint32_t i = 1; i < all.labels_count; i++)
        if (all.labels[i].value) count_back(work, &all.labels[i - 1], &all.labels[i]);
    free(all.labels);
}

void esc_work_count_labels(esc_work *work) {
    count_all_lone(work);
    count_all(work, true, REACH_HEADINGS);
    count_all(work, false, REACH_LINES);
}
