// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/pages.h"
#include "render/render.h"

enum format { JSON, CSV, TABLE, FORMATS };
static const char *const format_names[FORMATS] = {"json", "csv", "table"};

// Reads path and appends its fields to out. *ret_code tells whether pages of it are missing.
static int read_fields(esc_engine *engine, const char *path, enum format format, esc_bar *bar, esc_buf *out,
                       int *ret_code, esc_err *err) {
    int fd = esc_file_open(path, true, err);
    if (fd < 0) return fd;
    ESC_AUTODOC *doc = NULL;
    esc_source source = {0};
    int failed = esc_document_read(engine, fd, esc_file_base(path), esc_bar_page, bar, &doc, &source, err);
    close(fd);
    if (!failed && format == JSON) failed = esc_render_fields(doc, out, err);
    if (!failed && format == CSV) esc_render_csv_row(doc, esc_file_base(path), out);
    if (!failed && format == TABLE) esc_render_fields_table(doc, out);
    esc_bar_clear(bar);
    if (!failed && format == TABLE && !out->len)
        fprintf(stderr, _("%s: nothing was found; it looks like no minutes, agenda or agreement.\n"), path);
    if (!failed) *ret_code = esc_cli_pages_missing(doc, path);
    esc_source_free(&source);
    return failed;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            ESC_CLI_SETTINGS_OPTIONS,
                                            {0}};
    esc_cli_settings settings = {0};
    enum format format = JSON;
    for (int letter; (letter = esc_cli_option(&esc_cmd_fields, argc, argv, ":h", options)) != -1;) {
        if (letter == 'f') {
            for (format = JSON; format < FORMATS && strcmp(optarg, format_names[format]); format++) {
            }
            if (format == FORMATS) return esc_cli_usage(&esc_cmd_fields, _("--format is json, csv or table"));
        } else if (!esc_cli_settings_take(&settings, letter, optarg)) {
            return esc_cli_usage(&esc_cmd_fields, _("too many --set"));
        }
    }
    int count = argc - optind;
    if (count < 1) return esc_cli_usage(&esc_cmd_fields, _("at least one file is needed"));
    if (count > 1 && format != CSV)
        return esc_cli_usage(&esc_cmd_fields, _("one file at a time, but for --format csv"));

    esc_conf *conf = NULL;
    esc_engine *engine = NULL;
    esc_memory_in_large_pages();
    int exit_code = esc_cli_engine(&settings, &conf, &engine);
    if (exit_code) return exit_code;
    ESC_AUTOBUF out = {0};
    esc_bar bar = {.files = count};
    if (format == CSV) esc_render_csv_header(&out);
    for (; bar.file < count; bar.file++) {
        const char *path = argv[optind + bar.file];
        bar.name = esc_file_base(path);
        bar.page = bar.pages = 0;
        esc_bar_draw(&bar);
        esc_err err = {0};
        int code = ESC_EXIT_DONE, failed = read_fields(engine, path, format, &bar, &out, &code, &err);
        if (failed) code = esc_cli_failed(path, &err);
        if (code) exit_code = code;
        // Row by row: who reads along sees how far it is, and what was read is not lost.
        if (out.len && esc_cli_print(out.bytes, out.len)) exit_code = ESC_EXIT_FAILED;
        esc_buf_truncate(&out, 0);
    }
    esc_engine_free(engine);
    esc_conf_free(conf);
    return exit_code;
}

const esc_command esc_cmd_fields = {
    "fields",
    N_("print what a minute says: date, session, people, agenda, votes, …"),
    N_("Usage: escribano fields [OPTION…] FILE\n"
       "       escribano fields --format csv [OPTION…] FILE…\n\n"
       "Reads FILE (PDF, TIFF, PNG, JPEG, JPEG 2000, WebP, PNM, ALTO, hOCR or text) and prints its fields "
       "with "
       "their\n"
       "evidence.\n\n"
       "  --format json|csv|table   json (standard), a CSV row for each file, or a table for people\n"
       "  --config FILE             settings (see “escribano config”)\n"
       "  --set section.key=value   one setting\n"
       "  --help                    this text\n"),
    run,
};
