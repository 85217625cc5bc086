// SPDX-License-Identifier: GPL-3.0-or-later
// escribanod, the service.
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "daemon/log.h"
#include "daemon/supervisor.h"
#include "daemon/worker.h"
#include "pipeline/pipeline.h"

enum { EXIT_USAGE = 2, EXIT_SETTINGS = 3, EXIT_LATER = 4 };

struct arguments {
    const char *config;
    char **settings; // "section.key=value", over what the file says
    uint32_t settings_count, settings_cap;
    bool once;
};

static int read_settings(void *user, esc_conf **ret, esc_err *err) {
    const struct arguments *args = user;
    esc_conf *conf = esc_conf_new();
    int failed = args->config ? esc_conf_load(conf, args->config, err) : ESC_OK;
    for (uint32_t i = 0; i < args->settings_count && !failed; i++)
        failed = esc_conf_set(conf, args->settings[i], err);
    if (!failed) failed = esc_conf_check(conf, NULL, NULL, err);
    if (!failed) failed = esc_engine_check(conf, NULL, NULL, err); // a worker could only die of it
    if (failed)
        esc_conf_free(conf);
    else
        *ret = conf;
    return failed;
}

// The log is in English; whoever starts it by hand is told in his language, after the log's line where
// standard error is a file or a pipe: who reads it then cannot be known.
static void complain(const esc_err *err) {
    if (!isatty(STDERR_FILENO))
        esc_log_about(&(esc_log_subject){.why = esc_why_name(err->why)}, SD_ERR, "cannot start: %s: %s",
                      esc_why_name(err->why), err->message);
    if (esc_log_is_journal()) return;
    fprintf(stderr, "escribanod: %s\n", esc_why_text(err->why));
    // What was told after the settings had been read is in their language.
    bool english = !strcmp(esc_i18n_language(), "en");
    fprintf(stderr, _("  detail: %s\n"), english ? err->message : err->said);
}

static int serve(struct arguments *args) {
    esc_err err = {0};
    esc_ending ending = ESC_ENDING_DONE;
    const char *users = esc_i18n_language(); // notes are in the settings' language, complaints in the user's
    int failed = esc_supervisor_run(read_settings, args, args->once, &ending, &err);
    esc_i18n_init(users);
    if (!failed) return (int)ending;
    complain(&err);
    return esc_why_transient(err.why) ? EXIT_LATER : EXIT_SETTINGS;
}

// argp would do, but its own words come in English where libc's translations are not installed.
static const char help[] = N_(
    "Usage: escribanod [--config FILE] [--once]\n\n"
    "The service: watches a folder, reads the scans and texts that are dropped "
    "into it, and writes their cleaned text\n"
    "and fields.\n\n"
    "  --config FILE             settings (see “escribano config”)\n"
    "  --set section.key=value   one setting, over what the file says\n"
    "  --once                    work off what is there, then end (cron, batch)\n"
    "  --version                 the version\n"
    "  --help                    this text\n\n"
    "Exit codes: 0 done, 1 one of its folders was replaced while it worked; with --once: something was put "
    "into\n"
    "quarantine, 2 wrong usage, 3 settings or models wrong or missing,\n"
    "4 no start now for a reason that may pass (disk, folders, memory, a locked database).\n");

static int usage(const char *format, const char *wrong) {
    fputs("escribanod: ", stderr);
    fprintf(stderr, format, wrong);
    fputs(_("\nSee: escribanod --help\n"), stderr);
    return EXIT_USAGE;
}

static int run(int argc, char **argv, struct arguments *args) {
    static const struct option options[] = {
        {"config", required_argument, NULL, 'c'}, {"set", required_argument, NULL, 's'},
        {"once", no_argument, NULL, 'o'},         {"version", no_argument, NULL, 'V'},
        {"help", no_argument, NULL, 'h'},         {0}};
    opterr = 0; // getopt's own messages are not ours to translate
    for (int letter; (letter = getopt_long(argc, argv, ":hV", options, NULL)) != -1;) switch (letter) {
        case 'c':
            args->config = optarg;
            break;
        case 's':
            *ESC_GROW(args, settings, 1) = optarg;
            break;
        case 'o':
            args->once = true;
            break;
        case 'V':
            return puts("escribanod " ESC_VERSION), 0;
        case 'h':
            return fputs(_(help), stdout), 0;
        case ':':
            return usage(_("option %s needs a value"), argv[optind - 1]);
        default:
            return usage(_("there is no option %s"), argv[optind - 1]);
        }
    return optind < argc ? usage(_("unexpected “%s”"), argv[optind]) : serve(args);
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "--worker")) return esc_worker_main();
    esc_i18n_init(NULL);
    struct arguments args = {0};
    int code = run(argc, argv, &args);
    free(args.settings);
    return code;
}
