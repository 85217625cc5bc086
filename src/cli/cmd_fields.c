// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "render/render.h"

static const struct {
    const char *name;
    int (*render)(const esc_doc *doc, esc_buf *out, esc_err *err);
} formats[] = {
    {"json", esc_render_fields}, {"table", esc_render_fields_table}, {"csv", esc_render_fields_csv}};
enum { FORMATS = sizeof formats / sizeof *formats };

static int run(int argc, char **argv) {
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            ESC_CLI_SETTINGS_OPTIONS,
                                            {0}};
    esc_cli_settings settings = {0};
    int format = 0;
    for (int letter; (letter = esc_cli_option(&esc_cmd_fields, argc, argv, ":h", options)) != -1;) {
        if (letter == 'f') {
            for (format = 0; format < FORMATS && strcmp(optarg, formats[format].name); format++) {
            }
            if (format == FORMATS) return esc_cli_usage(&esc_cmd_fields, _("--format is json, csv or table"));
        } else if (!esc_cli_settings_take(&settings, letter, optarg)) {
            return esc_cli_usage(&esc_cmd_fields, _("too many --set"));
        }
    }
    if (argc - optind != 1) return esc_cli_usage(&esc_cmd_fields, _("one file is needed"));

    esc_conf *conf = NULL;
    esc_engine *engine = NULL;
    int exit_code = esc_cli_engine(&settings, &conf, &engine);
    if (exit_code) return exit_code;
    const char *path = argv[optind];
    ESC_AUTODOC *doc = NULL;
    ESC_AUTOBUF out = {0};
    esc_source source = {0};
    esc_err err = {0};
    int fd = esc_file_open(path, true, &err), failed = fd < 0 ? fd : ESC_OK;
    if (!failed) failed = esc_document_read(engine, fd, esc_file_base(path), NULL, NULL, &doc, &source, &err);
    if (!failed) failed = formats[format].render(doc, &out, &err);
    if (fd >= 0) close(fd);
    exit_code = failed ? esc_cli_failed(path, &err) : esc_cli_print(esc_buf_text(&out), out.len);
    esc_source_free(&source);
    esc_engine_free(engine);
    esc_conf_free(conf);
    return exit_code;
}

const esc_command esc_cmd_fields = {
    "fields",
    N_("print what a minute says: date, session, people, agenda, votes, …"),
    N_("Usage: escribano fields [OPTION…] FILE\n\n"
       "Reads FILE (PDF, TIFF, PNG, JPEG, JPEG 2000, WebP, PNM or text) and prints its fields with their "
       "evidence.\n\n"
       "  --format json|csv|table   json (standard), one CSV row, or a table for people\n"
       "  --config FILE             settings (see “escribano config”)\n"
       "  --set section.key=value   one setting\n"
       "  --help                    this text\n"),
    run,
};
