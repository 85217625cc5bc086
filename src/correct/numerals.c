// SPDX-License-Identifier: GPL-3.0-or-later
// Roman numerals, whose I is read as l, 1, |, !, L, T, whose II as H, U, N and whose III as M. What they are
// follows from their place: a list counts (HI. between II. and IV.), and certain words are followed by a
// numeral (punto Il, fracción VIIL, la VIl Sesión). A numeral that reads as one is never changed.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/numerals.h"

enum {
    MOST_ITEM = ESC_MOST_NUMERAL,
    NUMERAL_BYTES = ESC_NUMERAL_BYTES,
    MARK_BYTES = 8,
    ITEM_REACH_LINES = 40, // between two items of one list
    MOST_ITEM_LINES = 6,   // of one item, where their marks are held against each other
    BARE_REACH_LINES = 2,
    LEAST_ALIKE = 3,
    MOST_CITED = 8,
    ARTICLE_REACH = 4
};

// An item of a list: what its line begins with.
struct item {
    uint32_t piece, pieces; // of its numeral
    uint32_t line;
    int value; // 0: no numeral as it stands
    char text[NUMERAL_BYTES];
    uint32_t marks; // pieces of what stands behind the numeral: ".", ".-", ".."
    bool dashed;    // "II.-"
    bool apart;     // a blank stands before its mark
    bool bare;      // no mark at all: "II Lectura"
    bool stopped;   // its full stop is part of the last piece: initials are cut so
    bool swallowed; // its full stop is the foot of an L: "IL Lectura"
};

struct items {
    struct item *items;
    uint32_t items_count, items_cap;
};

// The text of a piece of one unit as it was read, whatever the decoder thought of it; NULL for joins.
static const esc_form *form_of(const esc_work *work, uint32_t piece) {
    const esc_piece *p = &work->pieces.pieces[piece];
    return piece < work->pieces.pieces_count && p->unit_count == 1 ? work->form_of[p->first_unit] : NULL;
}

void esc_numeral_write(int value, char ret[ESC_NUMERAL_BYTES]) {
    static const char *const tens[] = {"", "X", "XX", "XXX"};
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    strcpy(stpcpy(ret, tens[value / 10]), ones[value % 10]);
}

int esc_numeral_value(const char *text) {
    char other[NUMERAL_BYTES];
    if (text[strspn(text, "IVX")]) return 0;
    for (int value = 1; value <= MOST_ITEM; value++) {
        esc_numeral_write(value, other);
        if (!strcmp(text, other)) return value;
    }
    return 0;
}

bool esc_numeral_small(const char *text) {
    char large[NUMERAL_BYTES] = "";
    size_t len = strlen(text);
    if (len < 2 || len >= NUMERAL_BYTES || text[strspn(text, "ivx")]) return false;
    for (size_t i = 0; i < len; i++) large[i] = (char)(text[i] ^ 32);
    return esc_numeral_value(large) > 0;
}

// Strokes that a mark stands for; false where it is none. loose: what a bad scan may make of them.
static bool strokes_of(char c, bool loose, int *ret_least, int *ret_most) {
    *ret_least = *ret_most = 1;
    if (strchr("Il1iJj|!][", c)) return true;
    if (strchr("LTt", c)) {
        *ret_most = loose ? 2 : 1;
        return true;
    }
    if (strchr("HUNnu", c)) {
        *ret_least = 2;
        *ret_most = loose && c == 'H' ? 3 : 2;
        return true;
    }
    *ret_least = loose ? 2 : 3;
    *ret_most = 3;
    return c == 'M' || c == 'm';
}

// Whether text may be that numeral misread. loose: as a bad scan may have it, a stroke of three or more lost.
bool esc_numeral_may_be(const char *text, const char *meant, bool loose) {
    while (*text || *meant) {
        if (loose && *text == 'M' && *meant == 'V') { // "MIL" of "VII"
            text++, meant++;
            continue;
        }
        int least = 0, most = 0, strokes = 0, from, to;
        const char *const run = text;
        for (; *text && strokes_of(*text, loose, &from, &to); text++) {
            least += from;
            most += to;
        }
        if (loose && text - run == 2 && *run == 'H') least--; // "Hl" of "II"
        for (; *meant == 'I'; meant++) strokes++;
        if (loose && text - run == 2 && run[0] != run[1] && strokes + 1 == least && *text == 'V')
            least--; // "I1V": one stroke read twice
        if (strokes < least || strokes > most + (loose && strokes > 2)) return false;
        char large = *text == 'v' || *text == 'Y' || *text == 'y' ? 'V' : *text == 'x' ? 'X' : *text;
        if (large != *meant) return false;
        if (!*text) return true;
        text += 1 + (text[1] == (*text ^ 32)); // "vV": once as a small letter, once as a capital
        meant++;
    }
    return true;
}

static bool all_in(const char *text, size_t len, const char *set) {
    for (size_t i = 0; i < len; i++)
        if (!text[i] || !strchr(set, text[i])) return false;
    return len > 0;
}

// The pieces from piece on, without blanks between them, that could be a numeral; their text goes to ret.
static uint32_t read_numeral(const esc_work *work, uint32_t piece, char ret[NUMERAL_BYTES]) {
    static const char strokes[] = "Il1iJj|!][LTtHUNnuMmVvYyXx";
    size_t at = 0;
    uint32_t count = 0;
    for (;; count++) {
        const esc_form *form = form_of(work, piece + count);
        if (!form || (count && !esc_unit_is_glued(esc_work_unit(work, piece + count)))) break;
        size_t len = form->kind == ESC_TOKEN_INITIAL ? (size_t)form->len - 1 : form->len;
        if (at + len >= NUMERAL_BYTES || !all_in(form->text, len, strokes)) break;
        memcpy(ret + at, form->text, len);
        at += len;
        if (len < form->len) { // an initial's stop ends it
            count++;
            break;
        }
    }
    ret[at] = 0;
    return count;
}

// "H. Ayuntamiento": an honourable body, and no II.
static bool is_honorable(const esc_form *form) {
    static const char *const bodies[] = {"consejo", "concejo",  "ayuntamiento", "congreso", "cabildo",
                                         "cámara",  "junta",    "comité",       "pleno",    "tribunal",
                                         "jurado",  "asamblea", "legislatura",  "cuerpo"};
    for (size_t b = 0; b < sizeof bodies / sizeof *bodies; b++)
        if (esc_form_is(form, bodies[b])) return true;
    return false;
}

// What labels.c has made of a piece.
static bool read_counted(const esc_work *work, uint32_t piece, char ret[NUMERAL_BYTES], bool *ret_stopped) {
    const esc_piece *p = &work->pieces.pieces[piece];
    if (!p->change_count || p->changes[0].by != ESC_BY_RULE || p->changes[0].class != ESC_EDIT_CODE)
        return false;
    size_t len = strlen(p->changes[0].after);
    *ret_stopped = len && p->changes[0].after[len - 1] == '.';
    len -= *ret_stopped;
    if (len >= NUMERAL_BYTES) return false;
    memcpy(ret, p->changes[0].after, len);
    ret[len] = 0;
    return esc_numeral_value(ret) > 0;
}

static bool read_item(const esc_work *work, uint32_t piece, struct item *ret) {
    if (!work->pieces.pieces[piece].unit_count || !esc_work_unit(work, piece)->first) return false;
    *ret = (struct item){.piece = piece, .line = esc_work_unit(work, piece)->line};
    if (read_counted(work, piece, ret->text, &ret->stopped)) {
        ret->pieces = 1;
    } else {
        ret->pieces = read_numeral(work, piece, ret->text);
        if (!ret->pieces) return false;
        ret->stopped = form_of(work, piece + ret->pieces - 1)->kind == ESC_TOKEN_INITIAL;
    }
    bool marked = ret->stopped;
    uint32_t next = piece + ret->pieces;
    for (const esc_form *form; (form = form_of(work, next)) && form->kind == ESC_TOKEN_PUNCT; next++) {
        const esc_unit *unit = esc_work_unit(work, next);
        bool dash = *form->text == '-' || !strcmp(form->text, "—") || *form->text == '=';
        if (marked && !unit->first && form->len == 1 && strchr("+*'", *form->text)) continue; // a speck
        if (unit->first || (unit->blank_before && !dash)) break;
        if (!dash && !strchr(".,:;", *form->text)) return false;
        ret->dashed |= dash;
        ret->apart |= unit->blank_before;
        ret->marks++;
        marked = true;
    }
    size_t len = strlen(ret->text);
    ret->swallowed = !marked && ret->text[len - 1] == 'L';
    ret->value = ret->swallowed ? 0 : esc_numeral_value(ret->text);
    ret->bare = !marked && !ret->swallowed;
    if (ret->bare && (len < 2 || (!ret->value && !all_in(ret->text, len, "Il1|")))) return false;
    const esc_form *text = form_of(work, next);
    if (next >= work->pieces.pieces_count || esc_work_unit(work, next)->first) return false;
    if (!strcmp(ret->text, "H") && text && is_honorable(text)) return false;
    return esc_work_unit(work, next)->blank_before &&
           (!text || (text->kind <= ESC_TOKEN_MIXED && text->kind != ESC_TOKEN_WORD));
}

// Makes the pieces say text.
static void set_pieces(esc_work *work, uint32_t piece, uint32_t pieces, esc_edit_class class,
                       const char *text) {
    esc_piece *all = work->pieces.pieces;
    size_t len;
    const char *now = esc_work_piece_text(work, piece, &len);
    if (pieces == 1 && len == strlen(text) && !memcmp(now, text, len)) return;
    esc_pieces_say(work->doc, &work->units, &all[piece], pieces, class, text, 0.95f, work->arena);
}

static void set_text(esc_work *work, uint32_t piece, uint32_t pieces, const char *text) {
    set_pieces(work, piece, pieces, ESC_EDIT_CODE, text);
}

static void set_item(esc_work *work, struct item *item, int value) {
    char text[NUMERAL_BYTES + 1];
    esc_numeral_write(value, text);
    if (item->stopped || item->swallowed) strcat(text, ".");
    item->value = value;
    set_text(work, item->piece, item->pieces, text);
}

// Gives items first … first+count-1 the values from value on, if each could be its own.
static bool set_run(esc_work *work, struct item *first, uint32_t count, int value) {
    char text[NUMERAL_BYTES];
    for (uint32_t i = 0; i < count; i++) {
        if (value + (int)i > MOST_ITEM) return false;
        esc_numeral_write(value + (int)i, text);
        size_t len = strlen(first[i].text);
        char head[NUMERAL_BYTES]; // "IL" is "II." or "I."
        memcpy(head, first[i].text, len);
        head[len - first[i].swallowed] = 0;
        if (!esc_numeral_may_be(first[i].text, text, true) &&
            !(first[i].swallowed && esc_numeral_may_be(head, text, true)))
            return false;
    }
    for (uint32_t i = 0; i < count; i++) set_item(work, &first[i], value + (int)i);
    return true;
}

// What follows a certain item: its numeral has to look right, and an initial before a name is none.
static void go_on(esc_work *work, const struct item *certain, struct item *item, struct item *end) {
    char text[NUMERAL_BYTES];
    for (int value = certain->value + 1; item < end && value <= MOST_ITEM; item++, value++) {
        esc_numeral_write(value, text);
        bool initial = !item->text[1] && !item->dashed && !strchr("l1|!", *item->text);
        if (initial || item->dashed != certain->dashed) return;
        // what is as long as "Vil" is some numeral, and those before it are taken
        const bool loose = item->dashed || strlen(item->text) > 2;
        if (!esc_numeral_may_be(item->text, text, false) &&
            !(loose && esc_numeral_may_be(item->text, text, true)))
            return;
        set_item(work, item, value);
    }
}

// What stands before a certain item whose list has lost its first ones: "TI.-", "TV.-" before "V.-", "VI.-".
static void go_back(esc_work *work, struct item *first, struct item *certain, const struct item *end) {
    const bool borne = certain + 1 < end && certain[1].value == certain->value + 1;
    if (!borne || !certain->dashed) return;
    char text[NUMERAL_BYTES];
    for (int value = certain->value - 1; certain > first && value >= 2; value--) {
        certain--;
        esc_numeral_write(value, text);
        if (!certain->dashed || !esc_numeral_may_be(certain->text, text, true)) return;
        set_item(work, certain, value);
    }
}

static bool only_digits(const struct item *item) { return item->text[strspn(item->text, "1")] == 0; }

// "II." twice, and then "IV.", in a list that a scan has damaged: the second one has lost a stroke.
static void repair_twice(esc_work *work, struct item *items, uint32_t count) {
    char text[NUMERAL_BYTES];
    if (!esc_channel_is_scan(&work->channel) && items[0].value == 1) return; // its author's slip
    for (uint32_t i = 1; i + 1 < count; i++) {
        struct item *item = &items[i];
        if (!item->value || item->value != items[i - 1].value || items[i + 1].value != item->value + 2)
            continue;
        esc_numeral_write(item->value + 1, text);
        const size_t len = strlen(text);
        if (text[len - 1] == 'I' && !strncmp(item->text, text, len - 1))
            set_item(work, item, item->value + 1);
    }
}

// "i.", "ii.", "iii.": no scan turns capitals into small letters with their dots all along a list.
static bool in_small_letters(const struct item *items, uint32_t count) {
    bool several = false;
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].value) return false;
        several |= esc_numeral_small(items[i].text);
    }
    return several;
}

// One list: certain values hold, those between them follow by counting.
static void repair_list(esc_work *work, struct item *items, uint32_t count) {
    if (in_small_letters(items, count)) return;
    repair_twice(work, items, count);
    struct item *last = NULL, *end = items + count;
    for (struct item *item = items; item < end; item++) {
        if (!item->value) continue;
        struct item *open = last ? last + 1 : items;
        uint32_t between = (uint32_t)(item - open);
        int before = last ? last->value : 0;
        bool fits =
            between && item->value == before + (int)between + 1 && set_run(work, open, between, before + 1);
        if (between && !fits && last) go_on(work, last, open, item);
        if (between && !fits && !last) go_back(work, items, item, end);
        struct item *above = item - 1; // "|.-" before "II.-": the list once more
        const bool below = last && last->value == 1 && only_digits(above); // "I. AGENDA" over "1." and "2."
        if (between && !fits && item->value == 2 && !above->value && above->dashed == item->dashed &&
            !below && esc_numeral_may_be(above->text, "I", false))
            set_item(work, above, 1);
        last = item;
    }
    if (last) {
        go_on(work, last, last + 1, end);
    } else if (count > 1 && esc_numeral_may_be(items[0].text, "I", false) &&
               esc_numeral_may_be(items[1].text, "II", false) && !only_digits(&items[1])) {
        set_item(work, &items[0], 1);
        set_item(work, &items[1], 2);
        go_on(work, &items[1], items + 2, end);
    }
}

// What stands behind an item's numeral, its own stop included; false where that is longer than any mark.
static bool marks_of(const esc_work *work, const struct item *item, char ret[MARK_BYTES]) {
    size_t at = 0;
    if (item->stopped) ret[at++] = '.';
    for (uint32_t i = 0; i < item->marks; i++) {
        const esc_form *form = form_of(work, item->piece + item->pieces + i);
        if (!form || at + form->len >= MARK_BYTES) return false;
        memcpy(ret + at, form->text, form->len);
        at += form->len;
    }
    ret[at] = 0;
    return true;
}

static void set_marks(esc_work *work, const struct item *item, const char *marks) {
    uint32_t first = item->piece + item->pieces;
    if (item->marks) {
        set_pieces(work, first, item->marks, ESC_EDIT_PUNCTUATION, marks + item->stopped);
        return;
    }
    char text[NUMERAL_BYTES + MARK_BYTES];
    esc_numeral_write(item->value, text);
    strcat(text, marks);
    set_pieces(work, item->piece, item->pieces, ESC_EDIT_PUNCTUATION, text);
}

// The items of one list end in the same mark: "I-" and "III." among ".-", "I.." among ".".
static void even_out(esc_work *work, const struct item *items, uint32_t count) {
    static const char *const plain[] = {".", ".-"};
    uint32_t votes[2] = {0};
    char marks[MARK_BYTES];
    for (uint32_t i = 0; i < count; i++) {
        if (!items[i].value || (i && items[i].value <= items[i - 1].value)) return;
        if (i && items[i].line > items[i - 1].line + MOST_ITEM_LINES) return;
        for (int k = 0; k < 2 && marks_of(work, &items[i], marks); k++) votes[k] += !strcmp(marks, plain[k]);
    }
    int chosen = votes[1] > votes[0];
    if (votes[chosen] < LEAST_ALIKE || votes[chosen] * 5 < count * 3) return;
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].swallowed || items[i].apart || !marks_of(work, &items[i], marks)) continue;
        bool between = i && i + 1 < count && items[i - 1].value + 2 == items[i + 1].value;
        if (strcmp(marks, plain[chosen]) && all_in(marks, strlen(marks), between ? ".-=,;:" : ".-="))
            set_marks(work, &items[i], plain[chosen]);
    }
}

// "II Lectura" between "I." and "III." has lost its stop; "ll Lectura" right above "III." is one, too.
static void mark_bare(esc_work *work, const struct items *all, struct items *bare) {
    for (uint32_t b = 0, i = 0; b < bare->items_count; b++) {
        struct item *item = &bare->items[b];
        while (i < all->items_count && all->items[i].piece < item->piece) i++;
        if (i == all->items_count) continue;
        const struct item *behind = &all->items[i];
        char marks[MARK_BYTES], text[NUMERAL_BYTES];
        bool fits = i && all->items[i - 1].value == item->value - 1 && behind->value == item->value + 1;
        if (!item->value && behind->value > 2 && behind->line <= item->line + BARE_REACH_LINES) {
            esc_numeral_write(behind->value - 1, text);
            fits = (!i || all->items[i - 1].value < behind->value - 1) &&
                   esc_numeral_may_be(item->text, text, false);
            if (fits) set_item(work, item, behind->value - 1);
        }
        if (fits && marks_of(work, behind, marks) && *marks == '.') set_marks(work, item, marks);
    }
}

// Repairs the lists' items; gives the greatest value of any.
static int repair_items(esc_work *work) {
    struct items all = {0}, bare = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct item item;
        if (!read_item(work, i, &item)) continue;
        struct items *to = item.bare ? &bare : &all;
        *ESC_GROW(to, items, 1) = item;
    }
    int greatest = 0;
    for (uint32_t first = 0, end; first < all.items_count; first = end) {
        for (end = first + 1; end < all.items_count; end++)
            if (all.items[end].line > all.items[end - 1].line + ITEM_REACH_LINES || all.items[end].value == 1)
                break;
        repair_list(work, all.items + first, end - first);
        even_out(work, all.items + first, end - first);
        for (uint32_t i = first; i < end && end > first + 1; i++)
            if (all.items[i].value > greatest) greatest = all.items[i].value;
    }
    mark_bare(work, &all, &bare);
    free(all.items);
    free(bare.items);
    return greatest;
}

// "…: l. Lista. 11. Quórum. III. Orden del día.": an item within a paragraph, behind the stop of the one
// before.
static bool read_within(const esc_work *work, uint32_t piece, struct item *ret) {
    static const char *const ends[] = {".", ":", ";"};
    if (!piece || !work->pieces.pieces[piece].unit_count) return false;
    const uint32_t before = piece - (piece > 1 && esc_work_says(work, piece - 1, "y")); // "…; y VI. Asuntos"
    if (!ESC_ONE_OF(form_of(work, before - 1), ends)) return false;
    const esc_unit *unit = esc_work_unit(work, piece);
    *ret = (struct item){.piece = piece, .line = unit->line};
    if (esc_unit_is_glued(unit) || !(ret->pieces = read_numeral(work, piece, ret->text))) return false;
    ret->stopped = form_of(work, piece + ret->pieces - 1)->kind == ESC_TOKEN_INITIAL;
    uint32_t next = piece + ret->pieces;
    const esc_form *stop = form_of(work, next);
    ret->value = esc_numeral_value(ret->text);
    const bool misread = ret->value && ret->text[1] && stop && !strcmp(stop->text, ","); // "IV, Informe"
    if (!ret->stopped &&
        (!stop || (strcmp(stop->text, ".") && !misread) || esc_work_unit(work, next)->blank_before))
        return false;
    ret->marks = !ret->stopped;
    next += ret->marks;
    const esc_form *text = form_of(work, next);
    return text && (text->kind == ESC_TOKEN_CAPITAL || text->kind == ESC_TOKEN_UPPER) &&
           !esc_unit_is_glued(esc_work_unit(work, next));
}

// What stands between certain items of such a list, and before the first, where there is room for just that.
static void repair_within(esc_work *work) {
    struct items all = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct item item;
        if (read_within(work, i, &item)) *ESC_GROW(&all, items, 1) = item;
    }
    for (uint32_t first = 0, end; first < all.items_count; first = end) {
        uint32_t certain = all.items[first].value > 0, open = first;
        for (end = first + 1; end < all.items_count && all.items[end].value != 1 &&
                              all.items[end].line <= all.items[end - 1].line + MOST_ITEM_LINES;
             end++)
            certain += all.items[end].value > 0;
        for (uint32_t i = first, before = 0; i < end && certain >= LEAST_ALIKE; i++) {
            if (!all.items[i].value) continue;
            if (i > open && all.items[i].value == (int)(before + (i - open) + 1))
                set_run(work, &all.items[open], i - open, (int)before + 1);
            before = (uint32_t)all.items[i].value, open = i + 1;
        }
    }
    free(all.items);
}

static const char *const fractions[] = {"fracción", "fracciones", "fracc",
                                        "fraccion", "FRACCIÓN",   "FRACCIONES"};
static const char *const points[] = {"punto", "puntos"};
static const char *const counted[] = {"sesión", "SESIÓN", "legislatura", "asamblea"};

// The numeral that text says with its odd strokes made I; false where it says none or is one already.
static bool mend(const char *text, bool stop_behind, char ret[NUMERAL_BYTES]) {
    size_t len = strlen(text), at = 0;
    if (esc_numeral_value(text) || !all_in(text, len, "Il1|!iHLVX") || !strcmp(text, "XL")) return false;
    if (!strcmp(text, "i") || !strcmp(text, "L") || !strcmp(text, "H") || esc_numeral_small(text))
        return false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == 'L' && (i + 1 < len || !stop_behind)) return false;
        if (text[i] == 'H') ret[at++] = 'I';
        ret[at++] = strchr("VX", text[i]) ? text[i] : 'I';
        if (at + 2 >= NUMERAL_BYTES) return false;
    }
    ret[at] = 0;
    return esc_numeral_value(ret) > 0;
}

static bool is_digits(const char *text) { return !text[strspn(text, "1")]; }

// How what some words count is told: in Roman numerals, in digits that could be no misread ones.
struct told {
    bool roman, digits;
};

static struct told how_told(const esc_work *work, const char *const *words, size_t count) {
    struct told told = {0};
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count && !told.digits; i++) {
        if (!esc_form_one_of(form_of(work, i), words, count)) continue;
        const esc_form *number = form_of(work, i + 1);
        if (!number) continue;
        told.roman |= esc_numeral_value(number->text) > 0;
        told.digits = number->kind == ESC_TOKEN_NUMBER && !is_digits(number->text);
    }
    return told;
}

// "artículo 104, fracción 111": a law's fractions are told in Roman numerals.
static bool is_of_article(const esc_work *work, uint32_t piece) {
    static const char *const articles[] = {"artículo", "artículos", "articulo", "art", "arts", "numeral"};
    for (uint32_t back = 1; back <= ARTICLE_REACH && back <= piece; back++) {
        if (ESC_ONE_OF(form_of(work, piece - back), articles)) return true;
    }
    return false;
}

// The numerals behind a word that asks for them: "fracciones 1, ll y VIIL".
static void repair_cited(esc_work *work, uint32_t piece, bool digits) {
    char text[NUMERAL_BYTES], meant[NUMERAL_BYTES];
    for (int n = 0; n < MOST_CITED; n++) {
        uint32_t pieces = read_numeral(work, piece, text), next = piece + pieces;
        if (!pieces || !esc_work_unit(work, piece)->blank_before) return;
        if (*text == '|' && esc_work_rules_cells(work, work->pieces.pieces[piece].first_unit)) return;
        const esc_form *behind = form_of(work, next);
        bool glued = behind && esc_unit_is_glued(esc_work_unit(work, next));
        if (glued && behind->kind != ESC_TOKEN_PUNCT) return;
        if (mend(text, glued && strchr(".,;", *behind->text), meant) && (digits || !is_digits(text)))
            set_text(work, piece, pieces, meant);
        static const char *const links[] = {",", "y", "a", "o", "e"};
        if (!ESC_ONE_OF(behind, links)) return;
        piece = next + 1;
    }
}

// "la VIl Sesión".
static void repair_counted(esc_work *work, uint32_t piece) {
    char text[NUMERAL_BYTES], meant[NUMERAL_BYTES];
    uint32_t pieces = read_numeral(work, piece, text);
    if (!pieces || !strpbrk(text, "IVX") || !ESC_ONE_OF(form_of(work, piece + pieces), counted)) return;
    if (esc_work_unit(work, piece + pieces)->blank_before && mend(text, false, meant))
        set_text(work, piece, pieces, meant);
}

// V1 beside V2: a mark, a room, a version.
static bool is_counted_on(const esc_work *work, const esc_form *form) {
    if (form->len != 2 || form->text[1] != '1') return false;
    const char next[] = {form->text[0], '2', 0};
    const esc_form *other = esc_forms_find(&work->forms, next, 2);
    return other && other->count;
}

// "lll", "Vll", "XIl": a small l or a 1 for I, and nothing else that they could be.
static void repair_alone(esc_work *work, uint32_t piece) {
    const esc_form *form = form_of(work, piece);
    char meant[NUMERAL_BYTES];
    if (!form || form->len < 2 || form->len >= NUMERAL_BYTES || !strpbrk(form->text, "lVXI")) return;
    if (!strpbrk(form->text, "l1") || !all_in(form->text, form->len, "IVXl1")) return;
    if (is_counted_on(work, form)) return;
    if (!strpbrk(form->text, "lI") && !esc_channel_is_scan(&work->channel)) return; // X11
    static const char *const apostrophes[] = {"'", "’"};
    bool glued = piece && esc_unit_is_glued(esc_work_unit(work, piece));
    if (glued && ESC_ONE_OF(form_of(work, piece - 1), apostrophes)) return; // we'll
    const esc_form *next = form_of(work, piece + 1);
    if (!strcmp(form->text, "ll") && next && !strcmp(next->text, ")")) return; // art. 47.2 ll)
    if (esc_piece_is_raw(&work->pieces.pieces[piece]) && mend(form->text, false, meant))
        set_text(work, piece, 1, meant);
}

// "LXIIl LEGISLATURA", "LXVl": the same behind fifty and tens.
static void repair_beyond(esc_work *work, uint32_t piece) {
    const esc_form *form = form_of(work, piece);
    if (!form || *form->text != 'L' || !esc_piece_is_raw(&work->pieces.pieces[piece])) return;
    const size_t tens = strspn(form->text, "LX");
    const char *const ones = form->text + tens;
    char meant[NUMERAL_BYTES];
    if (strlen(ones) < 2 || form->len >= NUMERAL_BYTES || !strpbrk(ones, "l1") ||
        !all_in(ones, strlen(ones), "IVl1") || !mend(ones, false, meant))
        return;
    set_text(work, piece, 1, esc_arena_printf(work->arena, "%.*s%s", (int)tens, form->text, meant));
}

void esc_work_repair_numerals(esc_work *work) {
    esc_work_count_tallies(work);
    esc_work_count_labels(work);
    int greatest = repair_items(work);
    repair_within(work);
    enum { FRACTIONS = sizeof fractions / sizeof *fractions, POINTS = sizeof points / sizeof *points };
    const bool roman_points = greatest > 1 && greatest < 11 && !how_told(work, points, POINTS).digits;
    const struct told told = how_told(work, fractions, FRACTIONS);
    const bool no_figures = !told.digits, fractions_too = no_figures && told.roman;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        repair_counted(work, i);
        repair_alone(work, i);
        repair_beyond(work, i);
        const esc_form *form = form_of(work, i);
        bool fraction = ESC_ONE_OF(form, fractions);
        if (i + 1 < work->pieces.pieces_count && (fraction || ESC_ONE_OF(form, points)))
            repair_cited(work, i + 1,
                         !fraction ? roman_points : fractions_too || (no_figures && is_of_article(work, i)));
    }
}
