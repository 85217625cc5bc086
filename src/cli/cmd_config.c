// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "cli/cli.h"

static void tell(void *user, const char *message) {
    *(bool *)user = true;
    fprintf(stderr, "  %s\n", message);
}

// Below the mistakes of one kind, what to do about them.
static bool conclude(const char *file, int failed, esc_err *err, bool *told) {
    if (*told) *err->said = 0;
    *told = false;
    if (failed) esc_cli_failed(file, err);
    return failed;
}

static void print_told(void *user, const char *message) {
    (void)user;
    fprintf(stderr, "  %s\n", message);
}

// What is no mistake, but should be known. Gives whether there was anything.
static bool warn(const esc_conf *conf, const char *file) {
    esc_err err = {0};
    const int command = esc_conf_check_command(conf, &err);
    if (command)
        fprintf(stderr, _("%s: a warning; the service works, but could tell nobody anything:\n  %s\n"), file,
                err.said);
    return esc_conf_tell_twice(conf, file, print_told, NULL) || command;
}

// Every mistake of a settings file; of what is right in it, whether its folders go together, and whether the
// glossaries and models that it names are there and sound. What the service works without is a warning; and a
// file without folders is for the command line, which needs none.
static int check(const char *file) {
    esc_conf *conf = esc_conf_new();
    esc_err err = {0};
    bool told = false, warned = false, served = true;
    int failed = esc_conf_load_telling(conf, file, tell, &told, &err);
    bool unread = failed && err.why != ESC_WHY_SETTINGS;
    bool wrong = conclude(file, failed, &err, &told);
    if (!unread) {
        served = esc_conf_of_service(conf);
        if (served) wrong |= conclude(file, esc_conf_check(conf, tell, &told, &err), &err, &told);
        wrong |= conclude(file, esc_engine_check(conf, tell, &told, &err), &err, &told);
        warned = warn(conf, file);
    }
    esc_conf_free(conf);
    if (!wrong && !warned) printf(_("%s: all settings are right\n"), file);
    if (!wrong && warned) printf(_("%s: all other settings are right\n"), file);
    if (!served)
        printf(_("%s: it names no folders, which the command line does not need; for the service, set "
                 "[folders] root\n"),
               file);
    return wrong ? ESC_EXIT_CONFIG : ESC_EXIT_DONE;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {
        {"check", required_argument, NULL, 'k'}, {"help", no_argument, NULL, 'h'}, {0}};
    const char *file = NULL;
    for (int letter; (letter = esc_cli_option(&esc_cmd_config, argc, argv, ":h", options)) != -1;)
        if (letter == 'k') file = optarg;
    if (optind < argc) return esc_cli_usage(&esc_cmd_config, _("unexpected “%s”"), argv[optind]);
    if (file) return check(file);

    esc_conf *conf = esc_conf_new();
    ESC_AUTOBUF text = {0};
    esc_conf_print(conf, &text);
    esc_conf_free(conf);
    return esc_cli_print(esc_buf_text(&text), text.len);
}

const esc_command esc_cmd_config = {
    "config",
    N_("print every setting with its meaning, or check a settings file"),
    N_("Usage: escribano config [--check FILE]\n\n"
       "Prints every setting with its meaning, unit, range and default, as a file that can be used as it "
       "stands.\n\n"
       "  --check FILE   only tell whether FILE, its glossaries and the models are right, or what is not\n"
       "  --help         this text\n"),
    run,
};
