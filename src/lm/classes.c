// SPDX-License-Identifier: GPL-3.0-or-later
#include "lm/classes.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lm/classes_format.h"
#include "lm/token.h"

struct esc_classes {
    esc_map map;
    classes_header header;
    const int8_t *fits;
    const classes_ending *endings;
    const uint8_t *class_of;
};

bool classes_ending_of(const char *form, size_t len, char ret[CLASSES_ENDING_BYTES]) {
    size_t starts[CLASSES_ENDING] = {0};
    int letters = 0;
    for (const char *p = form, *end = form + len; p < end; letters++) {
        starts[letters % CLASSES_ENDING] = (size_t)(p - form);
        if (!esc_utf8_is_letter(esc_utf8_next(&p, end))) return false;
    }
    if (letters <= CLASSES_ENDING) return false;
    size_t from = starts[letters % CLASSES_ENDING];
    if (len - from > CLASSES_ENDING_BYTES) return false;
    memset(ret, 0, CLASSES_ENDING_BYTES);
    memcpy(ret, form + from, len - from);
    return true;
}

static int damaged(esc_err *err, const char *path, const char *what) {
    return esc_fail_of(err, ESC_FORMAT, ESC_WHY_MODELS_DAMAGED, what, "%s is no sound file of word classes",
                       path);
}

static int check(esc_classes *classes, const esc_lm *lm, const char *path, esc_err *err) {
    const char *bytes = classes->map.bytes;
    classes_header *header = &classes->header;
    if (classes->map.len < sizeof *header) return damaged(err, path, N_("too short"));
    memcpy(header, bytes, sizeof *header);
    if (memcmp(header->magic, CLASSES_MAGIC, sizeof header->magic))
        return damaged(err, path, N_("other magic"));
    if (header->version != CLASSES_VERSION) return damaged(err, path, N_("other version"));
    if (header->digest[64] || header->lm_digest[64] || header->ending_count > CLASSES_MAX_ENDINGS)
        return damaged(err, path, N_("impossible header"));
    if (header->word_count != esc_lm_word_count(lm) || strcmp(header->lm_digest, esc_lm_digest(lm)) != 0)
        return damaged(err, path, N_("made for another language model"));
    size_t endings = header->ending_count * sizeof(classes_ending);
    if (classes->map.len != sizeof *header + CLASSES_FITS + endings + header->word_count)
        return damaged(err, path, N_("wrong length"));
    if (lm_sum(bytes + sizeof *header, classes->map.len - sizeof *header) != header->checksum)
        return damaged(err, path, N_("wrong checksum"));
    classes->fits = (const void *)(bytes + sizeof *header);
    classes->endings = (const void *)(classes->fits + CLASSES_FITS);
    classes->class_of = (const void *)(classes->endings + header->ending_count);
    // What a checksum made by somebody else cannot promise.
    for (uint32_t i = 0; i < header->ending_count; i++)
        if (classes->endings[i].class >= ESC_CLASSES) return damaged(err, path, N_("impossible class"));
    for (uint32_t i = 0; i < header->word_count; i++)
        if (classes->class_of[i] >= ESC_CLASSES) return damaged(err, path, N_("impossible class"));
    return ESC_OK;
}

int esc_classes_open(const char *path, const esc_lm *lm, esc_classes **ret, esc_err *err) {
    esc_err cause = {0};
    int fd = esc_file_open(path, true, &cause);
    if (fd < 0) return esc_fail_as(err, fd, ESC_WHY_MODELS_MISSING, &cause);
    esc_classes *classes = esc_alloc_zero(1, sizeof *classes);
    int rc = esc_file_map(fd, LM_MAX_BYTES, &classes->map, &cause);
    close(fd);
    if (rc) {
        esc_fail_by(err, rc, rc == ESC_SYSTEM ? ESC_WHY_MODELS_MISSING : ESC_WHY_MODELS_DAMAGED, &cause, "%s",
                    path);
    } else {
        esc_file_fetch(&classes->map);
        rc = check(classes, lm, path, err);
    }
    if (rc) {
        esc_classes_close(classes);
        return rc;
    }
    *ret = classes;
    return ESC_OK;
}

void esc_classes_close(esc_classes *classes) {
    if (!classes) return;
    esc_file_unmap(&classes->map);
    free(classes);
}

esc_class esc_class_of(const esc_classes *classes, esc_lm_word word) { return classes->class_of[word]; }

static int compare(const void *letters, const void *ending) {
    return memcmp(letters, ((const classes_ending *)ending)->letters, CLASSES_ENDING_BYTES);
}

esc_class esc_class_by_ending(const esc_classes *classes, const char *form, size_t len) {
    char folded[ESC_LM_MAX_FORM], letters[CLASSES_ENDING_BYTES];
    size_t folded_len = esc_lm_fold(form, len, folded);
    const classes_ending *found = NULL;
    if (classes_ending_of(folded, folded_len, letters))
        found = bsearch(letters, classes->endings, classes->header.ending_count, sizeof *classes->endings,
                        compare);
    return found ? found->class : classes->class_of[ESC_LM_UNKNOWN];
}

float esc_class_fit(const esc_classes *classes, esc_class before, esc_class last, esc_class class) {
    return (float)classes->fits[((size_t)before * ESC_CLASSES + last) * ESC_CLASSES + class] * CLASSES_UNIT;
}

const char *esc_classes_digest(const esc_classes *classes) { return classes->header.digest; }
