// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/pages.h"

// Result names already given in this run, so that no result overwrites another.
typedef struct name_list {
    char **name;
    uint32_t name_count, name_cap;
} name_list;

static bool taken(const name_list *names, const char *name) {
    for (uint32_t i = 0; i < names->name_count; i++)
        if (!strcmp(names->name[i], name)) return true;
    return false;
}

// "acta" for acta.tif; "acta.tif" where that is taken; then "acta.tif.2" and so on. Lent.
static const char *choose(name_list *names, const char *file) {
    char *name = esc_strndup(file, esc_file_stem(file));
    for (int i = 1; taken(names, name); i++) {
        free(name);
        name = i == 1 ? esc_strdup(file) : esc_asprintf("%s.%d", file, i);
    }
    return *ESC_GROW(names, name, 1) = name;
}

static void names_free(name_list *names) {
    for (uint32_t i = 0; i < names->name_count; i++) free(names->name[i]);
    free(names->name);
}

static int write_result(int dir, const char *name, const char *ending, const esc_buf *bytes, esc_err *err) {
    ESC_AUTOFREE char *file = esc_asprintf("%s%s", name, ending);
    return esc_file_write(dir, file, esc_buf_text(bytes), bytes->len, err);
}

// How well it was read: a line on a terminal, and the table of its pages where that is asked for.
static void tell_quality(const esc_doc *doc, const char *path, bool pages, const esc_bar *bar) {
    ESC_AUTOBUF said = {0};
    if (isatty(STDERR_FILENO)) {
        esc_cli_pages_summary(doc, &said);
        esc_bar_clear(bar);
        fprintf(stderr, "%s. %s\n", esc_file_base(path), esc_buf_text(&said));
    }
    if (!pages) return;
    esc_buf_truncate(&said, 0);
    esc_cli_pages(doc, &said);
    printf("%s\n%s\n", esc_file_base(path), esc_buf_text(&said));
}

// One input, from its path to DIR/NAME.txt and DIR/NAME.json.
static int process(const esc_conf *conf, esc_engine *engine, const char *path, int dir, bool pages,
                   name_list *names, esc_bar *bar, esc_err *err) {
    int fd = esc_file_open(path, true, err);
    if (fd < 0) return fd;
    ESC_AUTODOC *doc = NULL;
    ESC_AUTOBUF text = {0};
    ESC_AUTOBUF json = {0};
    esc_source source = {0};
    int failed = esc_document_read(engine, fd, esc_file_base(path), esc_bar_page, bar, &doc, &source, err);
    close(fd);
    if (!failed) {
        // Results are in the language of the settings, whoever makes them, so that they are the same bytes.
        const char *users = esc_i18n_language();
        esc_i18n_init(esc_conf_text(conf, ESC_CONF_OUTPUT_LANGUAGE));
        failed = esc_document_render(engine, doc, &source, &text, &json, err);
        esc_i18n_init(users);
    }
    if (!failed) {
        const char *name = choose(names, esc_file_base(path));
        failed = write_result(dir, name, ".txt", &text, err);
        if (!failed) failed = write_result(dir, name, ".json", &json, err);
        if (!failed && source.same.len)
            failed =
                write_result(dir, name, !strcmp(source.type, "hocr") ? ".corregido.hocr" : ".corregido.xml",
                             &source.same, err);
    }
    if (!failed) tell_quality(doc, path, pages, bar);
    esc_source_free(&source);
    return failed;
}

static int open_folder(const char *path, esc_err *err) {
    if (mkdir(path, 0777) && errno != EEXIST) return esc_fail_errno(err, "cannot create the folder %s", path);
    int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return dir < 0 ? esc_fail_errno(err, "cannot open the folder %s", path) : dir;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {{"output", required_argument, NULL, 'o'},
                                            {"pages", no_argument, NULL, 'p'},
                                            {"help", no_argument, NULL, 'h'},
                                            ESC_CLI_SETTINGS_OPTIONS,
                                            {0}};
    esc_cli_settings settings = {0};
    const char *folder = NULL;
    bool pages = false;
    for (int letter; (letter = esc_cli_option(&esc_cmd_run, argc, argv, ":o:h", options)) != -1;) {
        if (letter == 'o')
            folder = optarg;
        else if (letter == 'p')
            pages = true;
        else if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_run, _("too many --set"));
    }
    if (!folder) return esc_cli_usage(&esc_cmd_run, _("-o DIR says where the results go"));
    if (optind == argc) return esc_cli_usage(&esc_cmd_run, _("at least one file is needed"));

    esc_conf *conf = NULL;
    esc_engine *engine = NULL;
    esc_err err = {0};
    int dir = open_folder(folder, &err);
    if (dir < 0) return esc_cli_failed(folder, &err);
    int exit_code = esc_cli_engine(&settings, &conf, &engine);
    name_list names = {0};
    int done = 0, count = argc - optind;
    esc_bar bar = {.files = count};
    for (int i = 0; i < count && exit_code != ESC_EXIT_CONFIG; i++) {
        const char *path = argv[optind + i];
        bar.file = i;
        bar.name = esc_file_base(path);
        bar.page = bar.pages = 0;
        esc_bar_draw(&bar);
        err = (esc_err){0};
        int failed = process(conf, engine, path, dir, pages, &names, &bar, &err);
        if (failed) {
            esc_bar_clear(&bar);
            exit_code = esc_cli_failed(path, &err);
        } else {
            done++;
        }
    }
    esc_bar_clear(&bar);
    if (engine && isatty(STDERR_FILENO))
        fprintf(stderr, _("%d of %d files done; results in %s\n"), done, count, folder);
    if (engine && done < count && exit_code == ESC_EXIT_DONE) exit_code = ESC_EXIT_FAILED;
    names_free(&names);
    close(dir);
    esc_engine_free(engine);
    esc_conf_free(conf);
    return exit_code;
}

const esc_command esc_cmd_run = {
    "run",
    N_("read scans or texts and write cleaned text and fields"),
    N_("Usage: escribano run -o DIR [OPTION…] FILE…\n\n"
       "Reads each FILE (PDF, TIFF, PNG, JPEG, JPEG 2000, WebP, PNM, ALTO, hOCR or text) and writes "
       "DIR/NAME.txt, the cleaned\n"
       "text, and DIR/NAME.json, everything that was found and every change with its grounds. ALTO and hOCR "
       "are given\n"
       "back in their own format, too: DIR/NAME.corregido.xml or .hocr. NAME is the file's name without its "
       "ending; where\n"
       "two would be the same, the later keeps its ending. The files themselves are not touched.\n\n"
       "  -o, --output DIR          where the results go; made if it is not there\n"
       "  --pages                   print how well each page was read, and in how many seconds\n"
       "  --config FILE             settings (see “escribano config”)\n"
       "  --set section.key=value   one setting\n"
       "  --help                    this text\n"),
    run,
};
