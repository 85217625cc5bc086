// SPDX-License-Identifier: GPL-3.0-or-later
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "render/fields_tree.h"

// How a change is marked: in colour on a terminal, otherwise as [-before-]{+after+}.
typedef struct marks {
    const char *before, *between, *after;
} marks;
static const marks coloured = {ESC_TERM_RED, ESC_TERM_PLAIN ESC_TERM_GREEN, ESC_TERM_PLAIN};
static const marks plain = {"[-", "-]{+", "+}"};

static const char *text_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static json_int_t number_of(const json_t *object, const char *key) {
    return json_integer_value(json_object_get(object, key));
}

static bool applied(const json_t *edit) { return !strcmp(text_of(edit, "status"), "applied"); }

// One line with its changes marked; edits from *at on, those of the line are passed by. Gives how many there
// were.
static int mark_line(const char *raw, const json_t *edits, size_t *at, json_int_t page, json_int_t line,
                     const marks *m, esc_buf *out) {
    size_t len = strlen(raw), done = 0;
    int changes = 0;
    for (; *at < json_array_size(edits); ++*at) {
        const json_t *edit = json_array_get(edits, *at);
        if (number_of(edit, "page") != page || number_of(edit, "line") != line) break;
        size_t from = (size_t)number_of(edit, "offset"), to = from + (size_t)number_of(edit, "length");
        if (!applied(edit) || from < done || to > len || from > to) continue;
        // Of several changes to one token the last one's outcome stands.
        const char *after = text_of(edit, "after");
        for (size_t i = *at + 1; i < json_array_size(edits); i++) {
            const json_t *next = json_array_get(edits, i);
            bool same = number_of(next, "page") == page && number_of(next, "line") == line &&
                        (size_t)number_of(next, "offset") == from;
            if (same && applied(next)) after = text_of(next, "after");
        }
        esc_buf_put(out, raw + done, from - done);
        esc_buf_puts(out, m->before);
        esc_buf_put(out, raw + from, to - from);
        esc_buf_printf(out, "%s%s%s", m->between, after, m->after);
        done = to;
        changes++;
    }
    esc_buf_put(out, raw + done, len - done);
    return changes;
}

static void show_text(const json_t *document, bool only_changes, const marks *m, esc_buf *out) {
    const json_t *edits = json_object_get(document, "edits"), *page, *line;
    size_t p, l, at = 0;
    json_array_foreach(json_object_get(document, "pages"), p, page) {
        esc_buf_printf(out, _("\n--- page %zu ---\n"), p + 1);
        json_array_foreach(json_object_get(page, "lines"), l, line) {
            ESC_AUTOBUF marked = {0};
            size_t first = at;
            int changes =
                mark_line(text_of(line, "raw"), edits, &at, (json_int_t)p + 1, (json_int_t)l + 1, m, &marked);
            bool body = !strcmp(text_of(line, "role"), "body");
            if (only_changes ? !changes : !body) continue;
            esc_buf_printf(out, "%s\n", esc_buf_text(&marked));
            for (size_t i = first; only_changes && i < at; i++)
                if (applied(json_array_get(edits, i)))
                    esc_buf_printf(out, "      %s\n", text_of(json_array_get(edits, i), "why"));
        }
    }
}

static void show_summary(const json_t *document, esc_buf *out) {
    const json_t *source = json_object_get(document, "source"),
                 *quality = json_object_get(document, "quality");
    // translators: the counts follow a colon, so that they need no plural forms
    esc_buf_printf(out, _("%s. Pages: %lld; words: %lld; corrections: %lld; suggestions: %lld"),
                   text_of(source, "name"), (long long)number_of(source, "pages"),
                   (long long)number_of(quality, "words"), (long long)number_of(quality, "edits_applied"),
                   (long long)number_of(quality, "edits_suggested"));
    const json_t *errors = json_object_get(quality, "error_rate");
    if (json_is_number(errors))
        esc_buf_printf(out, _("; estimated errors: %.1f %% of the characters"),
                       json_number_value(errors) * 100);
    if (number_of(quality, "pages_failed"))
        esc_buf_printf(out, _("; pages that could not be read: %lld"),
                       (long long)number_of(quality, "pages_failed"));
    esc_buf_puts(out, "\n\n");
}

static int load(const char *path, json_t **ret, esc_err *err) {
    int fd = esc_file_open(path, true, err);
    if (fd < 0) return fd;
    ESC_AUTOBUF bytes = {0};
    int failed = esc_file_read(fd, ESC_MAX_DOC_BYTES, &bytes, err);
    close(fd);
    if (failed) return failed;
    json_error_t wrong;
    json_t *document = json_loadb(esc_buf_text(&bytes), bytes.len, 0, &wrong);
    if (!document || strcmp(text_of(document, "schema"), "escribano.document/1")) {
        json_decref(document);
        return esc_fail(err, ESC_FORMAT, ESC_WHY_UNKNOWN_TYPE,
                        "not a result of escribano (escribano.document/1)");
    }
    *ret = document;
    return ESC_OK;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {{"changes", no_argument, NULL, 'k'},
                                            {"fields", no_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    bool only_changes = false, only_fields = false;
    for (int letter; (letter = esc_cli_option(&esc_cmd_show, argc, argv, ":h", options)) != -1;) {
        if (letter == 'k') only_changes = true;
        if (letter == 'f') only_fields = true;
    }
    if (argc - optind != 1) return esc_cli_usage(&esc_cmd_show, _("one result (NAME.json) is needed"));

    json_t *document = NULL;
    esc_err err = {0};
    if (load(argv[optind], &document, &err)) return esc_cli_failed(argv[optind], &err);
    ESC_AUTOBUF out = {0};
    show_summary(document, &out);
    if (!only_changes) esc_fields_table(json_object_get(document, "fields"), &out);
    if (!only_fields) show_text(document, only_changes, esc_term_colour(stdout) ? &coloured : &plain, &out);
    json_decref(document);
    return esc_cli_print(esc_buf_text(&out), out.len);
}

const esc_command esc_cmd_show = {
    "show",
    N_("show a result to a person: its fields, and the text with its corrections marked"),
    N_("Usage: escribano show [OPTION…] NAME.json\n\n"
       "Shows what “escribano run” or the service found in a document: the fields as a table, then the text "
       "with every\n"
       "correction marked, in colour on a terminal and otherwise as [-before-]{+after+}.\n\n"
       "  --fields    only the fields\n"
       "  --changes   only the lines that were corrected, with the reason for each correction\n"
       "  --help      this text\n"),
    run,
};
