// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/result.h"
#include "render/fields_tree.h"

// What is being changed; nothing is written or told before all of it is right.
struct undoing {
    json_t *document;
    esc_buf text, told;
    bool again; // corrections are made (again) rather than undone
};

static bool same_place(const json_t *a, const json_t *b) {
    return esc_result_number(a, "page") == esc_result_number(b, "page") &&
           esc_result_number(a, "line") == esc_result_number(b, "line") &&
           esc_result_number(a, "offset") == esc_result_number(b, "offset");
}

static void tell(struct undoing *u, const json_t *edit, size_t number) {
    const char *before = esc_result_text(edit, "before"), *after = esc_result_text(edit, "after");
    // translators: the number of a correction, and two readings of a word: the one that stands now comes
    // first
    esc_buf_printf(&u->told, _("%zu. “%s” stands in place of “%s”\n"), number, u->again ? after : before,
                   u->again ? before : after);
}

// What the correction itself decided stays on record as "was", until it stands again. A suggestion that was
// made and is undone is one again.
static void change_status(json_t *edit, const char *status) {
    const char *now = esc_result_text(edit, "status"), *was = esc_result_text(edit, "was");
    if (!*was) was = strcmp(now, "undone") ? now : "applied"; // undone before there was any record of it
    bool stands = !strcmp(was, status) || (!strcmp(was, "suggested") && !strcmp(status, "undone"));
    json_object_set_new(edit, "was", json_string(was));
    json_object_set_new(edit, "status", json_string(stands ? esc_result_text(edit, "was") : status));
    if (stands) json_object_del(edit, "was");
}

// Changes the status of edit number, and, where it is undone, of those that were made to its outcome. False,
// told, where there is nothing to do.
static bool decide(struct undoing *u, json_t *edits, size_t number) {
    json_t *edit = json_array_get(edits, number - 1);
    if (esc_result_applied(edit) == u->again) {
        fprintf(stderr,
                u->again ? _("escribano undo: correction %zu is made already\n")
                         : _("escribano undo: correction %zu is not made: there is nothing to undo\n"),
                number);
        return false;
    }
    change_status(edit, u->again ? "applied" : "undone");
    tell(u, edit, number);
    json_t *later;
    for (size_t i = number; !u->again && same_place(edit, later = json_array_get(edits, i)); i++)
        if (esc_result_applied(later)) {
            change_status(later, "undone");
            tell(u, later, i + 1);
        }
    return true;
}

// Where a line of a page stands in the cleaned text: from…to, without its line feed. False where it has none.
static bool find_line(const esc_buf *text, json_int_t page, json_int_t line, size_t *ret_from,
                      size_t *ret_to) {
    const char *p = esc_buf_text(text), *end = p + text->len;
    for (; page > 1; page--) {
        p = memchr(p, '\f', (size_t)(end - p));
        if (!p++) return false;
    }
    for (; line > 1; line--) {
        p += strcspn(p, "\n\f");
        if (*p != '\n') return false;
        p++;
    }
    size_t len = strcspn(p, "\n\f");
    if (len && p[len - 1] == '\r') len--;
    *ret_from = (size_t)(p - esc_buf_text(text));
    *ret_to = *ret_from + len;
    return true;
}

static bool covers(const json_t *where, json_int_t page, json_int_t line) {
    json_int_t first = esc_result_number(where, "page"), last = esc_result_number(where, "end_page");
    return page >= first && page <= last && (page != first || line >= esc_result_number(where, "line")) &&
           (page != last || line <= esc_result_number(where, "end_line"));
}

// Whether the lines that a fact was read from are no longer what it was read from.
static bool is_changed(const struct undoing *u, const json_t *where) {
    const json_t *edit;
    size_t i;
    json_array_foreach(json_object_get(u->document, "edits"), i, edit) {
        if (*esc_result_text(edit, "was") &&
            covers(where, esc_result_number(edit, "page"), esc_result_number(edit, "line")))
            return true;
    }
    return false;
}

// Facts that were read from the line may no longer be what it says; where its lines are again what they were,
// they are what they were.
static void flag_fields(struct undoing *u, json_int_t page, json_int_t line) {
    const char *pointer;
    json_t *evidence, *quality = json_object_get(u->document, "quality");
    json_object_foreach(json_object_get(u->document, "evidence"), pointer, evidence) {
        const json_t *where = json_object_get(evidence, "where");
        if (!covers(where, page, line)) continue;
        bool flagged = json_is_true(json_object_get(evidence, "flagged")),
             by_undo = *esc_result_text(evidence, "flagged_by"), changed = is_changed(u, where);
        // translators: a fact as it was shown, and its place in the result
        if (changed)
            esc_buf_printf(&u->told, _("   see whether this fact is still right: “%s” (%s)\n"),
                           esc_result_text(evidence, "shown"), pointer);
        if (changed ? flagged : !by_undo) continue;
        json_object_set_new(evidence, "flagged", json_boolean(changed));
        if (changed)
            json_object_set_new(evidence, "flagged_by", json_string("undo"));
        else
            json_object_del(evidence, "flagged_by");
        json_object_set_new(quality, "fields_flagged",
                            json_integer(esc_result_number(quality, "fields_flagged") + (changed ? 1 : -1)));
    }
}

// Makes the line anew from its changes, in the result and in the cleaned text.
static int renew_line(struct undoing *u, const json_t *edit, esc_err *err) {
    const json_t *edits = json_object_get(u->document, "edits");
    esc_buf *text = &u->text;
    json_int_t page = esc_result_number(edit, "page"), number = esc_result_number(edit, "line");
    json_t *pages = json_object_get(u->document, "pages"),
           *lines = json_object_get(json_array_get(pages, (size_t)page - 1), "lines"),
           *line = json_array_get(lines, (size_t)number - 1);
    size_t at = 0, from, to;
    while (at < json_array_size(edits) && (esc_result_number(json_array_get(edits, at), "page") != page ||
                                           esc_result_number(json_array_get(edits, at), "line") != number))
        at++;
    ESC_AUTOBUF made = {0};
    esc_result_line(esc_result_text(line, "raw"), edits, &at, page, number, &made);
    const char *before = esc_result_text(line, "text"), *now = esc_buf_text(&made);
    if (!strcmp(esc_result_text(line, "role"), "body")) {
        bool found = find_line(text, page, number, &from, &to);
        const char *stands = esc_buf_text(text) + (found ? from : 0);
        size_t len = found ? to - from : 0;
        // A run that was cut short may have changed it already.
        bool done = found && len == made.len && !memcmp(stands, now, len);
        if (!done && !(found && len == strlen(before) && !memcmp(stands, before, len)))
            return esc_fail(err, ESC_FORMAT, ESC_WHY_OTHER,
                            "line %lld of page %lld of the text is no longer as the result has it: somebody "
                            "has changed the text; change it there",
                            (long long)number, (long long)page);
        ESC_AUTOBUF whole = {0};
        esc_buf_put(&whole, esc_buf_text(text), from);
        esc_buf_put(&whole, now, made.len);
        esc_buf_put(&whole, esc_buf_text(text) + to, text->len - to);
        esc_buf_truncate(text, 0);
        esc_buf_put(text, esc_buf_text(&whole), whole.len);
    }
    json_object_set_new(line, "text", json_string(now));
    flag_fields(u, page, number);
    return ESC_OK;
}

static void count_edits(json_t *document) {
    json_t *edit, *quality = json_object_get(document, "quality");
    json_int_t applied = 0, suggested = 0;
    size_t i;
    json_array_foreach(json_object_get(document, "edits"), i, edit) {
        applied += esc_result_applied(edit);
        suggested += !strcmp(esc_result_text(edit, "status"), "suggested");
    }
    json_object_set_new(quality, "edits_applied", json_integer(applied));
    json_object_set_new(quality, "edits_suggested", json_integer(suggested));
}

static int undo(struct undoing *u, char **numbers) {
    json_t *edits = json_object_get(u->document, "edits");
    for (; *numbers; numbers++) {
        char *end;
        unsigned long number = strtoul(*numbers, &end, 10);
        if (!json_array_size(edits))
            return esc_cli_usage(&esc_cmd_undo,
                                 _("this result has no corrections; there is nothing to undo"));
        if (!number || *end || number > json_array_size(edits))
            return esc_cli_usage(&esc_cmd_undo,
                                 _("“%s” is no correction of this result: they are numbered from 1 to %zu"),
                                 *numbers, json_array_size(edits));
        if (!decide(u, edits, number)) return ESC_EXIT_FAILED;
        esc_err err = {0};
        if (renew_line(u, json_array_get(edits, number - 1), &err)) return esc_cli_failed(*numbers, &err);
    }
    count_edits(u->document);
    return ESC_EXIT_DONE;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {
        {"again", no_argument, NULL, 'a'}, {"help", no_argument, NULL, 'h'}, {0}};
    struct undoing u = {0};
    for (int letter; (letter = esc_cli_option(&esc_cmd_undo, argc, argv, ":h", options)) != -1;)
        if (letter == 'a') u.again = true;
    if (argc - optind < 2)
        return esc_cli_usage(&esc_cmd_undo, _("a result (NAME.json) and numbers of corrections are needed"));
    const char *path = argv[optind];
    size_t len = strlen(path);
    if (len < 6 || strcmp(path + len - 5, ".json"))
        return esc_cli_usage(&esc_cmd_undo, _("“%s” is no result: its name has to end in .json"), path);
    ESC_AUTOBUF text_path = {0}, bytes = {0};
    esc_buf_printf(&text_path, "%.*s.txt", (int)len - 5, path);
    const char *name = path; // of the file that a failure concerns
    esc_err err = {0};
    int failed = esc_result_load(path, &u.document, &err);
    if (!failed) failed = esc_file_load(name = esc_buf_text(&text_path), ESC_MAX_DOC_BYTES, &u.text, &err);
    int code = failed ? esc_cli_failed(name, &err) : undo(&u, argv + optind + 1);
    if (code == ESC_EXIT_DONE) {
        failed = esc_tree_dump(json_incref(u.document), &bytes, &err);
        if (!failed) failed = esc_file_write(AT_FDCWD, name, esc_buf_text(&u.text), u.text.len, &err);
        if (!failed) failed = esc_file_write(AT_FDCWD, name = path, esc_buf_text(&bytes), bytes.len, &err);
        code = failed ? esc_cli_failed(name, &err) : esc_cli_print(esc_buf_text(&u.told), u.told.len);
    }
    json_decref(u.document);
    esc_buf_free(&u.text);
    esc_buf_free(&u.told);
    return code;
}

const esc_command esc_cmd_undo = {
    "undo",
    N_("undo single corrections of a result, or make suggested ones"),
    N_("Usage: escribano undo [OPTION…] NAME.json NUMBER…\n\n"
       "Puts back what the scan had where a correction was wrong: in the cleaned text (NAME.txt) and in the "
       "result\n"
       "(NAME.json), where the correction stays on record as undone. “escribano show --changes NAME.json” "
       "tells the\n"
       "numbers. Facts that were read from the line are flagged and named; they are not read again. For a "
       "word that is\n"
       "right everywhere, add it to a glossary: it then holds when documents are corrected again.\n\n"
       "  --again     makes these corrections (again), also those that were only suggested\n"
       "  --help      this text\n"),
    run,
};
