// SPDX-License-Identifier: GPL-3.0-or-later
// escribanod, the service.
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "daemon/log.h"
#include "daemon/supervisor.h"
#include "daemon/worker.h"

enum { EXIT_USAGE = 2, EXIT_SETTINGS = 3, KEY_ONCE = 256 };

struct arguments {
    const char *config;
    char **settings; // "section.key=value", over what the file says
    uint32_t settings_count, settings_cap;
    bool once;
};

static error_t parse(int key, char *value, struct argp_state *state) {
    struct arguments *args = state->input;
    switch (key) {
    case 'c':
        args->config = value;
        return 0;
    case 's':
        *ESC_GROW(args, settings, 1) = value;
        return 0;
    case KEY_ONCE:
        args->once = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int read_settings(void *user, esc_conf **ret, esc_err *err) {
    const struct arguments *args = user;
    esc_conf *conf = esc_conf_new();
    int failed = args->config ? esc_conf_load(conf, args->config, err) : ESC_OK;
    for (uint32_t i = 0; i < args->settings_count && !failed; i++)
        failed = esc_conf_set(conf, args->settings[i], err);
    if (!failed) failed = esc_conf_check(conf, err);
    if (failed)
        esc_conf_free(conf);
    else
        *ret = conf;
    return failed;
}

static int serve(struct arguments *args) {
    esc_err err = {0};
    esc_ending ending = ESC_ENDING_SETTINGS;
    const char *users = esc_i18n_language(); // notes are in the settings' language, complaints in the user's
    int failed = esc_supervisor_run(read_settings, args, args->once, &ending, &err);
    esc_i18n_init(users);
    if (!failed && ending != ESC_ENDING_SETTINGS) return (int)ending;
    if (failed) fprintf(stderr, "escribanod: %s\n", err.message);
    fprintf(stderr, "escribanod: %s\n", esc_why_text(failed ? err.why : ESC_WHY_MODELS_MISSING));
    return EXIT_SETTINGS;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "--worker")) return esc_worker_main();

    esc_i18n_init(NULL);
    const struct argp_option options[] = {
        {"config", 'c', _("FILE"), 0, _("settings (\"escribano config\" prints all of them)"), 0},
        {"set", 's', _("SECTION.KEY=VALUE"), 0, _("one setting, over what the file says"), 0},
        {"once", KEY_ONCE, NULL, 0, _("work off what is there, then end"), 0},
        {0},
    };
    ESC_AUTOFREE char *doc = esc_asprintf(
        "%s\v%s", _("Watches a folder: cleans the text of scanned minutes and extracts their fields."),
        _("Exit codes: 0 done, 1 with --once: something was put into quarantine, 2 usage, 3 settings "
          "or models are wrong."));
    const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc = doc,
        .argp_domain = "escribano",
    };
    argp_err_exit_status = EXIT_USAGE;
    argp_program_version = "escribanod " ESC_VERSION;
    struct arguments args = {0};
    error_t wrong = argp_parse(&argp, argc, argv, 0, NULL, &args);
    int code = wrong ? EXIT_USAGE : serve(&args);
    free(args.settings);
    return code;
}
