// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/feet.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/distance.h"
#include "base/mem.h"
#include "base/utf8.h"

enum {
    HEAD_LINES = 6,
    EDGE_ROWS = 4,   // running heads and feet stand among the first and last rows of a page
    TITLE_LINES = 9, // a number beside words is none of a foot there
    LEAST_LETTERS = 6,
    LEAST_FIGURES = 4,
    MOST_PARTS = 40,
    MOST_WORDS = 10, // beside the page's number
    MOST_PAGES = 999,
    PART_BYTES = 16,
    MOST_AGAIN = 64,
    BLOCK_ROWS = 6, // of a foot or head beside the page's number
    SHORTEST_ROW = 3,
    ADDRESS_FIGURES = 2,
    MOST_FED = 200, // pages of a text
};

// A run of letters, a run of digits, or a sign.
typedef struct part {
    char text[PART_BYTES]; // small, without accents; its beginning, where it is longer
    uint32_t value;
    bool letters, digits, small;
} part;

typedef struct line_parts {
    part items[MOST_PARTS];
    uint32_t count;
} line_parts;

// Cuts the next part off; false at the end.
static bool cut_part(const char **at, const char *end, part *ret) {
    const char *p = *at, *start = p;
    uint32_t c = ' ';
    while (p < end && esc_utf8_is_space(c)) start = p, c = esc_utf8_next(&p, end);
    if (esc_utf8_is_space(c)) return false;
    *ret = (part){
        .letters = esc_utf8_is_letter(c), .digits = esc_utf8_is_digit(c), .small = esc_utf8_is_lower(c)};
    size_t n = 0;
    for (p = start; p < end;) {
        const char *before = p;
        c = esc_utf8_next(&p, end);
        bool goes_on = ret->letters  ? esc_utf8_is_letter(c)
                       : ret->digits ? esc_utf8_is_digit(c)
                                     : before == start;
        if (!goes_on) {
            p = before;
            break;
        }
        if (ret->digits && ret->value < 1000000) ret->value = 10 * ret->value + (c - '0');
        if (n + ESC_UTF8_MAX < sizeof ret->text)
            n += esc_utf8_put(ret->text + n, esc_utf8_unaccent(esc_utf8_lower(c)));
    }
    ret->text[n] = 0;
    *at = p;
    return true;
}

static bool cut_line(const esc_doc *doc, uint32_t line, line_parts *ret) {
    const char *p = esc_doc_text(doc, doc->lines[line].raw), *end = p + doc->lines[line].raw.len;
    part more;
    ret->count = 0;
    while (ret->count < MOST_PARTS && cut_part(&p, end, &ret->items[ret->count])) ret->count++;
    return ret->count && !(ret->count == MOST_PARTS && cut_part(&p, end, &more));
}

static bool is(const part *x, const char *text) { return !strcmp(x->text, text); }

// "Página", "Foja": exact, or with a letter that a scan took for another.
static bool page_noun(const part *x, bool exact) {
    static const char *const nouns[] = {"pag", "hoja", "foja", "folio", "pagina"}; // by their lengths
    static const size_t lengths[] = {3, 4, 4, 5, 6};
    if (!x->letters) return false;
    const size_t m = strlen(x->text);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns && m >= lengths[i]; i++)
        if (m == lengths[i] &&
            (is(x, nouns[i]) || (!exact && m > 3 && esc_distance_one(x->text, m, nouns[i], m))))
            return true;
    return false;
}

// A number, or the stroke that a scan made of a 1.
static uint32_t number(const part *x) {
    return x->digits ? x->value : is(x, "l") || is(x, "i") || is(x, "|");
}

typedef struct page_number {
    uint32_t from, to;  // its parts
    uint32_t page, all; // all: 0 where it is not told
    bool named;
} page_number;

// "Folio 221 vuelto": which side of the sheet.
static bool names_side(const char *word, size_t len) {
    static const char *const sides[] = {"vuelto", "vuelta", "recto", "frente"};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (strlen(sides[i]) == len && !strncasecmp(word, sides[i], len)) return true;
    return false;
}

// "Página 2 de 4", "Hoja: 2/4", "2 de 4", "Folio 221 vuelto" at part `at`.
static bool number_at(const line_parts *l, uint32_t at, page_number *ret) {
    *ret = (page_number){.from = at};
    const part *x = l->items;
    uint32_t i = at, n = l->count;
    bool near = page_noun(&x[i], false);
    if (near) {
        i++;
        while (i < n && i < at + 3 && !x[i].letters && !x[i].digits && !is(&x[i], "|")) i++; // "Pág. :"
        bool n_of = i + 1 < n && is(&x[i], "n") && !x[i + 1].letters && !x[i + 1].digits;    // "Foja N° 3"
        if (n_of) i += 2;
    }
    if (i >= n || !(ret->page = number(&x[i])) || ret->page > MOST_PAGES) return false;
    bool stroke = !x[i].digits;
    i++;
    bool of = i + 1 < n && (is(&x[i], "de") || is(&x[i], "/") || is(&x[i], "|")) && x[i + 1].digits &&
              x[i + 1].value >= ret->page && x[i + 1].value < MOST_PAGES;
    if (of) ret->all = x[i + 1].value, i += 2;
    if (stroke && !(near && of)) return false;
    ret->named = near && (of || page_noun(&x[at], true));
    if (ret->named && i < n && names_side(x[i].text, strlen(x[i].text))) i++;
    ret->to = i;
    return ret->named || (of && !near);
}

static bool sign(const part *x) { return !x->letters && !x->digits; }

typedef enum foot_kind {
    FOOT_NONE,
    FOOT_SURE,
    FOOT_AGAIN, // if another page has the like
} foot_kind;

typedef struct foot {
    uint32_t line, page, all;
    char text[ESC_DISTANCE_LONGEST]; // letters of the rest
    size_t len;
} foot;

// "véase la página 2 de 4": told in a sentence.
static bool in_sentence(const line_parts *l, const page_number *at) {
    const part *x = l->items;
    uint32_t words = 0;
    for (uint32_t i = 0; i < l->count; i++) words += (i < at->from || i >= at->to) && x[i].letters;
    if (words > MOST_WORDS) return true;
    if (at->to < l->count && x[at->to].small) return true;
    return at->from && x[at->from].small && x[at->from - 1].small;
}

static size_t figures_in(const esc_doc *doc, uint32_t line) {
    const char *p = esc_doc_text(doc, doc->lines[line].raw), *end = p + doc->lines[line].raw.len;
    size_t n = 0;
    for (; p < end; p++) n += *p >= '0' && *p <= '9';
    return n;
}

static bool has_figures(const char *p, const char *end) {
    while (p < end && (unsigned)(*p - '0') > 9) p++;
    return p < end;
}

// Whether a page's number may begin or end the line: most that have figures are none of a foot.
static bool may_be_foot(const esc_doc *doc, uint32_t line) {
    const char *p = esc_doc_text(doc, doc->lines[line].raw), *end = p + doc->lines[line].raw.len, *last = end;
    if (!has_figures(p, end)) return false;
    part x = {0};
    while (cut_part(&p, end, &x) && sign(&x)) {
    }
    if (number(&x) || page_noun(&x, false)) return true;
    while (last > p && !isalnum((unsigned char)last[-1]) && (unsigned char)last[-1] < 128) last--;
    const char *word = last;
    while (word > p && isalpha((unsigned char)word[-1])) word--;
    const size_t n = (size_t)(last - word);
    // a figure, or what is no plain letter
    if (!n || (word > p && (unsigned char)word[-1] > 127)) return last > p;
    return n == 1 ? strchr("lLiI", *word) != NULL : names_side(word, n);
}

static foot_kind kind_of(const esc_doc *doc, uint32_t line, bool titles, foot *ret) {
    line_parts l;
    *ret = (foot){.line = line};
    if (!may_be_foot(doc, line) || !cut_line(doc, line, &l)) return FOOT_NONE;
    uint32_t first = 0, last = l.count;
    while (first < last && sign(&l.items[first])) first++;
    while (last > first && sign(&l.items[last - 1])) last--;
    l.count = last;
    page_number at, found = {0};
    bool any = false;
    for (uint32_t i = first; i < last; i++)
        if (number_at(&l, i, &at) && (i == first || at.to == last)) {
            found = at, any = true;
            if (at.to == last) break;
        }
    if (!any) return FOOT_NONE;
    ret->page = found.page, ret->all = found.all;
    const bool alone = found.from == first && found.to == last;
    if (alone) return FOOT_SURE;
    const bool sure = found.named && found.all;
    if ((titles && sure) || in_sentence(&l, &found)) return FOOT_NONE;
    for (uint32_t i = first; i < last; i++) {
        const part *x = &l.items[i];
        size_t n = strlen(x->text);
        if (i >= found.from && i < found.to) continue;
        if (!x->letters || ret->len + n >= sizeof ret->text) continue;
        memcpy(ret->text + ret->len, x->text, n);
        ret->len += n;
    }
    if (ret->len < 3) return FOOT_NONE;
    return sure ? FOOT_SURE : FOOT_AGAIN;
}

static bool alike(const foot *a, const foot *b) {
    size_t longer = a->len > b->len ? a->len : b->len;
    return a->page != b->page && a->all == b->all &&
           esc_distance(a->text, a->len, b->text, b->len) * 6 <= longer;
}

enum { BYTE_KINDS = 32 };
// A line by its letters and figures alone; figures as the letters that scans take them for.
typedef struct plain_line {
    char text[ESC_DISTANCE_LONGEST], figures[16];
    uint8_t counts[BYTE_KINDS]; // of the text's bytes, by their last bits
    size_t len, letters, digits;
    uint32_t hash; // of all its letters
} plain_line;

static void plain_line_of(const esc_doc *doc, uint32_t line, plain_line *ret) {
    *ret = (plain_line){.hash = 2166136261u};
    const char *p = esc_doc_text(doc, doc->lines[line].raw), *end = p + doc->lines[line].raw.len;
    while (p < end) {
        uint32_t c = esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, end)));
        bool digit = esc_utf8_is_digit(c);
        if (!digit && !esc_utf8_is_letter(c)) continue;
        if (digit) {
            if (ret->digits + 1 < sizeof ret->figures) ret->figures[ret->digits] = (char)c;
            ret->digits++;
        } else {
            ret->hash = (ret->hash ^ c) * 16777619u;
            ret->letters++;
        }
        if (ret->len + ESC_UTF8_MAX < sizeof ret->text) ret->len += esc_utf8_put(ret->text + ret->len, c);
    }
    for (size_t i = 0; i < ret->len; i++) ret->counts[(unsigned char)ret->text[i] % BYTE_KINDS]++;
}

// The distance is no less than how many bytes one has that the other has not, wherever they stand.
static size_t least_distance(const plain_line *a, const plain_line *b) {
    size_t more = 0, fewer = 0;
    for (int i = 0; i < BYTE_KINDS; i++) {
        const int by = a->counts[i] - b->counts[i];
        more += by > 0 ? (size_t)by : 0, fewer += by < 0 ? (size_t)-by : 0;
    }
    return more > fewer ? more : fewer;
}

static bool nearly(const plain_line *a, const plain_line *b, size_t share) {
    size_t longer = a->len > b->len ? a->len : b->len, shorter = a->len + b->len - longer;
    return (longer - shorter) * share <= longer && least_distance(a, b) * share <= longer &&
           esc_distance(a->text, a->len, b->text, b->len) * share <= longer;
}

typedef struct edge {
    uint32_t hash, line;
    bool head, outermost;
} edge;

typedef struct edges {
    edge *items;
    uint32_t items_count, items_cap;
} edges;

static void collect_edges(const esc_doc *doc, edges *out) {
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        const esc_page *page = &doc->pages[p];
        for (int side = 0; side < 2; side++) {
            uint32_t seen = 0;
            for (uint32_t i = 0; i < page->line_count && seen < EDGE_ROWS; i++) {
                uint32_t line = page->first_line + (side ? page->line_count - 1 - i : i);
                plain_line plain;
                plain_line_of(doc, line, &plain);
                if (plain.letters < LEAST_LETTERS) continue;
                seen++;
                *ESC_GROW(out, items, 1) = (edge){plain.hash, line, !side, seen == 1};
            }
        }
    }
}

// "4.2º)- Proyecto …": a point, though it differs from another in its numbers alone.
static bool marked(const esc_doc *doc, uint32_t line) {
    const char *p = esc_doc_text(doc, doc->lines[line].raw), *end = p + doc->lines[line].raw.len;
    while (p < end && *p == ' ') p++;
    const char *digits = p;
    while (p < end && *p >= '0' && *p <= '9') p++;
    return p > digits && p + 1 < end && (*p == '.' || *p == ')') && p[1] != '\n';
}

// "… se aprobó por unanimidad.": a sentence's end.
static bool ends_in_stop(const esc_doc *doc, uint32_t line) {
    const char *p = esc_doc_text(doc, doc->lines[line].raw);
    size_t n = doc->lines[line].raw.len;
    while (n && p[n - 1] == ' ') n--;
    return n && strchr(".;:,", p[n - 1]);
}

// "Regidora" below who signs: one word ends two pages by chance.
static bool one_word(const esc_doc *doc, uint32_t line) {
    line_parts l;
    uint32_t words = 0;
    if (!cut_line(doc, line, &l)) return false;
    for (uint32_t i = 0; i < l.count; i++) words += !sign(&l.items[i]);
    return words < 2;
}

// How many pages end in the line.
static uint32_t pages_ended(const edges *known, uint32_t hash) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < known->items_count; i++)
        n += known->items[i].hash == hash && known->items[i].outermost && !known->items[i].head;
    return n;
}

// The head or foot of a later page that repeats an earlier page's. The first page's head stays, it may be the
// title; of the others the first one is a head, too ("INSTITUTO …" from the second page on), and so is a foot
// that ends all pages, or of many all but one (two of three may end in "Consejera Electoral").
static void find_repeated(const esc_doc *doc, bool *feet) {
    edges known = {0};
    if (doc->pages_count > 1 && doc->pages_count < MOST_FED) collect_edges(doc, &known);
    for (uint32_t i = 0; i < known.items_count; i++) {
        const uint32_t line = known.items[i].line;
        const bool lone = one_word(doc, line);
        if (!known.items[i].head && lone) continue;
        for (uint32_t k = 0; k < i; k++) {
            const edge *x = &known.items[i], *y = &known.items[k];
            if (y->hash != x->hash || doc->lines[y->line].page >= doc->lines[line].page || marked(doc, line))
                continue;
            const bool ends = !x->head && x->outermost && y->outermost && !ends_in_stop(doc, line) &&
                              pages_ended(&known, x->hash) + (doc->pages_count > 3) >= doc->pages_count;
            feet[line] = true;
            const bool heads = doc->lines[y->line].page > 0 && !lone;
            if (x->head == y->head && (x->head ? heads : ends)) feet[y->line] = true;
        }
    }
    free(known.items);
}

static void find_numbers(const esc_doc *doc, bool *feet) {
    foot again[MOST_AGAIN];
    uint32_t n = 0, seen = 0;
    for (uint32_t line = 0; line < doc->lines_count; line++) {
        if (!doc->lines[line].raw.len) continue;
        foot x;
        const foot_kind kind = kind_of(doc, line, seen < TITLE_LINES, &x);
        const bool title = seen++ < HEAD_LINES;
        feet[line] |= kind == FOOT_SURE;
        if (kind != FOOT_AGAIN || title || n == MOST_AGAIN) continue;
        again[n++] = x;
        for (uint32_t k = 0; k + 1 < n; k++)
            if (alike(&again[k], &x)) feet[line] = feet[again[k].line] = true;
    }
}

// Where pages were put together into one text: a line that is one of the first of all, behind a page's number
// or, anywhere, with the same number in it ("Acta de Cabildo 12/2030").
static void find_heads(const esc_doc *doc, bool *feet) {
    plain_line heads[HEAD_LINES], plain;
    uint32_t n = 0, seen = 0, above = 0;
    bool numbered = false; // a page's number came last: the head of the next page may follow
    for (uint32_t line = 0; line < doc->lines_count; line++) {
        if (!doc->lines[line].raw.len) continue;
        seen++;
        if (feet[line] && seen > TITLE_LINES) { // "UNIVERSIDAD …" / "Página 2 de 3"
            plain_line_of(doc, above, &plain);
            for (uint32_t i = 0; i < n && plain.letters >= LEAST_LETTERS; i++)
                feet[above] |= nearly(&plain, &heads[i], 6);
        }
        above = line;
        bool head = false;
        if (n < HEAD_LINES)
            plain_line_of(doc, line, &heads[n++]);
        else if (!feet[line] && (numbered || figures_in(doc, line) >= LEAST_FIGURES))
            plain_line_of(doc, line, &plain);
        else
            plain.letters = 0;
        for (uint32_t i = 0; i < n && seen > n && plain.letters && !head; i++) {
            const plain_line *other = &heads[i];
            bool figures = plain.digits >= LEAST_FIGURES && plain.digits == other->digits &&
                           seen > TITLE_LINES && plain.letters >= LEAST_FIGURES &&
                           !strcmp(plain.figures, other->figures);
            head = (numbered && plain.hash == other->hash && plain.letters == other->letters) ||
                   (numbered && plain.letters >= LEAST_LETTERS && nearly(&plain, other, 6)) ||
                   (figures && nearly(&plain, other, 5) && !marked(doc, line));
        }
        feet[line] |= head;
        numbered = feet[line];
    }
}

// How many rows next to the page's number `one` are those next to `other`: above both (side -1) or below.
static uint32_t block_rows(const esc_doc *doc, const uint32_t *lines, uint32_t count, uint32_t one,
                           uint32_t other, int side) {
    uint32_t k = 1;
    for (; k <= BLOCK_ROWS; k++) {
        if (side < 0 ? one < k + HEAD_LINES || other < one + 2 * k : other + k >= count || one + k >= other)
            break;
        const uint32_t a = lines[side < 0 ? one - k : one + k], b = lines[side < 0 ? other - k : other + k];
        plain_line first, second;
        plain_line_of(doc, a, &first);
        plain_line_of(doc, b, &second);
        if (first.len < SHORTEST_ROW || !nearly(&first, &second, 6) || marked(doc, a)) break;
    }
    return k - 1;
}

// Rows that stand above the number of one page as above that of the next, or below both: a foot or a head of
// several rows ("Calle Real 10, C.P. 4021" / "Página 1 de 3"). The first page's head stays, it may be the
// title; so does what stands above the last number, but for an address: who signs every page signs there.
static void find_blocks(const esc_doc *doc, bool *feet) {
    uint32_t before = 0, *lines = esc_alloc((doc->lines_count + 1) * sizeof *lines), n = 0;
    bool *found = esc_alloc((doc->lines_count + 1) * sizeof *found);
    memset(found, 0, doc->lines_count + 1);
    for (uint32_t line = 0; line < doc->lines_count; line++)
        if (doc->lines[line].raw.len) lines[n++] = line;
    for (uint32_t i = 1; i < n; i++) {
        if (!feet[lines[i]]) continue;
        const uint32_t above = before ? block_rows(doc, lines, n, before, i, -1) : 0,
                       below = before ? block_rows(doc, lines, n, before, i, 1) : 0;
        bool address = false;
        for (uint32_t k = 1; k <= above; k++)
            address |= figures_in(doc, lines[before - k]) >= ADDRESS_FIGURES;
        for (uint32_t k = 1; k <= above; k++) {
            found[lines[before - k]] = true;
            found[lines[i - k]] |= address;
        }
        for (uint32_t k = 1; k <= below; k++) {
            found[lines[before + k]] |= before >= TITLE_LINES;
            found[lines[i + k]] = true;
        }
        before = i;
    }
    for (uint32_t i = 0; i < n; i++) feet[lines[i]] |= found[lines[i]];
    free(found);
    free(lines);
}

// The first or the last line of the page that is no foot or head as known so far; ESC_NONE: none.
static uint32_t edge_line(const esc_doc *doc, const bool *feet, uint32_t page, bool last) {
    const esc_page *p = &doc->pages[page];
    for (uint32_t i = 0; i < p->line_count; i++) {
        const uint32_t line = p->first_line + (last ? p->line_count - 1 - i : i);
        if (doc->lines[line].raw.len && !feet[line]) return line;
    }
    return ESC_NONE;
}

// "- 3 -", "[3]", "3", "3 | 9": a number, or two, and nothing else but signs. *ret_signs: they stand on both
// sides of it.
static bool number_alone(const line_parts *l, uint32_t *ret, bool *ret_signs) {
    uint32_t first = 0, last = l->count;
    while (first < last && sign(&l->items[first])) first++;
    while (last > first && sign(&l->items[last - 1])) last--;
    const bool two = last - first == 3 && (is(&l->items[first + 1], "|") || is(&l->items[first + 1], "/")) &&
                     l->items[first + 2].digits && l->items[first + 2].value >= l->items[first].value;
    if ((last - first != 1 && !two) || !l->items[first].digits || l->items[first].value > MOST_PAGES)
        return false;
    *ret = l->items[first].value;
    *ret_signs = (first && last < l->count) || two;
    return true;
}

// Behind an empty line, or set in far.
static bool set_apart(const esc_doc *doc, uint32_t line) {
    enum { FAR = 8 };
    const char *p = esc_doc_text(doc, doc->lines[line].raw);
    size_t blanks = 0;
    while (blanks < doc->lines[line].raw.len && p[blanks] == ' ') blanks++;
    return blanks >= FAR || (line && !doc->lines[line - 1].raw.len);
}

// Two lines, `pages` pages apart, that are the same but for one number, which counts the pages.
static bool counts_on(const line_parts *a, const line_parts *b, uint32_t pages) {
    uint32_t differ = 0;
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const part *x = &a->items[i], *y = &b->items[i];
        if (x->digits && y->digits && y->value == x->value + pages)
            differ++;
        else if (strcmp(x->text, y->text))
            return false;
    }
    return differ == 1;
}

// "INSTITUTO DE BOSQUES          ACTA 04/2031" on a later page, whose first cell is a line of the title.
static bool heads_again(const esc_doc *doc, uint32_t line) {
    enum { LEAST = 12 };
    const char *p = esc_doc_text(doc, doc->lines[line].raw);
    const char *gap = memmem(p, doc->lines[line].raw.len, "   ", 3);
    plain_line head, title;
    if (!gap || gap == p) return false;
    plain_line_of(doc, line, &head);
    for (uint32_t i = 0, seen = 0; i < doc->pages[0].line_count && seen < HEAD_LINES; i++) {
        if (!doc->lines[doc->pages[0].first_line + i].raw.len) continue;
        seen++;
        plain_line_of(doc, doc->pages[0].first_line + i, &title);
        if (title.letters >= LEAST && head.len > title.len && !strncmp(head.text, title.text, title.len))
            return true;
    }
    return false;
}

// The page's number at its edge, by itself ("- 3 -") or behind words that stand there on every page ("MINUTA
// CC/07/2031 - 3"), and a foot's words alone. In a text whose pages form feeds part.
static void find_at_edge(const esc_doc *doc, bool *feet, bool last) {
    line_parts *parts = esc_alloc(doc->pages_count * sizeof *parts);
    uint32_t *lines = esc_alloc(doc->pages_count * sizeof *lines);
    uint32_t lone = 0; // numbers in rows of their own: marks of points may be
    for (uint32_t line = 0; line < doc->lines_count; line++) {
        uint32_t number_of;
        bool signs;
        lone += cut_line(doc, line, &parts[0]) && number_alone(&parts[0], &number_of, &signs);
    }
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        lines[p] = edge_line(doc, feet, p, last);
        parts[p].count = 0;
        if (lines[p] != ESC_NONE && !cut_line(doc, lines[p], &parts[p])) parts[p].count = 0;
    }
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        uint32_t found = 0, again;
        bool signs = false, other_signs;
        if (!parts[p].count) continue;
        const bool alone = number_alone(&parts[p], &found, &signs);
        const bool once = lone == 1 && (last ? p + 1 < doc->pages_count && set_apart(doc, lines[p])
                                             : found == p + 1 && p > 0);
        if (alone && (signs || once)) feet[lines[p]] = true;
        if (!last && p && heads_again(doc, lines[p])) feet[lines[p]] = true;
        for (uint32_t q = p + 1; q < doc->pages_count; q++) {
            if (!parts[q].count) continue;
            if (alone && number_alone(&parts[q], &again, &other_signs) && again == found + q - p &&
                (found == p + 1 || set_apart(doc, lines[p]) || set_apart(doc, lines[q])))
                feet[lines[p]] = feet[lines[q]] = true;
            const bool title = !last && !p; // it stays
            if (!alone && !marked(doc, lines[p]) && counts_on(&parts[p], &parts[q], q - p) &&
                (doc->pages_count > 2 || last))
                feet[lines[p]] |= !title, feet[lines[q]] = true;
        }
    }
    free(lines);
    free(parts);
}

bool *esc_feet_find(const esc_doc *doc) {
    bool *feet = esc_alloc((doc->lines_count + 1) * sizeof *feet);
    memset(feet, 0, doc->lines_count + 1);
    enum { ROWS = 2 }; // of a foot
    for (int turn = 0; turn < 2 * ROWS && doc->pages_count > 1 && doc->pages_count < MOST_FED; turn++)
        find_at_edge(doc, feet, turn % 2);
    find_numbers(doc, feet);
    find_blocks(doc, feet);
    find_heads(doc, feet);
    find_repeated(doc, feet);
    return feet;
}
