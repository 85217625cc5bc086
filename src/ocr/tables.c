// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and tables: rows that an empty strip runs through, with words beginning on one edge behind it. Two
// kinds are told apart. In a table the cells of a band begin at one height, and a rule or more room than
// usual parts the bands: it is read band by band, cell by cell. Running text in columns has no bands. Short
// entries side by side, a name and its office, are neither: they are read line by line, as they are printed.
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ocr/layout.h"

// An empty strip: between left and right.
typedef struct strip {
    int32_t left, right;
    bool flush; // what stands behind it begins at its right edge, so that it is no use to look at its middle
} strip;

// Where a strip divides a row.
typedef struct division {
    bool before, behind;   // there are words on this side
    int32_t ends, begins;  // the last word's right edge before, the first word's left edge behind
    uint32_t first_behind; // spot
} division;

typedef struct search {
    const esc_doc *doc;
    const esc_rows *rows;
    const esc_rulings *rulings;
} search;

static division divide(const esc_rows *rows, uint32_t row, strip at) {
    const esc_row *this = &rows->rows[row];
    int32_t middle = at.left + (at.right - at.left) / 2, near = at.right - rows->unit;
    if (at.flush && near > middle) middle = near;
    division ret = {.ends = INT32_MIN, .begins = INT32_MAX};
    for (uint32_t s = this->first_spot; s < this->first_spot + this->spot_count; s++) {
        const esc_spot *spot = &rows->spots[s];
        if (spot->left + (spot->right - spot->left) / 2 < middle) {
            ret.before = true;
            if (spot->right > ret.ends) ret.ends = spot->right;
        } else {
            if (!ret.behind) ret.first_behind = s;
            ret.behind = true;
            if (spot->left < ret.begins) ret.begins = spot->left;
        }
    }
    return ret;
}

// The strip, narrowed to what the row leaves free of it.
static strip narrowed(strip at, const division *by) {
    if (by->before && by->ends > at.left) at.left = by->ends;
    if (by->behind && by->begins < at.right) at.right = by->begins;
    return at;
}

// Whether a printed rule runs down the strip beside the rows.
static bool ruled_down(const search *on, strip at, uint32_t first, uint32_t last) {
    int32_t top = on->rows->rows[first].top, bottom = on->rows->rows[last].bottom;
    for (uint32_t i = 0; i < on->rulings->down_count; i++) {
        esc_box rule = on->rulings->down[i];
        int32_t above = rule.y > top ? rule.y : top,
                below = rule.y + rule.h < bottom ? rule.y + rule.h : bottom;
        int32_t slack = on->rows->unit / 3;
        if (rule.x + rule.w < at.left - slack || rule.x > at.right + slack) continue;
        if (2 * (below - above) > bottom - top) return true;
    }
    return false;
}

// Whether a printed rule runs across between a row and the one before it, below most of the table's width.
static bool ruled_across(const search *on, uint32_t row, int32_t left, int32_t right) {
    int32_t from = on->rows->rows[row - 1].bottom, to = on->rows->rows[row].top, slack = on->rows->unit / 3;
    int32_t covered = 0;
    for (uint32_t i = 0; i < on->rulings->across_count; i++) {
        esc_box rule = on->rulings->across[i];
        if (rule.y + rule.h < from - slack || rule.y > to + slack) continue;
        int32_t first = rule.x > left ? rule.x : left,
                end = rule.x + rule.w < right ? rule.x + rule.w : right;
        if (end > first) covered += end - first;
    }
    return 2 * covered > right - left;
}

// The largest number of values within one tolerance of each other.
static uint32_t aligned(const int32_t *values, uint32_t count, int32_t tolerance) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t near = 0;
        for (uint32_t j = 0; j < count; j++)
            near += values[j] >= values[i] && values[j] - values[i] <= tolerance;
        if (near > most) most = near;
    }
    return most;
}

// Whether the strip may be no more than one of the row's blanks between words.
static bool like_a_blank(const esc_rows *rows, uint32_t row, const division *by) {
    const esc_row *this = &rows->rows[row];
    int32_t gap = by->begins - by->ends, wider = 0, others = 0;
    for (uint32_t s = this->first_spot + 1; s < this->first_spot + this->spot_count; s++) {
        if (s == by->first_behind) continue;
        others++;
        wider += 2 * (rows->spots[s].left - rows->spots[s - 1].right) > gap;
    }
    return 2 * wider > others;
}

// Whether the engine saw the strip in this row, and the next one leaves it free, too.
static bool goes_through(const esc_rows *rows, uint32_t row, strip at) {
    if (rows->rows[row].pieces < 2 || row + 1 >= rows->rows_count) return false;
    division by = divide(rows, row + 1, at);
    strip left = narrowed(at, &by);
    return left.right - left.left >= rows->unit / 2;
}

// A run of rows that a strip goes through.
typedef struct run {
    uint32_t first, last;
    uint32_t both; // rows with words on both sides of it
    strip at;
    int32_t edge; // where the first of these begins behind it
} run;

static int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }

// How much further down a word stands than one that it is under; false where it is not.
static bool step_down(const esc_spot *above, const esc_spot *below, int32_t *ret) {
    *ret = least(below->bottom - above->bottom, below->top - above->top);
    return above->right > below->left && below->right > above->left;
}

// Whether the next row is no further down than the next line of a paragraph. Letters that reach below or
// above the others make words seem higher up or further down: the words over each other that say least are
// believed.
static bool is_next(const esc_rows *rows, uint32_t row) {
    const esc_row *this = &rows->rows[row], *next = this + 1;
    int32_t step = least(next->bottom - this->bottom, next->top - this->top);
    for (uint32_t a = this->first_spot; a < this->first_spot + this->spot_count; a++)
        for (uint32_t b = next->first_spot; b < next->first_spot + next->spot_count; b++) {
            const esc_spot *above = &rows->spots[a], *below = &rows->spots[b];
            int32_t here;
            if (step_down(above, below, &here) && 2 * here > rows->unit) step = least(step, here);
        }
    return step < rows->pitch * 5 / 4;
}

// Whether the next row is further down than the next line of a paragraph, as most words over each other say:
// a deep letter or a speck at one of them says nothing.
static bool leaves_room(const esc_rows *rows, uint32_t row) {
    enum { MOST = 64 };
    const esc_row *this = &rows->rows[row], *next = this + 1;
    int32_t steps[MOST];
    size_t count = 0;
    for (uint32_t a = this->first_spot; a < this->first_spot + this->spot_count; a++)
        for (uint32_t b = next->first_spot; b < next->first_spot + next->spot_count && count < MOST; b++) {
            const esc_spot *above = &rows->spots[a], *below = &rows->spots[b];
            if (step_down(above, below, &steps[count])) count++;
        }
    if (!count) return true;
    qsort(steps, count, sizeof *steps, esc_rows_by_number);
    return steps[(count - 1) / 2] >= rows->pitch * 5 / 4;
}

// Whether a printed rule ends above each of the row's two sides, as those do on which one signs: what stands
// there belongs to the names above, however much room it was given. A signature above may run over its rule.
static bool is_signed(const search *on, uint32_t row, strip at, const division *by) {
    const esc_row *this = &on->rows->rows[row];
    int32_t unit = on->rows->unit;
    bool left = !by->before, right = !by->behind;
    for (uint32_t i = 0; i < on->rulings->across_count; i++) {
        esc_box rule = on->rulings->across[i];
        if (rule.y < (row ? this[-1].bottom - unit : 0) || rule.y > this->top + unit / 2 || rule.w < 4 * unit)
            continue;
        left |= rule.x + rule.w < at.right;
        right |= rule.x > at.left;
    }
    return left && right;
}

// Whether the row goes on with the run; narrows its strip.
static bool goes_on(const search *on, run *way, uint32_t row, const division *by) {
    const esc_rows *rows = on->rows;
    const esc_row *this = &rows->rows[row], *last = &rows->rows[way->last];
    int32_t step = row > way->first ? this->bottom - rows->rows[row - 1].bottom : 0;
    bool both = by->before && by->behind, apart = step > rows->pitch * 5 / 4;
    if (step > 8 * rows->pitch) return false;
    if (step > 4 * rows->pitch) {
        division first = divide(rows, way->first, way->at);
        if (!is_signed(on, row, way->at, by) || !is_signed(on, way->first, way->at, &first)) return false;
    }
    strip left = narrowed(way->at, by);
    bool on_edge = !both || !way->both || abs(by->begins - way->edge) <= rows->unit / 2;
    if (left.right - left.left < (on_edge ? rows->unit / 2 : rows->unit * 6 / 5)) return false;
    if (both && apart && like_a_blank(rows, row, by) && !goes_through(rows, row, left) &&
        !ruled_down(on, left, row, row))
        return false;
    // Below what stands side by side: text of its own, not the rest of a cell.
    if (by->before && !both && apart && !is_next(rows, row - 1) &&
        this->bottom - last->bottom > rows->pitch * 5 / 4)
        return false;
    way->at = left;
    return true;
}

// Whether a word next to the strip was read as noise: what lies over the text, a stamp, tears holes into it.
static bool is_torn_open(const search *on, uint32_t row, const division *by) {
    static const float noise = 0.5f;
    const esc_row *this = &on->rows->rows[row];
    const esc_spot *spots = on->rows->spots;
    for (uint32_t s = this->first_spot; s < this->first_spot + this->spot_count; s++)
        if ((spots[s].right == by->ends || s == by->first_behind) &&
            on->doc->words[spots[s].word].confidence < noise)
            return true;
    return false;
}

// Follows the strip from the run's first row on. False where fewer rows than the least have words on both
// sides that say so, or these neither begin on one edge nor are centred on one line.
static bool follow(const search *on, run *way) {
    enum { LEAST_ROWS = 3, LEAST_RULED = 2, MORE_THAN_A_STAMP = 8, MOST_ROWS = 400 };
    const esc_rows *rows = on->rows;
    int32_t begins[MOST_ROWS], middles[MOST_ROWS], starts[MOST_ROWS];
    uint32_t row = way->first, blanks = 0, like_blanks = 0; // in rows that the engine took for one; in all
    uint32_t torn_open = 0;
    for (; row < rows->rows_count && row - way->first < MOST_ROWS; row++) {
        division by = divide(rows, row, way->at);
        if (!goes_on(on, way, row, &by)) break;
        if (!by.before || !by.behind) continue;
        bool like = like_a_blank(rows, row, &by);
        like_blanks += like;
        blanks += like && rows->rows[row].pieces == 1;
        torn_open += is_torn_open(on, row, &by);
        if (!way->both) way->edge = by.begins;
        begins[way->both] = by.begins;
        middles[way->both] = (by.begins + rows->rows[row].right) / 2;
        starts[way->both++] = rows->rows[row].left;
        way->last = row;
    }
    if (way->both >= MORE_THAN_A_STAMP) torn_open = 0; // signatures in a table
    // The rest of the last cell.
    while (way->last + 1 < row && is_next(rows, way->last)) way->last++;
    bool ruled = way->both && ruled_down(on, way->at, way->first, way->last);
    if (ruled) { // a ruled table is as high as its rule: text above or below may leave the strip free by
                 // chance
        while (way->last > way->first && !ruled_down(on, way->at, way->last, way->last)) way->last--;
        return way->both >= LEAST_RULED + torn_open && ruled_down(on, way->at, way->first, way->first);
    }
    if (way->both < LEAST_ROWS + torn_open || 3 * blanks > way->both)
        return false; // blanks below each other by chance
    if (3 * like_blanks > 2 * way->both && way->at.right - way->at.left < 2 * rows->unit) return false;
    // Names above offices are centred on one line.
    if (aligned(middles, way->both, rows->unit) * 10 >= way->both * 7) return true;
    return aligned(begins, way->both, rows->unit) * 10 >= way->both * 7 &&
           aligned(starts, way->both, rows->unit) * 2 >= way->both;
}

// The longest run of rows from first on behind one of its gaps.
static bool longest(const search *on, uint32_t first, run *ret) {
    const esc_row *row = &on->rows->rows[first];
    *ret = (run){0};
    for (uint32_t s = row->first_spot + 1; s < row->first_spot + row->spot_count; s++) {
        strip gap = {on->rows->spots[s - 1].right, on->rows->spots[s].left, false};
        if (gap.right - gap.left <= on->rows->unit) continue;
        for (int flush = 0; flush < 2; flush++) {
            run way = {.first = first, .last = first, .at = gap};
            way.at.flush = flush;
            if (follow(on, &way) && way.both > ret->both) *ret = way;
        }
    }
    return ret->both > 0;
}

// Takes in the rows right above that leave less room, but begin on the same edge; not beyond row least. Above
// a ruled table only ruled rows are its own; elsewhere a blank of justified text may end on that edge by
// chance.
static void upwards(const search *on, uint32_t least, run *found) {
    const esc_rows *rows = on->rows;
    bool ruled = ruled_down(on, found->at, found->first, found->last);
    while (found->first > least) {
        uint32_t row = found->first - 1;
        division by = divide(rows, row, found->at);
        strip left = narrowed(found->at, &by);
        if (!by.behind || abs(by.begins - found->edge) > rows->unit / 4) return;
        if (left.right - left.left < rows->unit / 2) return;
        if (rows->rows[row + 1].bottom - rows->rows[row].bottom > rows->pitch * 5 / 4) return;
        if (ruled && !ruled_down(on, left, row, row)) return;
        if (by.before && rows->rows[row].pieces == 1 && like_a_blank(rows, row, &by)) return;
        found->at = left;
        found->first = row;
    }
}

// Whether most of the rows that go on behind the strip do so on its edge.
static bool is_edge(const esc_rows *rows, const esc_table *table, strip at) {
    uint32_t on_edge = 0, behind = 0;
    for (uint32_t r = table->first_row; r < table->first_row + table->row_count; r++) {
        division by = divide(rows, r, at);
        behind += by.behind;
        on_edge += by.behind && by.begins - at.right <= rows->unit;
    }
    return behind >= 2 && 2 * on_edge >= behind;
}

// All strips that run through the table's rows: what no word covers.
static void find_gutters(const search *on, strip main, esc_table *table) {
    const esc_rows *rows = on->rows;
    const esc_row *first = &rows->rows[table->first_row], *last = first + table->row_count - 1;
    const esc_spot *spots = rows->spots + first->first_spot;
    uint32_t count = last->first_spot + last->spot_count - first->first_spot;
    int32_t reach = INT32_MAX, least = rows->unit * 6 / 5;
    for (uint32_t s = 0; s < count; s++)
        if (spots[s].right < reach) reach = spots[s].right;
    while (table->gutter_count < ESC_TABLE_GUTTERS) {
        // As far as words follow each other, then to the next word.
        for (bool grew = true; grew;) {
            grew = false;
            for (uint32_t s = 0; s < count; s++)
                if (spots[s].left <= reach && spots[s].right > reach) reach = spots[s].right, grew = true;
        }
        int32_t next = INT32_MAX, end = reach;
        for (uint32_t s = 0; s < count; s++)
            if (spots[s].left > reach && spots[s].left < next) next = spots[s].left, end = spots[s].right;
        if (next == INT32_MAX) break;
        strip at = {reach, next, false};
        bool is_main = reach <= main.left && next >= main.right;
        bool wide = next - reach >= least ||
                    ruled_down(on, at, table->first_row, table->first_row + table->row_count - 1);
        if (is_main || (wide && is_edge(rows, table, at)))
            table->gutter[table->gutter_count++] = reach + (next - reach) / 2;
        reach = end;
    }
}

// Whether there is hardly more than one word a row before the first gutter: numbers, bullets, labels of a
// list.
static bool is_list(const search *on, const esc_table *table) {
    uint32_t labels = 0, rows = 0;
    strip at = {table->gutter[0], table->gutter[0], false};
    for (uint32_t r = table->first_row; r < table->first_row + table->row_count; r++) {
        division by = divide(on->rows, r, at);
        rows += by.before && by.behind;
        labels += by.before && by.behind && by.first_behind == on->rows->rows[r].first_spot + 1;
    }
    return labels * 3 >= rows * 2 &&
           !ruled_down(on, at, table->first_row, table->first_row + table->row_count - 1);
}

// Whether the engine tore rows of it.
static bool is_in_pieces(const search *on, const esc_table *table) {
    for (uint32_t r = table->first_row; r < table->first_row + table->row_count; r++)
        if (on->rows->rows[r].pieces > 1) return true;
    return false;
}

static bool begins_small(const search *on, uint32_t spot) {
    esc_span raw = on->doc->words[on->rows->spots[spot].word].raw;
    const char *p = esc_doc_text(on->doc, raw);
    return esc_utf8_is_lower(esc_utf8_next(&p, p + raw.len));
}

// What the two sides of the table's first gutter say of how it is to be read.
typedef struct habit {
    uint32_t lines[2], small[2]; // lines on each side; those that go on with a small letter
    bool filled;                 // most lines on each side go to its right edge
    uint32_t both;               // rows with lines on both
    bool top_small;              // the right side's first line goes on in the middle of a sentence
    uint32_t resumed;            // gaps on one side that end where no band begins
} habit;

// Whether most lines on each side of the strip end in the last fifth of its width.
static bool are_filled(const search *on, const esc_table *table, strip at) {
    int32_t left[2] = {INT32_MAX, INT32_MAX}, right[2] = {0, 0};
    uint32_t lines[2] = {0, 0}, full[2] = {0, 0};
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t r = table->first_row; r < table->first_row + table->row_count; r++) {
            const esc_row *row = &on->rows->rows[r];
            division by = divide(on->rows, r, at);
            const int32_t begins[2] = {row->left, by.begins}, ends[2] = {by.ends, row->right};
            const bool there[2] = {by.before, by.behind};
            for (int side = 0; side < 2; side++) {
                if (!there[side]) continue;
                if (!pass && begins[side] < left[side]) left[side] = begins[side];
                if (!pass && ends[side] > right[side]) right[side] = ends[side];
                lines[side] += pass;
                full[side] += pass && 5 * (right[side] - ends[side]) <= right[side] - left[side];
            }
        }
    return 5 * full[0] >= 3 * lines[0] && 5 * full[1] >= 3 * lines[1];
}

static habit habit_of(const search *on, const esc_table *table) {
    const esc_rows *rows = on->rows;
    habit ret = {0};
    strip at = {table->gutter[0], table->gutter[0], false};
    int32_t bottom[2] = {0, 0};
    ret.filled = are_filled(on, table, at);
    for (uint32_t r = table->first_row; r < table->first_row + table->row_count; r++) {
        const esc_row *row = &rows->rows[r];
        division by = divide(rows, r, at);
        const uint32_t firsts[2] = {row->first_spot, by.first_behind};
        const bool there[2] = {by.before, by.behind};
        ret.both += by.before && by.behind;
        for (int side = 0; side < 2; side++) {
            if (!there[side]) continue;
            bool small = begins_small(on, firsts[side]);
            if (side && !ret.lines[1]) ret.top_small = small;
            ret.lines[side]++;
            ret.small[side] += small;
            bool gap = bottom[side] && row->bottom - bottom[side] > rows->pitch * 5 / 4 &&
                       (bottom[side] != row[-1].bottom || leaves_room(rows, r - 1));
            ret.resumed += gap && !table->begins_band[r - table->first_row];
            bottom[side] = row->bottom;
        }
    }
    return ret;
}

// Whether the row, which has words on one side only, is the next line of the cell above.
static bool goes_on_alone(const search *on, const esc_table *table, uint32_t row) {
    strip at = {table->gutter[0], table->gutter[0], false};
    division by = divide(on->rows, table->first_row + row, at);
    return !(by.before && by.behind) && is_next(on->rows, table->first_row + row - 1);
}

// Marks where bands begin: below rules or, where there are none, below more room than usual. Gives how many
// begin behind the first, and whether they are ruled.
static uint32_t find_bands(const search *on, esc_table *table, bool *ret_ruled) {
    const esc_row *rows = on->rows->rows + table->first_row;
    int32_t left = INT32_MAX, right = 0;
    for (uint32_t r = 0; r < table->row_count; r++) {
        if (rows[r].left < left) left = rows[r].left;
        if (rows[r].right > right) right = rows[r].right;
    }
    uint32_t bands = 0;
    for (uint32_t r = 1; r < table->row_count; r++)
        bands += table->begins_band[r] = ruled_across(on, table->first_row + r, left, right);
    *ret_ruled = bands > 0;
    for (uint32_t r = 1; r < table->row_count && !*ret_ruled; r++)
        bands += table->begins_band[r] = rows[r].bottom - rows[r - 1].bottom > on->rows->pitch * 5 / 4 &&
                                         leaves_room(on->rows, table->first_row + r - 1) &&
                                         !goes_on_alone(on, table, r);
    table->begins_band[0] = true;
    return bands;
}

static bool is_label(const search *on, const division *by) {
    esc_span raw = on->doc->words[on->rows->spots[by->first_behind - 1].word].raw;
    return raw.len && esc_doc_text(on->doc, raw)[raw.len - 1] == ':';
}

// Whether the rows of a band are entries that fill one row each: nearly all have something on both sides of
// the first gutter, and either labels with a colon stand before it, or so many rows begin anew on both sides
// that these can be no cells of several lines, and no names over their offices.
static bool are_entries(const search *on, const esc_table *table, uint32_t first, uint32_t count) {
    enum { LEAST_LABELLED = 2, LEAST_ROWS = 4 };
    uint32_t both = 0, labels = 0, small[2] = {0, 0};
    strip at = {table->gutter[0], table->gutter[0], false};
    for (uint32_t r = table->first_row + first; r < table->first_row + first + count; r++) {
        division by = divide(on->rows, r, at);
        if (by.before) small[0] += begins_small(on, on->rows->rows[r].first_spot);
        if (by.behind) small[1] += begins_small(on, by.first_behind);
        if (!by.before || !by.behind) continue;
        both++;
        labels += is_label(on, &by);
    }
    if (5 * both < 4 * count) return false;
    if (count >= LEAST_LABELLED && 3 * labels >= 2 * both) return true;
    return count >= LEAST_ROWS && 6 * small[0] <= count && 6 * small[1] <= count;
}

// Whether every column of the table has a word in the row.
static bool is_full(const esc_rows *rows, const esc_table *table, uint32_t row) {
    const esc_row *this = &rows->rows[row];
    uint32_t found = 0;
    for (uint32_t column = 0; column <= table->gutter_count; column++) {
        int32_t left = column ? table->gutter[column - 1] : INT32_MIN;
        int32_t right = column < table->gutter_count ? table->gutter[column] : INT32_MAX;
        uint32_t s = this->first_spot, end = s + this->spot_count;
        for (; s < end; s++) {
            int32_t middle = rows->spots[s].left + (rows->spots[s].right - rows->spots[s].left) / 2;
            if (middle >= left && middle < right) break;
        }
        found += s < end;
    }
    return found == table->gutter_count + 1;
}

// Whether the band is made of entries whose cells have a line or several, and no room between them: each
// begins in a row that has something in every column, and with a capital; the rows that go on leave a column
// free.
static bool are_tall_entries(const search *on, const esc_table *table, uint32_t first, uint32_t count) {
    enum { LEAST_OF_TWO = 4, LEAST_OF_MORE = 3 };
    uint32_t begun = 0, small = 0;
    const strip at = {table->gutter[0], table->gutter[0], false};
    for (uint32_t r = table->first_row + first; r < table->first_row + first + count; r++) {
        if (!is_full(on->rows, table, r)) continue;
        begun++;
        small += begins_small(on, on->rows->rows[r].first_spot);
        // two columns of running text, in one of which capitals begin the lines by chance
        if (table->gutter_count == 1) small += begins_small(on, divide(on->rows, r, at).first_behind);
    }
    return is_full(on->rows, table, table->first_row + first) && begun < count && 6 * small <= begun &&
           begun >= (table->gutter_count > 1 ? LEAST_OF_MORE : LEAST_OF_TWO);
}

// Makes a band of each entry. The table is read by rows where nothing else is in it but single rows.
// True where some have cells of several lines.
static bool part_entries(const search *on, esc_table *table) {
    bool any = false, only = true, any_tall = false;
    for (uint32_t first = 0, end; first < table->row_count; first = end) {
        for (end = first + 1; end < table->row_count && !table->begins_band[end];) end++;
        if (end == first + 1) continue;
        bool entries = are_entries(on, table, first, end - first);
        bool tall = !entries && are_tall_entries(on, table, first, end - first);
        for (uint32_t r = first; (entries || tall) && r < end; r++)
            table->begins_band[r] |= entries || is_full(on->rows, table, table->first_row + r);
        any |= entries;
        any_tall |= tall;
        only &= entries;
    }
    table->by_row = any && only;
    return any_tall;
}

// Decides how the table is to be read; false: line by line, as it stands.
static bool cell_by_cell(const search *on, strip main, esc_table *table) {
    find_gutters(on, main, table);
    if (table->gutter_count && is_list(on, table)) {
        memmove(table->gutter, table->gutter + 1, --table->gutter_count * sizeof *table->gutter);
        table->by_row = !table->gutter_count && is_in_pieces(on, table);
        if (table->by_row) return true;
    }
    if (!table->gutter_count) return false;
    bool ruled;
    uint32_t bands = find_bands(on, table, &ruled);
    habit said = habit_of(on, table);
    bool prose = 3 * said.small[0] >= said.lines[0] && 3 * said.small[1] >= said.lines[1];
    // Lines full of names begin with capitals, but fill their column.
    bool full_of_names =
        !bands && said.filled && 6 * (said.small[0] + said.small[1]) >= said.lines[0] + said.lines[1];
    // Cells of a table differ in height; paragraphs that end beside each other by chance leave no room.
    bool full = table->row_count >= 8 && said.both * 5 >= table->row_count * 4;
    bool columns = prose && (said.top_small || full || !bands || 2 * said.resumed >= bands);
    if (!ruled && (columns || full_of_names)) {
        memset(table->begins_band + 1, 0, (table->row_count - 1) * sizeof(bool));
        return true;
    }
    if (!ruled && part_entries(on, table)) bands++;
    if (table->by_row) return is_in_pieces(on, table);
    if (bands) return true;
    // One band of two cells of different height on either side of a printed rule.
    return 5 * said.both < 4 * table->row_count &&
           ruled_down(on, main, table->first_row, table->first_row + table->row_count - 1);
}

void esc_tables_find(const esc_doc *doc, const esc_rows *rows, const esc_rulings *rulings, esc_tables *ret) {
    *ret = (esc_tables){0};
    const search on = {doc, rows, rulings};
    uint32_t done = 0;
    for (uint32_t row = 0; row < rows->rows_count; row++) {
        run found;
        if (!longest(&on, row, &found)) continue;
        upwards(&on, done, &found);
        done = found.last + 1;
        uint32_t count = found.last - found.first + 1;
        esc_table table = {
            .first_row = found.first, .row_count = count, .begins_band = esc_alloc_zero(count, sizeof(bool))};
        if (cell_by_cell(&on, found.at, &table))
            *ESC_GROW(ret, tables, 1) = table;
        else
            free(table.begins_band);
        row = found.last;
    }
}

void esc_tables_free(esc_tables *tables) {
    for (uint32_t i = 0; i < tables->tables_count; i++) free(tables->tables[i].begins_band);
    free(tables->tables);
    *tables = (esc_tables){0};
}
