// SPDX-License-Identifier: GPL-3.0-or-later
// How far the data of a fax go (ITU-T T.4 and T.6, as TIFF and PDF have them). Decoders hand out what they
// could read and leave the rest of the page white, without a word; the rows have to be followed to know.
#include <stdlib.h>

#include "base/mem.h"
#include "image/image.h"

enum {
    SHORT_RUNS = 64, // 0…63, each with a code of its own
    RUNS = 91,       // and the multiples of 64 up to 1728
    LONG_RUNS = 13,  // and up to 2560, in either colour
    CODE_BITS = 13,  // of the longest code
    NO_RUN = 0xFFFF,
    MARK_ZEROS = 11, // before the one of a mark between rows
    ENDS = 4         // a row's changes are followed by its end, so often
};

static const char *const white_codes[RUNS] = {
    "00110101",  "000111",    "0111",      "1000",      "1011",      "1100",      "1110",      "1111",
    "10011",     "10100",     "00111",     "01000",     "001000",    "000011",    "110100",    "110101",
    "101010",    "101011",    "0100111",   "0001100",   "0001000",   "0010111",   "0000011",   "0000100",
    "0101000",   "0101011",   "0010011",   "0100100",   "0011000",   "00000010",  "00000011",  "00011010",
    "00011011",  "00010010",  "00010011",  "00010100",  "00010101",  "00010110",  "00010111",  "00101000",
    "00101001",  "00101010",  "00101011",  "00101100",  "00101101",  "00000100",  "00000101",  "00001010",
    "00001011",  "01010010",  "01010011",  "01010100",  "01010101",  "00100100",  "00100101",  "01011000",
    "01011001",  "01011010",  "01011011",  "01001010",  "01001011",  "00110010",  "00110011",  "00110100",
    "11011",     "10010",     "010111",    "0110111",   "00110110",  "00110111",  "01100100",  "01100101",
    "01101000",  "01100111",  "011001100", "011001101", "011010010", "011010011", "011010100", "011010101",
    "011010110", "011010111", "011011000", "011011001", "011011010", "011011011", "010011000", "010011001",
    "010011010", "011000",    "010011011",
};
static const char *const black_codes[RUNS] = {
    "0000110111",
    "010",
    "11",
    "10",
    "011",
    "0011",
    "0010",
    "00011",
    "000101",
    "000100",
    "0000100",
    "0000101",
    "0000111",
    "00000100",
    "00000111",
    "000011000",
    "0000010111",
    "0000011000",
    "0000001000",
    "00001100111",
    "00001101000",
    "00001101100",
    "00000110111",
    "00000101000",
    "00000010111",
    "00000011000",
    "000011001010",
    "000011001011",
    "000011001100",
    "000011001101",
    "000001101000",
    "000001101001",
    "000001101010",
    "000001101011",
    "000011010010",
    "000011010011",
    "000011010100",
    "000011010101",
    "000011010110",
    "000011010111",
    "000001101100",
    "000001101101",
    "000011011010",
    "000011011011",
    "000001010100",
    "000001010101",
    "000001010110",
    "000001010111",
    "000001100100",
    "000001100101",
    "000001010010",
    "000001010011",
    "000000100100",
    "000000110111",
    "000000111000",
    "000000100111",
    "000000101000",
    "000001011000",
    "000001011001",
    "000000101011",
    "000000101100",
    "000001011010",
    "000001100110",
    "000001100111",
    "0000001111",
    "000011001000",
    "000011001001",
    "000001011011",
    "000000110011",
    "000000110100",
    "000000110101",
    "0000001101100",
    "0000001101101",
    "0000001001010",
    "0000001001011",
    "0000001001100",
    "0000001001101",
    "0000001110010",
    "0000001110011",
    "0000001110100",
    "0000001110101",
    "0000001110110",
    "0000001110111",
    "0000001010010",
    "0000001010011",
    "0000001010100",
    "0000001010101",
    "0000001011010",
    "0000001011011",
    "0000001100100",
    "0000001100101",
};
static const char *const long_codes[LONG_RUNS] = {
    "00000001000",  "00000001100",  "00000001101",  "000000010010", "000000010011",
    "000000010100", "000000010101", "000000010110", "000000010111", "000000011100",
    "000000011101", "000000011110", "000000011111",
};

// What the next 13 bits begin with: a run and the bits of its code.
typedef struct run_table {
    uint16_t run[1 << CODE_BITS];
    uint8_t bits[1 << CODE_BITS];
} run_table;

typedef struct fax {
    const uint8_t *bytes;
    uint64_t at, bits; // of bytes: the next one, and how many there are
    int32_t columns;
    int32_t *above, *here; // where the colour changes in a row: white to black first; columns at its end
    int32_t changes;       // in the row that is being read
    run_table runs[2];     // of white and of black
} fax;

static void add_code(run_table *table, const char *code, uint16_t run) {
    uint32_t value = 0, bits = 0;
    for (; code[bits]; bits++) value = value << 1 | (code[bits] == '1');
    uint32_t first = value << (CODE_BITS - bits), count = 1u << (CODE_BITS - bits);
    for (uint32_t i = first; i < first + count; i++) {
        table->run[i] = run;
        table->bits[i] = (uint8_t)bits;
    }
}

static void make_table(run_table *table, const char *const codes[RUNS]) {
    for (uint32_t i = 0; i < 1 << CODE_BITS; i++) table->run[i] = NO_RUN;
    for (int i = 0; i < RUNS; i++)
        add_code(table, codes[i], (uint16_t)(i < SHORT_RUNS ? i : (i - SHORT_RUNS + 1) * SHORT_RUNS));
    for (int i = 0; i < LONG_RUNS; i++)
        add_code(table, long_codes[i], (uint16_t)((RUNS - SHORT_RUNS + 1 + i) * SHORT_RUNS));
}

// The next count (at most 24) bits; zeros behind the end.
static uint32_t peek(const fax *in, uint32_t count) {
    uint64_t byte = in->at / 8, end = in->bits / 8;
    uint32_t window = 0;
    for (int i = 0; i < 4; i++, byte++) window = window << 8 | (byte < end ? in->bytes[byte] : 0);
    return window << (in->at % 8) >> (32 - count);
}

// A run of one colour: any number of multiples of 64, and the rest. -1 where there is none.
static int32_t read_run(fax *in, int colour) {
    int32_t sum = 0;
    for (;;) {
        uint32_t next = peek(in, CODE_BITS);
        int32_t run = in->runs[colour].run[next];
        if (run == NO_RUN || in->at >= in->bits || sum > in->columns) return -1;
        in->at += in->runs[colour].bits[next];
        sum += run;
        if (run < SHORT_RUNS) return sum;
    }
}

static bool change_at(fax *in, int64_t column) {
    if (column > in->columns || in->changes > in->columns) return false;
    if (in->changes && column < in->here[in->changes - 1]) return false;
    in->here[in->changes++] = (int32_t)column;
    return true;
}

static bool row_by_runs(fax *in) {
    for (int64_t at = 0; at < in->columns;) {
        int32_t run = read_run(in, in->changes & 1);
        if (run < 0 || !change_at(in, at += run)) return false;
    }
    return true;
}

// The first change of the row above to the right of at that begins the other colour.
static int32_t find_above(const fax *in, int32_t at, int32_t *from) {
    enum { STEPS_BACK = 4 }; // a change may lie three columns left of the one above
    int32_t i = *from > STEPS_BACK ? *from - STEPS_BACK : 0;
    if ((i ^ in->changes) & 1) i++;
    while (in->above[i] <= at && in->above[i] < in->columns) i += 2;
    *from = i;
    return i;
}

// A row told by how it differs from the one above.
static bool row_by_changes(fax *in) {
    static const struct {
        uint8_t bits, code;
        int8_t shift;
    } vertical[] = {{1, 1, 0}, {3, 3, 1}, {3, 2, -1}, {6, 3, 2}, {6, 2, -2}, {7, 3, 3}, {7, 2, -3}};
    int32_t at = -1, from = 0; // one left of the row
    while (at < in->columns) {
        if (in->at >= in->bits) return false;
        int32_t above = find_above(in, at, &from);
        uint32_t next = peek(in, 7);
        if (next >> 4 == 1) { // two runs
            int64_t sum = at < 0 ? 0 : at;
            in->at += 3;
            for (int i = 0; i < 2; i++) {
                int32_t run = read_run(in, in->changes & 1);
                if (run < 0 || !change_at(in, sum += run)) return false;
            }
            at = (int32_t)sum;
        } else if (next >> 3 == 1) { // what is above passes by
            in->at += 4;
            at = in->above[above] < in->columns ? in->above[above + 1] : in->columns;
        } else {
            size_t i = 0;
            while (i < sizeof vertical / sizeof *vertical &&
                   next >> (7 - vertical[i].bits) != vertical[i].code)
                i++;
            if (i == sizeof vertical / sizeof *vertical) return false;
            in->at += vertical[i].bits;
            at = in->above[above] + vertical[i].shift;
            if (at < 0 || !change_at(in, at)) return false;
        }
    }
    return true;
}

// Goes behind the marks between rows (eleven zeros and more, and a one); gives how many there were.
static int skip_marks(fax *in) {
    int marks = 0;
    for (;;) {
        uint64_t at = in->at;
        while (at < in->bits && !(in->bytes[at / 8] >> (7 - at % 8) & 1)) at++;
        if (at - in->at < MARK_ZEROS || at >= in->bits) return marks;
        in->at = at + 1;
        marks++;
    }
}

// Goes to the next mark between rows.
static bool find_mark(fax *in) {
    uint64_t zeros = 0;
    for (uint64_t at = in->at; at < in->bits; at++) {
        bool one = in->bytes[at / 8] >> (7 - at % 8) & 1;
        if (one && zeros >= MARK_ZEROS) {
            in->at = at - MARK_ZEROS;
            return true;
        }
        zeros = one ? 0 : zeros + 1;
    }
    return false;
}

static bool read_row(fax *in, const esc_fax *as) {
    int marks = as->k < 0 ? 0 : skip_marks(in);
    if (as->byte_align && !marks) in->at = (in->at + 7) / 8 * 8;
    bool by_runs = as->k == 0;
    if (as->k > 0) by_runs = peek(in, 1), in->at++;
    in->changes = 0;
    if (!(by_runs ? row_by_runs(in) : row_by_changes(in))) return false;
    for (int i = 0; i < ENDS; i++) in->here[in->changes + i] = in->columns;
    int32_t *above = in->above;
    in->above = in->here;
    in->here = above;
    return true;
}

int32_t esc_fax_rows(const void *bytes, size_t len, const esc_fax *as, int32_t most) {
    enum { WIDEST = 1 << 20 };
    if (as->columns < 1 || as->columns > WIDEST) return 0;
    fax *in = esc_alloc_zero(1, sizeof *in);
    *in = (fax){.bytes = bytes, .bits = (uint64_t)len * 8, .columns = as->columns};
    in->above = esc_alloc_zero((size_t)as->columns + 2 * ENDS, sizeof *in->above);
    in->here = esc_alloc_zero((size_t)as->columns + 2 * ENDS, sizeof *in->here);
    for (int i = 0; i < ENDS; i++) in->above[i] = as->columns;
    make_table(&in->runs[0], white_codes);
    make_table(&in->runs[1], black_codes);
    int32_t rows = 0;
    // Of group 3, a row that makes no sense costs no more than itself.
    while (rows < most && (read_row(in, as) || (as->k >= 0 && find_mark(in)))) rows++;
    free(in->above);
    free(in->here);
    free(in);
    return rows;
}
