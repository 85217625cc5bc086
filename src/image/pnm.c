// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/pnm.h"

#include <string.h>

#include <leptonica/allheaders.h>

#include "base/limits.h"

enum { MOST_SAMPLES = 4, MOST_VALUE = 65535, MOST_NUMBER = 1000000000 };

static int cut_short(esc_err *err) {
    return esc_fail(err, ESC_FORMAT, ESC_WHY_TRUNCATED, "%s ends too early", "PNM");
}

static bool is_blank(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static void skip_blanks(const esc_pnm *pnm, size_t *at) {
    for (bool comment = false; *at < pnm->len; ++*at) {
        uint8_t c = pnm->bytes[*at];
        if (comment)
            comment = c != '\n' && c != '\r';
        else if (c == '#')
            comment = true;
        else if (!is_blank(c))
            return;
    }
}

// The number at *at, behind blanks and comments; -1 where there is none, or it is too large.
static int64_t read_number(const esc_pnm *pnm, size_t *at) {
    skip_blanks(pnm, at);
    int64_t value = -1;
    for (; *at < pnm->len && pnm->bytes[*at] >= '0' && pnm->bytes[*at] <= '9'; ++*at) {
        value = (value < 0 ? 0 : value) * 10 + (pnm->bytes[*at] - '0');
        if (value > MOST_NUMBER) return -1;
    }
    return value;
}

static bool is_word(const esc_pnm *pnm, size_t at, const char *word) {
    size_t len = strlen(word);
    return pnm->len - at > len && !memcmp(pnm->bytes + at, word, len) && is_blank(pnm->bytes[at + len]);
}

// The head of a PAM: a line for each of its measures, in any order.
static bool read_pam_head(esc_pnm *pnm, int64_t measures[4]) {
    static const char *const names[4] = {"WIDTH", "HEIGHT", "DEPTH", "MAXVAL"};
    for (size_t at = pnm->at;;) {
        skip_blanks(pnm, &at);
        if (is_word(pnm, at, "ENDHDR")) {
            pnm->at = at + strlen("ENDHDR") + 1;
            return true;
        }
        int which = 0;
        while (which < 4 && !is_word(pnm, at, names[which])) which++;
        if (which < 4) {
            at += strlen(names[which]);
            measures[which] = read_number(pnm, &at);
            continue;
        }
        const uint8_t *end = at < pnm->len ? memchr(pnm->bytes + at, '\n', pnm->len - at) : NULL;
        if (!end) return false;
        at = (size_t)(end - pnm->bytes);
    }
}

static bool read_head(esc_pnm *pnm) {
    if (pnm->len - pnm->at < 3 || pnm->bytes[pnm->at] != 'P' || !is_blank(pnm->bytes[pnm->at + 2]))
        return false;
    pnm->kind = (char)pnm->bytes[pnm->at + 1];
    if (pnm->kind < '1' || pnm->kind > '7') return false;
    pnm->at += 2;
    bool bits = pnm->kind == '1' || pnm->kind == '4', colours = pnm->kind == '3' || pnm->kind == '6';
    int64_t measures[4] = {-1, -1, colours ? 3 : 1, 1}; // width, height, samples, most
    if (pnm->kind == '7') {
        if (!read_pam_head(pnm, measures)) return false;
    } else {
        measures[0] = read_number(pnm, &pnm->at);
        measures[1] = read_number(pnm, &pnm->at);
        if (!bits) measures[3] = read_number(pnm, &pnm->at);
        if (pnm->at >= pnm->len) return false;
        pnm->at++; // one blank; samples that look like blanks may follow it
    }
    if (measures[0] < 1 || measures[1] < 1) return false;
    if (measures[2] < 1 || measures[2] > MOST_SAMPLES || measures[3] < 1 || measures[3] > MOST_VALUE)
        return false;
    pnm->width = (uint32_t)measures[0];
    pnm->height = (uint32_t)measures[1];
    pnm->samples = (uint32_t)measures[2];
    pnm->most = (uint32_t)measures[3];
    return true;
}

static bool is_plain(const esc_pnm *pnm) { return pnm->kind <= '3'; }

static uint64_t row_bytes(const esc_pnm *pnm) {
    if (pnm->kind == '4') return ((uint64_t)pnm->width + 7) / 8;
    return (uint64_t)pnm->width * pnm->samples * (pnm->most > 255 ? 2 : 1);
}

int esc_pnm_find(const uint8_t *bytes, size_t len, int32_t index, int32_t *ret_pages, esc_pnm *ret,
                 esc_err *err) {
    esc_pnm pnm = {.bytes = bytes, .len = len};
    for (int32_t pages = 0;;) {
        if (!read_head(&pnm)) {
            // What follows the last image and is none does no harm.
            if (!pages) return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "%s with a broken header", "pnm");
            if (index >= 0)
                return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "page %d of one %s", index + 1, "pnm");
            *ret_pages = pages;
            return ESC_OK;
        }
        if (++pages > ESC_MAX_PAGES)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PAGES, "PNM of more than %d pages",
                            ESC_MAX_PAGES);
        if (pages - 1 == index) {
            if (ret) *ret = pnm;
            *ret_pages = pages;
            return ESC_OK;
        }
        size_t at = pnm.at;
        uint64_t row = row_bytes(&pnm);
        if (is_plain(&pnm)) // alone in its file
            at = len;
        else if (row > len || row * pnm.height > len - at)
            return index < 0 && pages == 1 ? (*ret_pages = 1, ESC_OK)
                                           : cut_short(err); // told when it is loaded
        else
            at += row * pnm.height;
        while (at < len && is_blank(bytes[at])) at++;
        pnm.at = at;
    }
}

// The next sample, 0 … most; -1 where there is none.
static int64_t next_sample(const esc_pnm *pnm, size_t *at) {
    if (pnm->kind == '1') { // bits need no blanks between them
        skip_blanks(pnm, at);
        return *at < pnm->len && (pnm->bytes[*at] | 1) == '1' ? pnm->bytes[(*at)++] - '0' : -1;
    }
    if (is_plain(pnm)) return read_number(pnm, at);
    int64_t value = pnm->bytes[(*at)++];
    return pnm->most > 255 ? value << 8 | pnm->bytes[(*at)++] : value;
}

static bool put_pixel(const esc_pnm *pnm, size_t *at, l_uint32 *line, l_int32 x) {
    uint32_t value[MOST_SAMPLES] = {0};
    for (uint32_t i = 0; i < pnm->samples; i++) {
        int64_t sample = next_sample(pnm, at);
        if (sample < 0) return false;
        if (sample > pnm->most) sample = pnm->most;
        value[i] = pnm->most == 255 ? (uint32_t)sample : ((uint32_t)sample * 255 + pnm->most / 2) / pnm->most;
    }
    uint32_t colours = pnm->samples < 3 ? 1 : 3;
    for (uint32_t i = 0; i < colours && pnm->samples > colours; i++) // on white paper
        value[i] = 255 - (255 - value[i]) * value[colours] / 255;
    if (pnm->kind == '1') {
        if (value[0]) SET_DATA_BIT(line, x);
    } else if (colours == 1) {
        SET_DATA_BYTE(line, x, value[0]);
    } else {
        composeRGBPixel((l_int32)value[0], (l_int32)value[1], (l_int32)value[2], &line[x]);
    }
    return true;
}

int esc_pnm_decode(const esc_pnm *pnm, PIX **ret, esc_err *err) {
    bool bits = pnm->kind == '1' || pnm->kind == '4';
    uint64_t row = row_bytes(pnm), least = is_plain(pnm) ? (uint64_t)pnm->width * pnm->samples : row;
    if (least > pnm->len || least * pnm->height > pnm->len - pnm->at) return cut_short(err);
    PIX *pix = pixCreate((l_int32)pnm->width, (l_int32)pnm->height, bits ? 1 : pnm->samples < 3 ? 8 : 32);
    if (!pix) return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "Leptonica could not make a picture");
    size_t at = pnm->at;
    bool whole = true;
    for (uint32_t y = 0; y < pnm->height && whole; y++) {
        l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
        if (pnm->kind == '4')
            for (uint64_t i = 0; i < row; i++) SET_DATA_BYTE(line, i, pnm->bytes[at++]);
        else
            for (uint32_t x = 0; x < pnm->width && whole; x++) whole = put_pixel(pnm, &at, line, (l_int32)x);
    }
    if (!whole) {
        pixDestroy(&pix);
        return cut_short(err);
    }
    if (pnm->kind == '4') pixSetPadBits(pix, 0);
    *ret = pix;
    return ESC_OK;
}
