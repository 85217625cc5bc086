// SPDX-License-Identifier: GPL-3.0-or-later
#include <jansson.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/result.h"
#include "render/fields_tree.h"

// How a change is marked: in colour on a terminal, otherwise as [-before-]{+after+}.
typedef struct marks {
    const char *before, *between, *after;
} marks;
static const marks coloured = {ESC_TERM_RED, ESC_TERM_PLAIN ESC_TERM_GREEN, ESC_TERM_PLAIN};
static const marks plain = {"[-", "-]{+", "+}"};

// One line with its changes marked; edits from *at on, those of the line are passed by.
static void mark_line(const char *raw, const json_t *edits, size_t *at, json_int_t page, json_int_t line,
                      const marks *m, esc_buf *out) {
    size_t len = strlen(raw), done = 0;
    for (esc_result_change c; esc_result_next(edits, at, page, line, len, done, &c);) {
        esc_buf_put(out, raw + done, c.from - done);
        esc_buf_puts(out, m->before);
        esc_buf_put(out, raw + c.from, c.to - c.from);
        esc_buf_printf(out, "%s%s%s", m->between, c.after, m->after);
        done = c.to;
    }
    esc_buf_put(out, raw + done, len - done);
}

// The number is what "escribano undo" calls it by.
static void show_change(const json_t *edit, size_t number, esc_buf *out) {
    bool undone = !strcmp(esc_result_text(edit, "status"), "undone");
    esc_buf_printf(out, "%6zu. %s%s\n", number, undone ? _("(undone) ") : "", esc_result_text(edit, "why"));
}

static void show_text(const json_t *document, bool only_changes, const marks *m, esc_buf *out) {
    const json_t *edits = json_object_get(document, "edits"), *page, *line;
    size_t p, l, at = 0;
    json_array_foreach(json_object_get(document, "pages"), p, page) {
        esc_buf_printf(out, _("\n--- page %zu ---\n"), p + 1);
        const char *notice = esc_result_text(page, "notice");
        if (*notice) esc_buf_printf(out, "%s\n", notice);
        json_array_foreach(json_object_get(page, "lines"), l, line) {
            ESC_AUTOBUF marked = {0};
            size_t first = at;
            mark_line(esc_result_text(line, "raw"), edits, &at, (json_int_t)p + 1, (json_int_t)l + 1, m,
                      &marked);
            bool body = !strcmp(esc_result_text(line, "role"), "body");
            if (only_changes ? first == at : !body) continue;
            esc_buf_printf(out, "%s\n", esc_buf_text(&marked));
            for (size_t i = first; only_changes && i < at; i++)
                show_change(json_array_get(edits, i), i + 1, out);
        }
    }
}

static void show_summary(const json_t *document, esc_buf *out) {
    const json_t *source = json_object_get(document, "source"),
                 *quality = json_object_get(document, "quality");
    // translators: the counts follow a colon, so that they need no plural forms
    esc_buf_printf(out, _("%s. Pages: %lld; words: %lld; corrections: %lld; suggestions: %lld"),
                   esc_result_text(source, "name"), (long long)esc_result_number(source, "pages"),
                   (long long)esc_result_number(quality, "words"),
                   (long long)esc_result_number(quality, "edits_applied"),
                   (long long)esc_result_number(quality, "edits_suggested"));
    const json_t *errors = json_object_get(quality, "error_rate");
    if (json_is_number(errors))
        esc_buf_printf(out, _("; estimated errors: %.1f %% of the characters"),
                       json_number_value(errors) * 100);
    if (esc_result_number(quality, "pages_failed"))
        esc_buf_printf(out, _("; pages that could not be read: %lld"),
                       (long long)esc_result_number(quality, "pages_failed"));
    if (esc_result_number(quality, "pages_incomplete"))
        esc_buf_printf(out, _("; pages of which a part is missing: %lld"),
                       (long long)esc_result_number(quality, "pages_incomplete"));
    size_t flagged = 0; // values, not readings: those that contradict a value are shown beside it
    const char *pointer;
    json_t *evidence;
    json_object_foreach(json_object_get((json_t *)document, "evidence"), pointer, evidence) flagged +=
        json_is_true(json_object_get(evidence, "flagged"));
    if (flagged) esc_buf_printf(out, _("; facts to be reviewed: %zu"), flagged);
    esc_buf_puts(out, "\n\n");
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
    if (esc_result_load(argv[optind], &document, &err)) return esc_cli_failed(argv[optind], &err);
    ESC_AUTOBUF out = {0};
    show_summary(document, &out);
    if (!only_changes)
        esc_fields_table(json_object_get(document, "fields"), json_object_get(document, "evidence"), &out);
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
       "  --changes   only the lines that were corrected, with the number of each correction and its reason\n"
       "  --help      this text\n"),
    run,
};
