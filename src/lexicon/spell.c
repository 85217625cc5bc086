// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon/spell.h"

#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "lexicon/format.h"

enum { MAX_DICTIONARY_BYTES = 64 * 1024 * 1024 };

struct esc_spell {
    Hunhandle *hunspell;
};

static int missing(esc_err *err, int kind, const char *path, const esc_err *cause) {
    return esc_fail_by(err, kind, ESC_WHY_MODELS_MISSING, cause, "dictionary %s", path);
}

static int checksum_file(const char *path, uint64_t seed, uint64_t *ret, esc_err *err) {
    esc_err inner;
    int fd = esc_file_open(path, true, &inner);
    if (fd < 0) return missing(err, fd, path, &inner);
    esc_map map;
    int rc = esc_file_map(fd, MAX_DICTIONARY_BYTES, &map, &inner);
    close(fd);
    if (rc) return missing(err, rc, path, &inner);
    *ret = esc_checksum(seed, map.bytes, map.len);
    esc_file_unmap(&map);
    return ESC_OK;
}

int esc_spell_checksum(const char *base, uint64_t *ret, esc_err *err) {
    ESC_AUTOFREE char *aff = esc_asprintf("%s.aff", base);
    ESC_AUTOFREE char *dic = esc_asprintf("%s.dic", base);
    uint64_t sum = 0;
    int rc = checksum_file(aff, 0, &sum, err);
    if (!rc) rc = checksum_file(dic, sum, &sum, err);
    if (!rc) *ret = sum;
    return rc;
}

int esc_spell_open(const char *base, esc_spell **ret, esc_err *err) {
    uint64_t sum; // Hunspell itself says nothing where a file is missing
    int rc = esc_spell_checksum(base, &sum, err);
    if (rc) return rc;
    ESC_AUTOFREE char *aff = esc_asprintf("%s.aff", base);
    ESC_AUTOFREE char *dic = esc_asprintf("%s.dic", base);
    Hunhandle *hunspell = Hunspell_create(aff, dic);
    if (!hunspell)
        return esc_fail(err, ESC_LIBRARY, ESC_WHY_MODELS_DAMAGED, "dictionary %s: Hunspell does not read it",
                        dic);
    if (strcasecmp(Hunspell_get_dic_encoding(hunspell), "UTF-8") != 0) {
        Hunspell_destroy(hunspell);
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_MODELS_DAMAGED, "dictionary %s: it is not in UTF-8",
                        dic);
    }
    *ret = esc_alloc(sizeof **ret);
    (*ret)->hunspell = hunspell;
    return ESC_OK;
}

void esc_spell_close(esc_spell *spell) {
    if (!spell) return;
    Hunspell_destroy(spell->hunspell);
    free(spell);
}

bool esc_spell_knows(const esc_spell *spell, const char *word, size_t len) {
    char text[ESC_MAX_WORD_BYTES + 1];
    if (!len || len > ESC_MAX_WORD_BYTES) return false;
    memcpy(text, word, len);
    text[len] = 0;
    return Hunspell_spell(spell->hunspell, text) != 0;
}
