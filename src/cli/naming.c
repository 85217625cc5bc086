// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/naming.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "cli/result.h"

static bool is_there(int dir, const char *name, const char *ending, struct stat *ret) {
    ESC_AUTOFREE char *file = esc_asprintf("%s%s", name, ending);
    return !fstatat(dir, file, ret, 0) || !fstatat(dir, file, ret, AT_SYMLINK_NOFOLLOW);
}

// Whether the result is that of the file at path.
static bool is_of(const json_t *result, const char *path) {
    esc_map map;
    esc_err err = {0};
    int fd = esc_file_open(path, true, &err);
    if (fd < 0) return false;
    int failed = esc_file_map(fd, SIZE_MAX, &map, &err);
    close(fd);
    if (failed) return false;
    char sha256[ESC_SHA256_TEXT];
    esc_file_map_sha256(&map, sha256);
    esc_file_unmap(&map);
    return !strcmp(esc_result_text(json_object_get(result, "source"), "sha256"), sha256);
}

static void put_without_ends(const char *text, esc_buf *out) {
    for (; *text; text++)
        if (!strchr("\r\n\f", *text)) esc_buf_putc(out, *text);
}

// Whether a person decided about a correction, or wrote in the cleaned text; how lines end is not looked at.
static bool is_changed(const json_t *result, const char *text) {
    const json_t *edit, *page, *line;
    size_t i, p;
    json_array_foreach(json_object_get(result, "edits"), i, edit) {
        if (*esc_result_text(edit, "was")) return true;
    }
    ESC_AUTOBUF made = {0};
    ESC_AUTOBUF stands = {0};
    json_array_foreach(json_object_get(result, "pages"), p, page) {
        json_array_foreach(json_object_get(page, "lines"), i, line) {
            put_without_ends(esc_result_text(line, "text"), &made);
        }
        put_without_ends(esc_result_text(page, "notice"), &made);
    }
    put_without_ends(text, &stands);
    return strcmp(esc_buf_text(&made), esc_buf_text(&stands)) != 0;
}

// Whether a file of that name in its own form, corrected, is there; when it was written last.
static bool has_form(int dir, const char *name, time_t *ret_written) {
    static const char *const forms[] = {".corregido.xml", ".corregido.hocr"};
    struct stat form;
    bool any = false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!is_there(dir, name, forms[i], &form)) continue;
        if (!any || form.st_mtime > *ret_written) *ret_written = form.st_mtime;
        any = true;
    }
    return any;
}

// Whether what goes by that name in the folder may be replaced by the results of path.
static bool is_free(int dir, const char *folder, const char *name, const char *path) {
    enum { ONE_RUN_S = 2 }; // later than its result is what a person has written
    struct stat text, other, input;
    time_t written = 0;
    bool has_text = is_there(dir, name, ".txt", &text);
    if (has_text && !stat(path, &input) && text.st_dev == input.st_dev && text.st_ino == input.st_ino)
        return false; // it is the very file that is to be read
    bool has_result = is_there(dir, name, ".json", &other);
    const bool in_form = has_form(dir, name, &written);
    if (!has_result) return !has_text && !in_form;
    if (in_form && written > other.st_mtime + ONE_RUN_S) return false;
    ESC_AUTOFREE char *result_path = esc_asprintf("%s/%s.json", folder, name);
    ESC_AUTOFREE char *text_path = esc_asprintf("%s/%s.txt", folder, name);
    json_t *result = NULL;
    ESC_AUTOBUF bytes = {0};
    esc_err err = {0};
    bool own = !esc_result_load(result_path, &result, &err) && is_of(result, path);
    if (own && has_text)
        own = !esc_file_load(text_path, ESC_MAX_DOC_BYTES, &bytes, &err) &&
              !is_changed(result, esc_buf_text(&bytes));
    json_decref(result);
    return own;
}

static bool is_named(char *const *names, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (!strcmp(names[i], name)) return true;
    return false;
}

char *esc_naming_choose(int dir, const char *folder, const char *path, char *const *names, int count) {
    const char *file = esc_file_base(path);
    char *name = esc_strndup(file, esc_file_stem(file));
    for (int i = 1; is_named(names, count, name) || !is_free(dir, folder, name, path); i++) {
        free(name);
        name = i == 1 ? esc_strdup(file) : esc_asprintf("%s.%d", file, i);
    }
    return name;
}
