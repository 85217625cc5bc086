// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/image.h"

#include <stdbool.h>
#include <string.h>

typedef struct magic {
    esc_image_format format;
    uint8_t len, at;
    const char *bytes;
} magic;

static const magic magics[] = {
    {ESC_IMAGE_TIFF, 4, 0, "II*\0"},
    {ESC_IMAGE_TIFF, 4, 0, "MM\0*"},
    {ESC_IMAGE_TIFF, 4, 0, "II+\0"},
    {ESC_IMAGE_TIFF, 4, 0, "MM\0+"},
    {ESC_IMAGE_PNG, 8, 0, "\x89PNG\r\n\x1A\n"},
    {ESC_IMAGE_JPEG, 3, 0, "\xFF\xD8\xFF"},
    {ESC_IMAGE_JP2, 12, 0, "\0\0\0\x0CjP  \r\n\x87\n"},
    {ESC_IMAGE_JP2, 4, 0, "\xFF\x4F\xFF\x51"},
    {ESC_IMAGE_WEBP, 4, 8, "WEBP"},
};

// Text may begin with P1, too, but hardly with a number behind it.
static bool is_pnm(const uint8_t *bytes, size_t len) {
    if (len < 8 || bytes[0] != 'P' || bytes[1] < '1' || bytes[1] > '7') return false;
    size_t at = 2;
    while (at < len && bytes[at] && strchr(" \t\r\n", bytes[at])) at++;
    if (at == 2 || at == len) return false;
    return bytes[at] == '#' ||
           (bytes[1] == '7' ? bytes[at] >= 'A' && bytes[at] <= 'Z' && bytes[at - 1] == '\n'
                            : bytes[at] >= '0' && bytes[at] <= '9');
}

esc_image_format esc_image_sniff(const void *bytes, size_t len) {
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const magic *m = &magics[i];
        if (len < (size_t)m->at + m->len || memcmp((const char *)bytes + m->at, m->bytes, m->len)) continue;
        if (m->format != ESC_IMAGE_WEBP || !memcmp(bytes, "RIFF", 4)) return m->format;
    }
    return is_pnm(bytes, len) ? ESC_IMAGE_PNM : ESC_IMAGE_NONE;
}

const char *esc_image_format_name(esc_image_format format) {
    static const char *const names[] = {"none", "tiff", "png", "jpeg", "jp2", "webp", "pnm"};
    return names[format];
}
