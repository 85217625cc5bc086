// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor reads no document. What it looks at here are the first bytes, the last ones, and in TIFF,
// JPEG 2000 and PNM the way from one part of the file to the next, each checked against the file's size.
#include "daemon/whole.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEAD = 4096,       // where a root element begins
    LATEST_PDF = 1024, // within the first so many bytes a PDF begins
    TAIL = 4096,       // some writers add a few bytes of their own, or fill a block
    PNM_HEAD = 1024,
    WINDOW = 4096,
    READ_STEPS = 500,
    MAX_STEPS = 20000 * READ_STEPS, // a file that takes more cannot be told
};

// A piece of the file, so that its numbers are not read one by one.
typedef struct window {
    uint64_t at;
    size_t len;
    unsigned char bytes[WINDOW];
} window;

typedef struct look {
    int fd;
    uint64_t size;
    unsigned char head[HEAD], tail[TAIL];
    size_t head_len, tail_len;
    int steps;                          // numbers and, far dearer, reads so far
    window directory, offsets, lengths; // TIFF
} look;

static bool read_at(look *l, uint64_t at, void *bytes, size_t len) {
    if ((l->steps += READ_STEPS) > MAX_STEPS) return false;
    return at <= l->size && len <= l->size - at && pread(l->fd, bytes, len, (off_t)at) == (ssize_t)len;
}

static bool begins(const look *l, const char *magic, size_t len) {
    return l->head_len >= len && !memcmp(l->head, magic, len);
}

static bool ends_with(const look *l, const char *mark, size_t len) {
    return memmem(l->tail, l->tail_len, mark, len);
}

static uint64_t number(const unsigned char *bytes, size_t len, bool big_endian) {
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++) value = value << 8 | bytes[big_endian ? i : len - 1 - i];
    return value;
}

// ---- TIFF ----

typedef struct tiff {
    look *l;
    bool big_endian;
    size_t offset_len, count_len, entry_len;
} tiff;

// The values of an entry, wherever they lie; a size of 0 where there are none.
typedef struct values {
    uint64_t at, count;
    size_t size;
} values;

static bool number_at(const tiff *t, window *w, uint64_t at, size_t len, uint64_t *ret) {
    uint64_t size = t->l->size;
    if (++t->l->steps > MAX_STEPS) return false;
    if (at > size || len > size - at) return false;
    if (at < w->at || at - w->at > w->len || len > w->len - (at - w->at)) {
        w->at = at;
        w->len = size - at < WINDOW ? (size_t)(size - at) : WINDOW;
        if (!read_at(t->l, at, w->bytes, w->len)) return w->len = 0, false;
    }
    *ret = number(w->bytes + (at - w->at), len, t->big_endian);
    return true;
}

// False where it, or what it holds, lies beyond the file's end.
static bool entry_at(const tiff *t, uint64_t at, uint64_t *ret_tag, values *ret) {
    static const unsigned char sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    window *w = &t->l->directory;
    uint64_t type;
    if (!number_at(t, w, at, 2, ret_tag) || !number_at(t, w, at + 2, 2, &type) ||
        !number_at(t, w, at + 4, t->offset_len, &ret->count))
        return false;
    ret->size = type < sizeof sizes ? sizes[type] : 0;
    if (!ret->size) return true; // no type of TIFF's: not for us to judge
    ret->at = at + 4 + t->offset_len;
    if (ret->count > t->offset_len / ret->size && !number_at(t, w, ret->at, t->offset_len, &ret->at))
        return false; // they fit into the entry, or lie there
    return ret->at <= t->l->size && ret->count <= (t->l->size - ret->at) / ret->size;
}

// Strips or tiles: each has to end within the file.
static bool pixels_inside(const tiff *t, const values *offsets, const values *lengths) {
    look *l = t->l;
    for (uint64_t i = 0; offsets->size && i < offsets->count; i++) {
        uint64_t at, len = 1;
        if (!number_at(t, &l->offsets, offsets->at + i * offsets->size, offsets->size, &at)) return false;
        if (lengths->size && i < lengths->count &&
            !number_at(t, &l->lengths, lengths->at + i * lengths->size, lengths->size, &len))
            return false;
        if (at > l->size || len > l->size - at) return false;
    }
    return true;
}

static bool directory_at(const tiff *t, uint64_t at, uint64_t *ret_next) {
    enum { STRIPS = 0x111, STRIP_BYTES = 0x117, TILES = 0x144, TILE_BYTES = 0x145 };
    uint64_t entries;
    if (!number_at(t, &t->l->directory, at, t->count_len, &entries)) return false;
    if (entries > t->l->size / t->entry_len) return false;
    at += t->count_len;
    values strips = {0}, strip_bytes = {0}, tiles = {0}, tile_bytes = {0};
    for (uint64_t i = 0; i < entries; i++, at += t->entry_len) {
        uint64_t tag;
        values found;
        if (!entry_at(t, at, &tag, &found)) return false;
        if (tag == STRIPS) strips = found;
        if (tag == STRIP_BYTES) strip_bytes = found;
        if (tag == TILES) tiles = found;
        if (tag == TILE_BYTES) tile_bytes = found;
    }
    return number_at(t, &t->l->directory, at, t->offset_len, ret_next) &&
           pixels_inside(t, &strips, &strip_bytes) && pixels_inside(t, &tiles, &tile_bytes);
}

// The chain of its directories. Most writers put the last one at the end; others put each before its pixels.
static bool whole_tiff(look *l, bool big_endian) {
    bool big = number(l->head + 2, 2, big_endian) == 43;
    const tiff t = {l, big_endian, big ? 8 : 4, big ? 8 : 2, big ? 20 : 12};
    if (l->head_len < 16) return false;
    uint64_t at = number(l->head + (big ? 8 : 4), t.offset_len, big_endian);
    if (!at) return false; // filled in last
    uint64_t seen = 0;     // an earlier one's place: coming back to it means a circle
    for (unsigned links = 0; at && at != seen; links++) {
        if (!(links & (links - 1))) seen = at;
        if (!directory_at(&t, at, &at)) return false;
    }
    return true;
}

// ---- JPEG 2000 ----

// A row of boxes; the last one may go on to the end of the file, wherever that is.
static bool whole_boxes(look *l) {
    bool pixels = false;
    for (uint64_t at = 0; at < l->size;) {
        unsigned char bytes[16];
        if (!read_at(l, at, bytes, 8)) return false;
        pixels |= !memcmp(bytes + 4, "jp2c", 4);
        uint64_t len = number(bytes, 4, true);
        if (!len) return ends_with(l, "\xff\xd9", 2);
        if (len == 1) {
            if (!read_at(l, at, bytes, 16)) return false;
            len = number(bytes + 8, 8, true);
        }
        if (len < 8 || len > l->size - at) return false;
        at += len;
    }
    return pixels;
}

// ---- PNM ----

typedef enum header { NO_HEADER, CUT_HEADER, WHOLE_HEADER } header;

typedef struct pnm {
    const unsigned char *bytes;
    size_t len, at;
    bool cut; // more was asked for than there is
} pnm;

static bool is_blank(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static void skip_blanks(pnm *p) {
    for (bool comment = false; p->at < p->len; p->at++) {
        unsigned char c = p->bytes[p->at];
        if (comment)
            comment = c != '\n' && c != '\r';
        else if (c == '#')
            comment = true;
        else if (!is_blank(c))
            return;
    }
    p->cut = true;
}

// 0 where there is none, or it is none that a picture has.
static uint64_t measure(pnm *p) {
    enum { MOST = 1000000000 };
    uint64_t value = 0;
    skip_blanks(p);
    for (; p->at < p->len && p->bytes[p->at] >= '0' && p->bytes[p->at] <= '9'; p->at++)
        if ((value = value * 10 + p->bytes[p->at] - '0') > MOST) return 0;
    if (p->at == p->len) p->cut = true; // it may go on
    return value;
}

static void pam_measures(pnm *p, uint64_t measures[4]) {
    static const char *const names[] = {"WIDTH", "HEIGHT", "DEPTH", "MAXVAL"};
    for (;;) {
        skip_blanks(p);
        const unsigned char *word = p->bytes + p->at;
        size_t len = 0;
        while (p->at < p->len && !is_blank(p->bytes[p->at])) len++, p->at++;
        if (p->at == p->len) p->cut = true;
        if (p->cut || (len == 6 && !memcmp(word, "ENDHDR", len))) return;
        int which = 0;
        while (which < 4 && (len != strlen(names[which]) || memcmp(word, names[which], len))) which++;
        if (which < 4)
            measures[which] = measure(p);
        else
            while (p->at < p->len && p->bytes[p->at] != '\n') p->at++;
    }
}

// *ret_raster: as many bytes as its pixels take, behind p->at. Plain ones are as long as their numbers.
static header read_header(pnm *p, uint64_t *ret_raster) {
    if (p->len < 3 || p->bytes[0] != 'P' || !is_blank(p->bytes[2])) return NO_HEADER;
    char kind = (char)p->bytes[1];
    if (kind < '4' || kind > '7' || (kind == '7' && p->bytes[2] != '\n')) return NO_HEADER;
    p->at = 2;
    uint64_t measures[4] = {0, 0, kind == '6' ? 3 : 1, 1}; // width, height, samples, most
    if (kind == '7') {
        pam_measures(p, measures);
    } else {
        for (int i = 0; i < 2; i++)
            if (!(measures[i] = measure(p)) && !p->cut) return NO_HEADER;
        if (kind != '4') measures[3] = measure(p);
    }
    if (p->cut) return CUT_HEADER;
    p->at++; // one blank
    if (!measures[0] || !measures[1] || measures[2] - 1 > 3 || measures[3] - 1 > 65534) return NO_HEADER;
    uint64_t row =
        kind == '4' ? (measures[0] + 7) / 8 : measures[0] * measures[2] * (measures[3] > 255 ? 2 : 1);
    *ret_raster = row * measures[1];
    return WHOLE_HEADER;
}

// One image after the other; what follows the last one and is none does no harm.
static bool whole_pnm(look *l) {
    for (uint64_t at = 0; at < l->size;) {
        unsigned char bytes[PNM_HEAD];
        pnm p = {.bytes = bytes, .len = l->size - at < PNM_HEAD ? (size_t)(l->size - at) : PNM_HEAD};
        if (!read_at(l, at, bytes, p.len)) return false;
        size_t blanks = 0;
        while (at && blanks < p.len && is_blank(bytes[blanks])) blanks++;
        p.bytes += blanks;
        p.len -= blanks;
        uint64_t raster = 0;
        header found = read_header(&p, &raster);
        if (found == CUT_HEADER) return at + blanks + p.len < l->size; // too long for us
        if (found == NO_HEADER) return true;
        at += blanks + p.at;
        if (raster > l->size - at) return false;
        at += raster;
    }
    return true;
}

// ---- XML, HTML ----

// Text in small letters, without the zero bytes of UTF-16.
static void small_letters(const unsigned char *bytes, size_t len, char *ret) {
    for (size_t i = 0; i < len; i++)
        if (bytes[i]) *ret++ = (char)(bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 'a' - 'A' : bytes[i]);
    *ret = 0;
}

// The name of an element, at text, without its prefix.
static const char *local_name(const char *text, size_t *ret_len) {
    *ret_len = strcspn(text, " \t\r\n/<>");
    const char *colon = memchr(text, ':', *ret_len);
    if (!colon) return text;
    *ret_len -= (size_t)(colon + 1 - text);
    return colon + 1;
}

// The first element's name, behind declarations and comments; NULL where none begins.
static const char *root_name(const char *text, size_t *ret_len) {
    while ((text = strchr(text, '<')) && (text[1] == '?' || text[1] == '!')) {
        const char *end = strncmp(text, "<!--", 4) ? ">" : "-->";
        if (!(text = strstr(text, end))) return NULL;
    }
    return text ? local_name(text + 1, ret_len) : NULL;
}

static bool is_closed(const look *l, const char *root, size_t root_len) {
    char tail[TAIL + 1];
    small_letters(l->tail, l->tail_len, tail);
    for (const char *p = tail; (p = strstr(p, "</"));) {
        size_t len;
        p = local_name(p + 2, &len);
        if (len == root_len && !memcmp(p, root, len) && p[len + strspn(p + len, " \t\r\n")] == '>')
            return true;
    }
    return false;
}

// What is no markup is whole.
static bool whole_markup(const look *l) {
    char head[HEAD + 1];
    small_letters(l->head, l->head_len, head);
    const char *text = head + strspn(head, " \t\r\n\xEF\xBB\xBF\xFE\xFF");
    if (*text != '<') return true;
    bool declared = !strncmp(text, "<?xml", 5) || !strncmp(text, "<!doctype", 9);
    size_t len = 0;
    const char *root = root_name(text, &len);
    if (!root || !root[len]) return !declared || l->head_len < l->size; // it begins too late for us
    if (!declared && !(len == 4 && (!memcmp(root, "alto", 4) || !memcmp(root, "html", 4)))) return true;
    const char *end = strchr(root, '>');
    return (end && end[-1] == '/') || is_closed(l, root, len);
}

// ---- all of them ----

static const char *lacks(look *l) {
    if (begins(l, "\x89PNG\r\n\x1a\n", 8)) return ends_with(l, "IEND\xae\x42\x60\x82", 8) ? NULL : "IEND";
    if (begins(l, "\xff\xd8\xff", 3)) return ends_with(l, "\xff\xd9", 2) ? NULL : "its end mark (EOI)";
    bool little = begins(l, "II*\0", 4) || begins(l, "II+\0", 4);
    if (little || begins(l, "MM\0*", 4) || begins(l, "MM\0+", 4))
        return whole_tiff(l, !little) ? NULL : "a directory or the pixels of a page";
    if (begins(l, "\0\0\0\x0cjP  ", 8)) return whole_boxes(l) ? NULL : "the end of a box";
    if (begins(l, "\xff\x4f\xff\x51", 4)) return ends_with(l, "\xff\xd9", 2) ? NULL : "its end mark (EOC)";
    if (begins(l, "RIFF", 4) && l->head_len >= 12 && !memcmp(l->head + 8, "WEBP", 4))
        return number(l->head + 4, 4, false) <= l->size - 8 ? NULL : "the end of its data";
    if (begins(l, "P", 1) && l->head_len > 2 && is_blank(l->head[2]))
        return whole_pnm(l) ? NULL : "the pixels of a page";
    if (memmem(l->head, l->head_len < LATEST_PDF ? l->head_len : LATEST_PDF, "%PDF-", 5))
        return ends_with(l, "%%EOF", 5) && ends_with(l, "startxref", 9) ? NULL : "startxref and %%EOF";
    return whole_markup(l) ? NULL : "the end of its root element";
}

const char *esc_whole_lacks(int fd) {
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode)) return NULL;
    look l;
    l.fd = fd;
    l.size = (uint64_t)st.st_size;
    l.steps = 0;
    l.directory.len = l.offsets.len = l.lengths.len = 0;
    l.directory.at = l.offsets.at = l.lengths.at = 0;
    l.head_len = l.size < HEAD ? (size_t)l.size : HEAD;
    l.tail_len = l.size < TAIL ? (size_t)l.size : TAIL;
    if (!read_at(&l, 0, l.head, l.head_len) || !read_at(&l, l.size - l.tail_len, l.tail, l.tail_len))
        return NULL;
    const char *what = lacks(&l);
    return l.steps > MAX_STEPS ? NULL : what;
}
