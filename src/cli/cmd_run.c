// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/apart.h"
#include "cli/cli.h"
#include "cli/naming.h"
#include "cli/pages.h"

// What is asked for, and how far it got: the latter is seen by both processes.
typedef struct run_job {
    esc_cli_settings settings;
    const char *folder;
    int dir;
    bool pages;
    char **paths;
    char **names; // of the results, without their ending
    int count;
    struct run_state {
        bool started;   // the engine stands
        int file, done; // the file being read, from 0; those whose results are written
    } * state;
} run_job;

static int write_result(int dir, const char *name, const char *ending, const esc_buf *bytes, esc_err *err) {
    ESC_AUTOFREE char *file = esc_asprintf("%s%s", name, ending);
    return esc_file_write(dir, file, esc_buf_text(bytes), bytes->len, err);
}

// NAME.json; the cleaned text goes to text.
static int write_json(const run_job *job, esc_engine *engine, const esc_doc *doc, const esc_source *source,
                      const char *name, esc_buf *text, esc_err *err) {
    ESC_AUTOFREE char *file = esc_asprintf("%s.json", name);
    esc_draft draft;
    int failed = esc_draft_begin(job->dir, file, &draft, err);
    if (failed) return failed;
    failed = esc_document_render(engine, doc, source, text, esc_draft_put, &draft, err);
    return esc_draft_end(&draft, failed, err);
}

// How well it was read: a line on a terminal, and the table of its pages where that is asked for.
static void tell_quality(const esc_doc *doc, const char *path, bool pages, const esc_bar *bar) {
    ESC_AUTOBUF said = {0};
    esc_bar_clear(bar);
    if (isatty(STDERR_FILENO)) {
        esc_cli_pages_summary(doc, &said);
        fprintf(stderr, "%s. %s\n", esc_file_base(path), esc_buf_text(&said));
    }
    if (!pages) return;
    esc_buf_truncate(&said, 0);
    esc_cli_pages(doc, &said);
    printf("%s\n%s\n", esc_file_base(path), esc_buf_text(&said));
}

// Nobody has to look for results under a name that they do not have.
static void tell_name(const char *path, const char *name) {
    const char *file = esc_file_base(path);
    if (strlen(name) == esc_file_stem(file)) return;
    fprintf(stderr,
            _("escribano: %s: its results are %s.txt and %s.json: the shorter name is that of another file, "
              "or of "
              "results that a person has changed\n"),
            path, name, name);
}

// One input, from its path to DIR/NAME.txt and DIR/NAME.json. *ret_code tells whether pages of it are
// missing.
static int process(const run_job *job, const esc_conf *conf, esc_engine *engine, esc_bar *bar, int *ret_code,
                   esc_err *err) {
    const char *path = job->paths[bar->file], *name = job->names[bar->file];
    int dir = job->dir;
    int fd = esc_file_open(path, true, err);
    if (fd < 0) return fd;
    ESC_AUTODOC *doc = NULL;
    ESC_AUTOBUF text = {0};
    esc_source source = {0};
    int failed = esc_document_read(engine, fd, esc_file_base(path), esc_bar_page, bar, &doc, &source, err);
    close(fd);
    if (!failed) {
        // Results are in the language of the settings, whoever makes them, so that they are the same bytes.
        const char *users = esc_i18n_language();
        esc_i18n_init(esc_conf_text(conf, ESC_CONF_OUTPUT_LANGUAGE));
        failed = write_json(job, engine, doc, &source, name, &text, err);
        esc_i18n_init(users);
    }
    if (!failed) {
        failed = write_result(dir, name, ".txt", &text, err);
        if (!failed && source.same.len)
            failed = write_result(dir, name, esc_form_ending(source.type), &source.same, err);
    }
    if (!failed) {
        tell_quality(doc, path, job->pages, bar);
        tell_name(path, name);
        *ret_code = esc_cli_pages_missing(doc, path);
    }
    esc_source_free(&source);
    return failed;
}

static int open_folder(const char *path, esc_err *err) {
    if (mkdir(path, 0777) && errno != EEXIST)
        return esc_fail_creating(err, "cannot create the folder %s", path);
    int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return dir < 0 ? esc_fail_creating(err, "cannot open the folder %s", path) : dir;
}

// Reads the files from state->file on. In a process of its own, where one can be made.
static int read_files(void *user) {
    run_job *job = user;
    struct run_state *state = job->state;
    esc_conf *conf = NULL;
    esc_engine *engine = NULL;
    int exit_code = esc_cli_engine(&job->settings, &conf, &engine);
    esc_err missing = {0};
    if (!exit_code && esc_engine_load_ocr(engine, &missing))
        exit_code = esc_cli_failed(_("cannot start"), &missing);
    if (exit_code) {
        esc_engine_free(engine);
        esc_conf_free(conf);
        return exit_code;
    }
    esc_apart_watch(esc_conf_integer(conf, ESC_CONF_WORKERS_PROGRESS_DEADLINE));
    state->started = true;
    esc_bar bar = {.files = job->count};
    for (; state->file < job->count && exit_code != ESC_EXIT_CONFIG; state->file++) {
        bar.file = state->file;
        bar.name = esc_file_base(job->paths[bar.file]);
        bar.page = bar.pages = 0;
        esc_bar_draw(&bar);
        esc_err err = {0};
        int code = ESC_EXIT_DONE;
        if (process(job, conf, engine, &bar, &code, &err)) {
            esc_bar_clear(&bar);
            exit_code = esc_cli_failed(job->paths[bar.file], &err);
        } else {
            state->done++;
            if (code > exit_code) exit_code = code;
        }
    }
    esc_bar_clear(&bar);
    esc_engine_free(engine);
    esc_conf_free(conf);
    return exit_code;
}

// A process that dies of a file costs that file only: a new one goes on with the next.
static int read_all(run_job *job) {
    struct run_state *state = job->state;
    int exit_code = ESC_EXIT_DONE;
    for (bool more = true; more && exit_code != ESC_EXIT_CONFIG;) {
        esc_err err = {0};
        int code = esc_apart_run(read_files, job, &err);
        if (code > exit_code) exit_code = code;
        more = state->started && state->file < job->count && code != ESC_EXIT_CONFIG;
        if (more && !err.kind) // a library that ends the process by itself
            esc_fail(&err, ESC_LIBRARY, ESC_WHY_CRASH, "the process that reads ended with code %d", code);
        if (!err.kind) continue;
        esc_term_clear_line(); // of the bar that the dead one drew
        code = esc_cli_failed(more ? job->paths[state->file] : _("cannot start"), &err);
        if (code > exit_code) exit_code = code;
        state->file++;
        more = more && state->file < job->count;
    }
    return exit_code;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {{"output", required_argument, NULL, 'o'},
                                            {"pages", no_argument, NULL, 'p'},
                                            {"help", no_argument, NULL, 'h'},
                                            ESC_CLI_SETTINGS_OPTIONS,
                                            {0}};
    run_job job = {0};
    for (int letter; (letter = esc_cli_option(&esc_cmd_run, argc, argv, ":o:h", options)) != -1;) {
        if (letter == 'o')
            job.folder = optarg;
        else if (letter == 'p')
            job.pages = true;
        else if (!esc_cli_settings_take(&job.settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_run, _("too many --set"));
    }
    if (!job.folder) return esc_cli_usage(&esc_cmd_run, _("the folder for the results is missing: -o DIR"));
    if (optind == argc) return esc_cli_usage(&esc_cmd_run, _("at least one file is needed"));

    esc_err err = {0};
    job.dir = open_folder(job.folder, &err);
    if (job.dir < 0) return esc_cli_failed(job.folder, &err);
    job.state = mmap(NULL, sizeof *job.state, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (job.state == MAP_FAILED) {
        esc_fail_errno(&err, "cannot map a page of memory");
        close(job.dir);
        return esc_cli_failed(_("cannot start"), &err);
    }
    job.paths = argv + optind;
    job.count = argc - optind;
    job.names = esc_alloc_zero((size_t)job.count, sizeof *job.names);
    for (int i = 0; i < job.count; i++)
        job.names[i] = esc_naming_choose(job.dir, job.folder, job.paths[i], job.names, i);
    int exit_code = read_all(&job);
    if (job.state->started && isatty(STDERR_FILENO))
        fprintf(stderr, _("%d of %d files done; results in %s\n"), job.state->done, job.count, job.folder);
    for (int i = 0; i < job.count; i++) free(job.names[i]);
    free(job.names);
    munmap(job.state, sizeof *job.state);
    close(job.dir);
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
       "ending, or\n"
       "with it where NAME is taken in DIR by something else; this is then said. Replaced are only earlier "
       "results of the\n"
       "same file that no person has changed. The files themselves are not touched.\n\n"
       "  -o, --output DIR          where the results go; made if it is not there\n"
       "  --pages                   print how well each page was read, and in how many seconds\n"
       "  --config FILE             settings (see “escribano config”)\n"
       "  --set section.key=value   one setting\n"
       "  --help                    this text\n"),
    run,
};
