// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "render/render.h"

// The corrected text, with each edit and its sentence under its line: in the user's language, unless the
// settings ask for one.
static void explain(const esc_doc *doc, const esc_conf *conf, esc_buf *out) {
    const char *users = esc_i18n_language();
    if (esc_conf_given(conf, ESC_CONF_OUTPUT_LANGUAGE))
        esc_i18n_init(esc_conf_text(conf, ESC_CONF_OUTPUT_LANGUAGE));
    bool colour = esc_term_colour(stdout);
    const char *red = colour ? ESC_TERM_RED : "", *green = colour ? ESC_TERM_GREEN : "";
    const char *dim = colour ? ESC_TERM_DIM : "", *plain = colour ? ESC_TERM_PLAIN : "";
    ESC_AUTOFREE uint32_t *order = esc_doc_edits_in_order(doc);
    uint32_t at = 0;
    for (uint32_t l = 0; l < doc->lines_count; l++) {
        esc_doc_clean_line(doc, l, out);
        esc_buf_putc(out, '\n');
        for (; at < doc->edits_count && doc->tokens[doc->edits[order[at]].token].line == l; at++) {
            const esc_edit *edit = &doc->edits[order[at]];
            esc_buf_printf(out, "    %s%.*s%s → %s%.*s%s  %s%s %.2f  ", red, (int)edit->before.len,
                           esc_doc_text(doc, edit->before), plain, green, (int)edit->after.len,
                           esc_doc_text(doc, edit->after), plain, dim, esc_edit_class_name(edit->class),
                           (double)edit->confidence);
            esc_render_why(doc, edit, out);
            esc_buf_printf(out, "%s\n", plain);
        }
    }
    esc_i18n_init(users);
}

// The text of an older OCR from path, or from stdin where it is NULL.
static int read_text(const char *path, esc_doc *doc, esc_err *err) {
    ESC_AUTOBUF text = {0};
    if (!path && isatty(STDIN_FILENO))
        fputs(_("escribano correct: reads what is typed; Ctrl-D on a line of its own ends it\n"), stderr);
    int failed = esc_cli_text(path, &text, err);
    if (failed) return failed;
    return esc_doc_add_text(doc, esc_buf_text(&text), text.len, err);
}

// In the language of the settings, as all results are.
static int write_edits(const esc_doc *doc, const esc_conf *conf, const char *path, esc_err *err) {
    ESC_AUTOBUF json = {0};
    const char *users = esc_i18n_language();
    esc_i18n_init(esc_conf_text(conf, ESC_CONF_OUTPUT_LANGUAGE));
    int failed = esc_render_edits(doc, &json, err);
    esc_i18n_init(users);
    return failed ? failed : esc_file_write(AT_FDCWD, path, json.bytes, json.len, err);
}

static int run(int argc, char **argv) {
    static const struct option options[] = {{"edits", required_argument, NULL, 'e'},
                                            {"explain", no_argument, NULL, 'x'},
                                            {"help", no_argument, NULL, 'h'},
                                            ESC_CLI_SETTINGS_OPTIONS,
                                            {0}};
    esc_cli_settings settings = {0};
    const char *edits = NULL;
    bool explained = false;
    for (int letter; (letter = esc_cli_option(&esc_cmd_correct, argc, argv, ":h", options)) != -1;) {
        if (letter == 'e')
            edits = optarg;
        else if (letter == 'x')
            explained = true;
        else if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_correct, _("too many --set"));
    }
    if (argc - optind > 1)
        return esc_cli_usage(&esc_cmd_correct, _("one file at a time; for many use “escribano run”"));
    size_t len = edits ? strlen(edits) : 0;
    if (edits &&
        (len < 6 || strcmp(edits + len - 5, ".json"))) // or a text is lost where FILE.json was forgotten
        return esc_cli_usage(&esc_cmd_correct, _("--edits %s: the name has to end in .json"), edits);
    const char *path = optind < argc && strcmp(argv[optind], "-") ? argv[optind] : NULL;

    esc_conf *conf = NULL;
    esc_engine *engine = NULL;
    esc_memory_in_large_pages();
    int exit_code = esc_cli_engine(&settings, &conf, &engine);
    if (exit_code) return exit_code;
    ESC_AUTODOC *doc = esc_doc_new();
    esc_err err = {0};
    int failed = read_text(path, doc, &err);
    if (!failed) failed = esc_document_correct(engine, doc, &err);
    if (failed) {
        exit_code = esc_cli_failed(path ? path : _("standard input"), &err);
    } else {
        ESC_AUTOBUF out = {0};
        if (explained)
            explain(doc, conf, &out);
        else
            esc_render_text(doc, &out);
        exit_code = esc_cli_print(esc_buf_text(&out), out.len);
        if (edits && write_edits(doc, conf, edits, &err)) exit_code = esc_cli_failed(edits, &err);
    }
    esc_engine_free(engine);
    esc_conf_free(conf);
    return exit_code;
}

const esc_command esc_cmd_correct = {
    "correct",
    N_("correct the text that an older OCR left behind"),
    N_("Usage: escribano correct [OPTION…] [FILE]\n\n"
       "Corrects the text of an older OCR, from FILE or the standard input, and prints it: as many lines as "
       "came in,\n"
       "pages parted by form feeds.\n\n"
       "  --edits FILE.json         write every change, with its grounds, to FILE.json\n"
       "  --explain                 show every change under its line, with its reason\n"
       "  --config FILE             settings (see “escribano config”)\n"
       "  --set section.key=value   one setting\n"
       "  --help                    this text\n"),
    run,
};
