// SPDX-License-Identifier: GPL-3.0-or-later
// Roman numerals at the heads of rows, and their parts (III.2), read as a whole: each head is a noisy reading
// of some mark or of none, and marks follow one another as outlines do: from I on, each one more than the one
// above, or a part of it, or one part more. What all heads of a document say together decides (Viterbi, with
// what speaks for each reading set against the next best); rows that stand twice, where points are announced
// and where they are dealt with, speak for one another. Runs behind the rules that mend a list by its
// neighbours (numerals.c, labels.c, gaps.c) and changes only what these have left behind.
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/numeral_readings.h"
#include "correct/numerals.h"
#include "correct/rows.h"

enum {
    PARTS = ESC_MOST_READ_PART + 1,
    STATES = (ESC_MOST_READ_NUMERAL + 1) * PARTS, // value 0: nothing yet
    MOST_HEADS = 2000,
    LEAST_SAME = 2, // words that rows begin with
    MOST_TWINS = 6,
    LEAST_CERTAIN = 3,
    LEAST_RUN = 4,
    LEAST_BROKEN = 2, // heads, of what an engine has read
    LEAST_LISTED = 5, // items below a heading
    MOST_LISTED_LETTERS = 4,
    MOST_LISTED_ROWS = 60,
    LEAST_EXACT = 3, // numeral that reads as its place says
    MOST_HEADING = 3 // words of an agenda's heading
};

// Costs in nats, by eye.
static const float NEXT = 0.0f, FIRST_PART = 0.3f, SKIPPED = 3.0f, AGAIN = 4.0f, ANEW = 3.0f, JUMP = 7.0f,
                   BEGUN = 0.5f, BEGUN_LATE = 4.0f,                // of what follows what
    CERTAIN = 3.0f, MARGIN = 1.4f, MARGIN_VALID = 3.0f,            // over the next best
    MOST_BONUS = 4.0f, WEIGHT = 0.8f,                              // of twins
    ANYTHING = 4.5f, EXACT = .6f, MOST_MEAN = 2.5f, PLACED = 6.0f; // of what a list's places tell

struct head {
    esc_row row;
    uint32_t pieces;           // before its first blank
    char read[ESC_READ_BYTES]; // what they say, in ASCII
    int value, part;           // as it stands; 0: no such mark
    bool marked;               // signs stand behind it
    bool small;                // strokes of it look small: "Vi."
    bool figures;              // counts on from, or to, a row in figures
    bool fresh;                // something may begin here
    float none;                // against its being any mark, if negative; else for it
    esc_readings readings;
    float bonus[ESC_MOST_READINGS];
    float totals[ESC_MOST_READINGS], total_none; // of the best path through each
    int best;                                    // reading on the best path; −1: none
    bool joined;                                 // that follows the one before it on the path as it should
};

struct heads {
    struct head *heads;
    uint32_t heads_count, heads_cap;
};

static int state_of(int value, int part) { return value * PARTS + part; }

// "IV", "IV.", "Vi.", "III.2.-": what it says as it stands.
static void read_valid(struct head *head) {
    char numeral[ESC_NUMERAL_BYTES] = "";
    const size_t len = esc_numeral_cut(head->read, ".-)", numeral), tall = strspn(numeral, "VX");
    for (char *p = numeral + tall; len && tall && head->read[len] && *p; p++)
        if (*p == 'i') *p = 'I', head->small = true;
    const int value = len ? esc_numeral_value(numeral) : 0;
    char *end = head->read + len;
    if (!value) return;
    if (*end == '.' && end[1] >= '1' && end[1] <= '9') head->part = (int)strtol(end + 1, &end, 10);
    if (!end[strspn(end, ".,-)_'*\"")]) head->value = value;
}

// The row's head; false where it is none, or too long, or no capital stands behind it.
static bool read_head(const esc_work *work, const esc_row *row, struct head *ret) {
    esc_head head;
    *ret = (struct head){.row = *row};
    if (!esc_head_now(work, row->piece, &head) ||
        !strncmp(head.text, "C.V.", strlen("C.V.")) || // S.A. de C.V.
        !esc_row_take_head(work, &ret->row, &head))
        return false;
    size_t used = 0;
    for (const char *p = head.text, *end = p + strlen(p); p < end;) {
        const uint32_t c = esc_utf8_next(&p, end);
        if (c == ' ' || used + 1 >= ESC_READ_BYTES) return false;
        ret->read[used++] = c < 128 ? (char)c : c == 0x2014 || c == 0x2013 ? '_' : '\'';
    }
    ret->pieces = head.pieces;
    ret->marked = strpbrk(ret->read, ".,;:)-");
    return true;
}

// "ORDEN DEL DÍA" and no other word in its row, or a row that ends in a colon.
static bool opens_list(const esc_work *work, const esc_row *row) {
    static const char *const last[] = {"día", "dia", "DÍA", "agenda", "temario"};
    const esc_form *word = NULL;
    int words = 0;
    if (esc_row_ends_in(work, row, ":")) return true;
    for (uint32_t i = row->piece; i < row->end; i = esc_work_next(work, i))
        if (esc_unit_is_word(esc_work_unit(work, i))) word = esc_work_first_form(work, i), words++;
    return words <= MOST_HEADING && ESC_ONE_OF(word, last);
}

// Whether the head could be what a scan has made of a numeral, whatever it reads like.
static bool may_be_listed(const esc_work *work, const struct head *head) {
    const esc_form *form = esc_work_first_form(work, head->row.piece),
                   *text = esc_work_first_form(work, head->row.text);
    const size_t letters = strcspn(head->read, ".,;:)-_");
    if (head->value) return true;
    if (!letters || letters > MOST_LISTED_LETTERS || strpbrk(head->read, "023456789")) return false;
    if (letters == 1 && *head->read >= 'a' && !head->readings.count) return false; // "a)" below "X."
    if (form->classes & (ESC_LEX_TITLE | ESC_LEX_ABBREVIATION)) return false;
    if (head->marked && text->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)) return false; // "C. Ana Ruiz"
    const bool word = form->classes && !form->doubtful && form->letters > 1;
    const bool odd = form->letters < 3 && form->kind != ESC_TOKEN_WORD && form->kind != ESC_TOKEN_CAPITAL &&
                     text->kind == ESC_TOKEN_CAPITAL; // "SE Aprobación"
    return head->readings.count || !word || odd;
}

static float nats_of(const struct head *head, int value, int part) {
    for (uint32_t r = 0; r < head->readings.count; r++)
        if (head->readings.items[r].value == value && head->readings.items[r].part == part)
            return head->readings.items[r].nats;
    return ANYTHING;
}

static void say_placed(struct head *head, int value, int part) {
    for (uint32_t r = 0; r < head->readings.count; r++)
        if (head->readings.items[r].value == value && head->readings.items[r].part == part)
            head->bonus[r] = PLACED;
}

// "XI." and "XII." in the tenth and eleventh places: the list leaves one out or has one twice.
static bool goes_on_elsewhere(const struct head *heads, const uint32_t *items, uint32_t i) {
    const int value = heads[items[i]].value, above = heads[items[i - 1]].value;
    return value && above && value == above + 1 && value != (int)i + 1;
}

// Gives the heads of a list, from I on (not "i."), the numerals of their places if these are as good as read
// so.
static void place(struct head *heads, const uint32_t *items, uint32_t count) {
    float nats = 0;
    uint32_t exact = 0, small = 0, tall = 0;
    while (count && nats_of(&heads[items[count - 1]], (int)count, 0) >= ANYTHING) count--;
    for (uint32_t i = 1; i < count; i++)
        if (goes_on_elsewhere(heads, items, i)) count = i - 1;
    if (count < LEAST_LISTED) return;
    for (uint32_t i = 0; i < count; i++) {
        const float cost = nats_of(&heads[items[i]], (int)i + 1, 0);
        nats += cost < ANYTHING ? cost : ANYTHING;
        exact += cost <= EXACT && i + 1 >= LEAST_EXACT;
        small += strspn(heads[items[i]].read, "ivx") > 1;
        tall += heads[items[i]].value > 0;
    }
    if (!exact || small > tall || nats > MOST_MEAN * (float)count) return;
    for (uint32_t i = 0; i < count; i++) {
        struct head *head = &heads[items[i]];
        const int value = (int)i + 1;
        if (nats_of(head, value, 0) >= ANYTHING)
            esc_readings_add(&head->readings, (esc_reading){.value = value,
                                                            .nats = ANYTHING,
                                                            .stop = head->marked,
                                                            .used = (uint8_t)strlen(head->read)});
        say_placed(head, value, 0);
        for (uint32_t k = items[i] + 1; i + 1 < count && k < items[i + 1]; k++)
            if (heads[k].part) say_placed(&heads[k], value, heads[k].part);
    }
}

// "12", "12.": what it counts in figures; 0: nothing.
static int figure_of(const char *read) {
    char *end;
    const long value = strtol(read, &end, 10);
    return *read >= '1' && *read <= '9' && value < 1000 && !end[strspn(end, ".-)")] ? (int)value : 0;
}

// How much there is against taking the head for no mark at all.
static float doubt_none(const esc_work *work, const struct head *head) {
    const uint32_t piece = head->row.piece;
    const esc_form *form = esc_work_first_form(work, piece),
                   *text = esc_work_first_form(work, head->row.text);
    const bool raw = esc_piece_is_raw(&work->pieces.pieces[piece]);
    const size_t letters = strcspn(head->read, ".,;:)-_");
    const bool word = raw && esc_unit_is_word(esc_work_unit(work, piece)) && form->classes &&
                      !form->doubtful && head->pieces == 1;
    float none = letters < 2 ? 1.5f : 2.5f;
    if (head->marked) none += 1;
    if (strpbrk(head->read, "0123456789") && strpbrk(head->read, "IVXTLHMNU")) none += 1;
    if (head->value)
        none = head->marked ? 5 : 2;
    else if (figure_of(head->read))
        none = head->figures ? -3 : 1;
    else if (*head->read == '1' && head->read[1] == '.' && !head->read[strspn(head->read, "0123456789.-)")])
        none = -3; // "1.1" below "I."
    else if (form->kind == ESC_TOKEN_INITIAL && head->pieces == 1 && !strchr("ITLVXlv", *head->read))
        none = 1;
    else if (word || form->classes & (ESC_LEX_TITLE | ESC_LEX_ABBREVIATION))
        none = letters == 1 ? -1 : -3;
    if (form->kind == ESC_TOKEN_INITIAL && text->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)) none -= 3;
    return head->fresh ? none : none - 1.5f;
}

// The list that is open while rows are walked.
struct list {
    uint32_t items[ESC_MOST_READ_NUMERAL], items_count, rows, stopped; // items with a stop behind them
    bool open;
};

static void close_list(struct heads *all, struct list *list) {
    if (list->open) place(all->heads, list->items, list->items_count);
    *list = (struct list){0};
}

// What a row means for the list that is open; whether it is one of its items.
static bool walk_list(const esc_work *work, struct heads *all, struct list *list, const struct head *head,
                      const esc_row *row, bool fresh) {
    bool item = list->open && head && fresh && may_be_listed(work, head);
    if (item && strchr(head->read, ')')) item = list->stopped * 2 <= list->items_count; // "i)" below "X."
    if (item && !head->part) {
        list->stopped += head->value && strchr(head->read, '.');
        if (list->items_count == ESC_MOST_READ_NUMERAL) list->open = false;
        if (list->open) list->items[list->items_count++] = all->heads_count;
    }
    if (item) return true;
    const bool goes_on = !fresh || esc_work_unit(work, row->piece)->kind == ESC_TOKEN_WORD;
    if (list->items_count && goes_on && ++list->rows < MOST_LISTED_ROWS) return false;
    close_list(all, list);
    list->open = opens_list(work, row);
    return false;
}

static void collect(const esc_work *work, struct heads *ret) {
    esc_row row, above;
    const uint32_t width = esc_rows_width(work);
    uint32_t last_head = UINT32_MAX;
    int last = 0; // in figures
    struct list list = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count && ret->heads_count < MOST_HEADS; i = row.end) {
        struct head head;
        row = esc_row_read(work, i);
        const bool fresh = esc_row_is_fresh(work, &row, i ? &above : NULL, width);
        above = row;
        if (work->doc->lines[row.line].role != ESC_LINE_BODY) continue;
        const bool headed = read_head(work, &row, &head);
        if (headed) {
            const int figure = figure_of(head.read);
            const bool on = figure && figure == last + 1 && last;
            if (on && last_head < ret->heads_count) ret->heads[last_head].figures = true;
            head.figures = on;
            head.fresh = fresh;
            read_valid(&head);
            esc_readings_find(head.read, &head.readings);
            if (figure) last = figure, last_head = head.readings.count ? ret->heads_count : UINT32_MAX;
        }
        const bool listed = walk_list(work, ret, &list, headed ? &head : NULL, &row, fresh);
        if (headed && (head.readings.count || listed)) *ESC_GROW(ret, heads, 1) = head;
    }
    close_list(ret, &list);
    for (uint32_t i = 0; i < ret->heads_count; i++) ret->heads[i].none = doubt_none(work, &ret->heads[i]);
}

static float follows(int from, int value, int part) {
    const int above = from / PARTS, above_part = from % PARTS;
    if (!above) return value == 1 && !part ? BEGUN : BEGUN_LATE;
    if (value == above + 1 && part < 2) return part ? SKIPPED : NEXT;
    if (value == above && part == above_part + 1) return above_part ? NEXT : FIRST_PART;
    if (value == above && part == above_part) return AGAIN;
    if ((value == above + 2 && !part) || (value == above && part == above_part + 2)) return SKIPPED;
    return value == 1 && !part ? ANEW : JUMP;
}

// Of the best path: up to each head, by what was the last mark, and from each head on.
struct lattice {
    float (*before)[STATES], (*behind)[STATES];
};

static float cost_of(const struct head *head, uint32_t reading) {
    return head->readings.items[reading].nats - head->none - head->bonus[reading];
}

static void go_forward(const struct heads *all, struct lattice *lattice) {
    for (int s = 0; s < STATES; s++) lattice->before[0][s] = s ? FLT_MAX : 0;
    for (uint32_t i = 0; i < all->heads_count; i++) {
        const struct head *head = &all->heads[i];
        const float *from = lattice->before[i];
        float *to = lattice->before[i + 1];
        memcpy(to, from, STATES * sizeof *to);
        for (uint32_t r = 0; r < head->readings.count; r++) {
            const int value = head->readings.items[r].value, part = head->readings.items[r].part;
            float least = FLT_MAX;
            for (int s = 0; s < STATES; s++) {
                if (from[s] >= least) continue;
                const float nats = from[s] + follows(s, value, part);
                if (nats < least) least = nats;
            }
            const float nats = least + cost_of(head, r);
            if (nats < to[state_of(value, part)]) to[state_of(value, part)] = nats;
        }
    }
}

static void go_backward(const struct heads *all, struct lattice *lattice) {
    memset(lattice->behind[all->heads_count], 0, sizeof *lattice->behind);
    for (uint32_t i = all->heads_count; i-- > 0;) {
        const struct head *head = &all->heads[i];
        const float *from = lattice->behind[i + 1];
        float *to = lattice->behind[i];
        memcpy(to, from, STATES * sizeof *to);
        for (uint32_t r = 0; r < head->readings.count; r++) {
            const int value = head->readings.items[r].value, part = head->readings.items[r].part;
            const float nats = cost_of(head, r) + from[state_of(value, part)];
            for (int s = 0; s < STATES; s++)
                if (nats < to[s] && nats + follows(s, value, part) < to[s])
                    to[s] = nats + follows(s, value, part);
        }
    }
}

// What the best path through each reading of each head costs.
static void weigh(struct heads *all, struct lattice *lattice) {
    go_forward(all, lattice);
    go_backward(all, lattice);
    int state = 0;
    for (uint32_t i = 0; i < all->heads_count; i++) {
        struct head *head = &all->heads[i];
        const float *before = lattice->before[i], *behind = lattice->behind[i + 1];
        head->total_none = FLT_MAX;
        for (int s = 0; s < STATES; s++)
            if (before[s] < FLT_MAX && before[s] + behind[s] < head->total_none)
                head->total_none = before[s] + behind[s];
        head->best = -1;
        float least = behind[state];
        for (uint32_t r = 0; r < head->readings.count; r++) {
            const int value = head->readings.items[r].value, part = head->readings.items[r].part;
            float nats = FLT_MAX;
            for (int s = 0; s < STATES; s++)
                if (before[s] < nats && before[s] + follows(s, value, part) < nats)
                    nats = before[s] + follows(s, value, part);
            const float on = cost_of(head, r) + behind[state_of(value, part)];
            head->totals[r] = nats + on;
            if (follows(state, value, part) + on < least)
                least = follows(state, value, part) + on, head->best = (int)r;
        }
        if (head->best < 0) continue;
        const esc_reading *best = &head->readings.items[head->best];
        head->joined =
            follows(state, best->value, best->part) <= SKIPPED && state && (best->value > 1 || best->part);
        state = state_of(best->value, best->part);
    }
}

// How far a reading is from the best of the others.
static float margin_of(const struct head *head, uint32_t reading) {
    float other = head->total_none;
    for (uint32_t r = 0; r < head->readings.count; r++)
        if (r != reading && head->totals[r] < other) other = head->totals[r];
    return other - head->totals[reading];
}

// Rows that stand twice speak for one another, as far as each was sure without the other.
static void hear_twins(const esc_work *work, struct heads *all) {
    for (uint32_t i = 0; i < all->heads_count; i++) {
        struct head *head = &all->heads[i];
        uint32_t twins[MOST_TWINS], count = 0;
        for (uint32_t k = 0; k < all->heads_count && count < MOST_TWINS; k++)
            if (k != i && esc_rows_alike(work, &head->row, &all->heads[k].row) >= LEAST_SAME)
                twins[count++] = k;
        if (count == MOST_TWINS) continue; // "Lectura y aprobación …" all over
        for (uint32_t k = 0; k < count; k++) {
            const struct head *twin = &all->heads[twins[k]];
            if (twin->best < 0) continue;
            const esc_reading *says = &twin->readings.items[twin->best];
            float bonus = WEIGHT / (float)count * margin_of(twin, (uint32_t)twin->best);
            if (bonus > MOST_BONUS) bonus = MOST_BONUS;
            for (uint32_t r = 0; r < head->readings.count; r++)
                if (bonus > 0 && head->readings.items[r].value == says->value &&
                    head->readings.items[r].part == says->part)
                    head->bonus[r] += bonus;
        }
    }
}

static bool is_certain(const struct head *head) {
    if (head->best < 0 || !head->value) return false;
    const esc_reading *best = &head->readings.items[head->best];
    return best->value == head->value && best->part == head->part &&
           margin_of(head, (uint32_t)head->best) >= CERTAIN;
}

// What stands behind the numeral or its part.
static const char *signs_of(const struct head *head) {
    return head->read + strcspn(head->read, ".-)_") +
           (head->part ? 1 + strspn(strchr(head->read, '.') + 1, "0123456789") : 0);
}

// The signs that most certain heads of a run have behind them, with or without a part; NULL: none.
static const char *most_signs(const struct heads *all, const uint32_t *run, uint32_t count, bool part) {
    const char *most = NULL;
    uint32_t votes = 0, total = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct head *head = &all->heads[run[i]];
        const bool placed = head->best >= 0 && head->bonus[head->best] >= PLACED && head->marked;
        if ((!is_certain(head) && !placed) || (head->part > 0) != part) continue;
        const char *signs = signs_of(head);
        total++;
        if (!most || !votes) most = signs, votes = 0;
        if (!strcmp(most, signs))
            votes++;
        else
            votes--;
    }
    return votes && total > 1 && !strpbrk(most, "_'*\"") ? most : NULL;
}

// signs: what stands behind the others; NULL: as it was read.
static void set_head(esc_work *work, const struct head *head, const char *signs) {
    const esc_reading *best = &head->readings.items[head->best];
    char text[ESC_NUMERAL_BYTES + ESC_READ_BYTES + 4], part[8] = "";
    esc_numeral_write(best->value, text);
    const char *rest = head->read + best->used;
    if (best->part) {
        snprintf(part, sizeof part, ".%d", best->part);
        rest += strcspn(rest, "0123456789lIrz");
        rest += strspn(rest, "0123456789lIrz");
    } else if (best->stop && !signs) {
        const char sign = head->read[best->used - 1];
        strcat(text, sign == ')' || sign == 'D' ? ")" : ".");
    }
    strcat(strcat(text, part), signs ? signs : strchr(rest, '\'') ? "" : rest);
    if (!strcmp(text, head->read) || strchr(text, '_')) return; // a dash that is none of ASCII
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[head->row.piece], head->pieces,
                   ESC_EDIT_CODE, text, 0.9f, work->arena);
}

// By how much what stands at the head of a row would have to be misread; 0: not at all, or it is no numeral.
static int misread_by(const struct head *head) {
    return head->value && !head->part ? head->readings.items[head->best].value - head->value : 0;
}

// "IX. XI. XII. XIII.": numerals side by side, all off by as much, that no twin speaks against. Whoever
// wrote the list has left one out or has one twice.
static bool runs_on(const struct heads *all, const uint32_t *run, uint32_t count, uint32_t i) {
    const struct head *head = &all->heads[run[i]];
    const int by = misread_by(head);
    return by && head->bonus[head->best] <= 1 &&
           ((i && misread_by(&all->heads[run[i - 1]]) == by) ||
            (i + 1 < count && misread_by(&all->heads[run[i + 1]]) == by));
}

// A run of marks, each as it should follow the one above.
static void set_run(esc_work *work, struct heads *all, const uint32_t *run, uint32_t count, bool scanned) {
    uint32_t certain = 0, near = 0, round = 0, against = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct head *head = &all->heads[run[i]];
        certain += is_certain(head);
        round += is_certain(head) && strchr(head->read, ')');
        near += head->readings.items[head->best].nats <= 1.5f;
        against += head->value && (head->value != head->readings.items[head->best].value ||
                                   head->part != head->readings.items[head->best].part);
    }
    const bool longer = certain && count >= LEAST_RUN && (scanned || !against);
    // what reads as another numeral and stays speaks against the run
    const bool borne = certain >= LEAST_CERTAIN || (longer && (certain > 1 || near >= LEAST_RUN));
    const char *signs[] = {most_signs(all, run, count, false), most_signs(all, run, count, true)};
    for (uint32_t i = 0; i < count; i++) {
        struct head *head = &all->heads[run[i]];
        const esc_reading *best = &head->readings.items[head->best];
        const bool same = head->value == best->value && head->part == best->part;
        if ((same && !head->small) || runs_on(all, run, count, i)) continue;
        const float margin = margin_of(head, (uint32_t)head->best), bonus = head->bonus[head->best];
        const bool sure = head->value ? margin >= MARGIN_VALID && (scanned || bonus > 1) : margin >= MARGIN;
        const bool held = borne || (longer && !head->value && margin >= MARGIN_VALID);
        const bool placed = bonus >= PLACED && scanned && sure;
        const bool change =
            placed || (held && sure && (strchr(head->read, ')') ? round > 0 : certain > round));
        if (same || change) set_head(work, head, signs[best->part > 0]);
    }
}

static bool has_part(const struct heads *all, int value, int part) {
    for (uint32_t i = 0; i < all->heads_count; i++) {
        const struct head *head = &all->heads[i];
        if (head->best >= 0 && head->readings.items[head->best].value == value &&
            head->readings.items[head->best].part == part)
            return true;
    }
    return false;
}

// "se retiró el caso 111.3", "CASO 111:4." where III.3 and III.4 head rows.
static void repeat_in_sentences(esc_work *work, const struct heads *all) {
    static const char *const before[] = {"caso",   "casos",  "numeral",  "numerales", "punto",
                                         "puntos", "asunto", "apartado", "inciso"};
    for (uint32_t i = 1; i < work->pieces.pieces_count; i++) {
        const esc_form *read = esc_work_raw_form(work, i);
        const size_t strokes = read ? strspn(read->text, "1lI|") : 0;
        char *end, numeral[ESC_NUMERAL_BYTES];
        if (strokes < 2 || strokes > 3 || !strchr(".:", read->text[strokes])) continue;
        const long part = strtol(read->text + strokes + 1, &end, 10);
        if (part < 1 || part > ESC_MOST_READ_PART || *end ||
            !ESC_ONE_OF(esc_work_raw_form(work, i - 1), before) || !has_part(all, (int)strokes, (int)part))
            continue;
        esc_numeral_write((int)strokes, numeral);
        const char *text = esc_arena_printf(work->arena, "%s.%ld", numeral, part);
        if (strcmp(text, read->text) != 0)
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE, text, 0.93f);
    }
}

void esc_work_outline(esc_work *work) {
    struct heads all = {0};
    collect(work, &all);
    struct lattice lattice = {
        .before = esc_alloc((all.heads_count + 1) * sizeof *lattice.before),
        .behind = esc_alloc((all.heads_count + 1) * sizeof *lattice.behind),
    };
    weigh(&all, &lattice);
    hear_twins(work, &all);
    weigh(&all, &lattice);
    uint32_t *run = esc_alloc((all.heads_count + 1) * sizeof *run), count = 0;
    uint32_t broken = 0;
    for (uint32_t i = 0; i < all.heads_count; i++)
        broken += all.heads[i].best >= 0 && !all.heads[i].value &&
                  margin_of(&all.heads[i], (uint32_t)all.heads[i].best) >= MARGIN;
    // was_read would do harm: whoever typed a slip has numbered his articles right
    const bool scanned = esc_channel_is_scan(&work->channel) || broken >= LEAST_BROKEN;
    for (uint32_t i = 0; i < all.heads_count; i++) {
        if (all.heads[i].best < 0) continue;
        if (!all.heads[i].joined && count) set_run(work, &all, run, count, scanned), count = 0;
        run[count++] = i;
    }
    if (count) set_run(work, &all, run, count, scanned);
    if (scanned) repeat_in_sentences(work, &all);
    free(run);
    free(lattice.before);
    free(lattice.behind);
    free(all.heads);
}
