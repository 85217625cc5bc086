// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/catalogue.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

static const char installed[] = "/etc/escribano/escribano.ini";

int esc_catalogue_open(esc_cli_settings *settings, esc_catalogue *ret) {
    if (!settings->file && !settings->count && !access(installed, R_OK)) settings->file = installed;
    esc_catalogue catalogue = {0};
    int exit_code = esc_cli_conf(settings, &catalogue.conf);
    if (exit_code) return exit_code;
    catalogue.state_folder = esc_conf_folder(catalogue.conf, ESC_CONF_FOLDERS_STATE);
    ESC_AUTOFREE char *database = esc_asprintf("%s/escribano.db", catalogue.state_folder);
    esc_err err = {0};
    if (esc_store_open_reader(database, &catalogue.store, &err)) {
        esc_cli_failed(database, &err);
        esc_catalogue_close(&catalogue);
        return ESC_EXIT_CONFIG;
    }
    *ret = catalogue;
    return ESC_EXIT_DONE;
}

void esc_catalogue_close(esc_catalogue *catalogue) {
    esc_store_close(catalogue->store);
    esc_conf_free(catalogue->conf);
    free(catalogue->state_folder);
    *catalogue = (esc_catalogue){0};
}

static const char *state_shown(esc_record_state state) {
    static const char *const names[ESC_STATE_COUNT] = {
        [ESC_STATE_ARRIVING] = N_("arriving"),       [ESC_STATE_READY] = N_("waiting"),
        [ESC_STATE_LEASED] = N_("being read"),       [ESC_STATE_DELAYED] = N_("to be retried"),
        [ESC_STATE_PUBLISHING] = N_("publishing"),   [ESC_STATE_DONE] = N_("done"),
        [ESC_STATE_QUARANTINED] = N_("quarantined"),
    };
    return _(names[state]);
}

void esc_catalogue_print(const esc_record *record) {
    char when[32], pages[32] = "-";
    time_t seconds = (time_t)(record->arrived_ms / 1000);
    struct tm tm;
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", localtime_r(&seconds, &tm));
    if (record->pages) snprintf(pages, sizeof pages, "%d/%d", record->pages_done, record->pages);
    ESC_AUTOFREE char *path = esc_utf8_shown(record->path);
    bool trouble = record->state == ESC_STATE_QUARANTINED || record->state == ESC_STATE_DELAYED;
    printf("%8lld  %-14s %9s  %s  %s%s%s\n", (long long)record->id, state_shown(record->state), pages, when,
           path, trouble ? "  — " : "", trouble ? esc_why_text(record->why) : "");
}

static bool parse_id(const char *text, int64_t *ret) {
    char *end;
    errno = 0;
    long long id = strtoll(text, &end, 10);
    if (errno || end == text || *end || id < 1) return false;
    *ret = id;
    return true;
}

int esc_catalogue_ask(const esc_command *command, const esc_catalogue *catalogue, esc_control_verb verb,
                      int count, char **ids) {
    if (!count) return esc_cli_usage(command, _("which documents? Their numbers are missing"));
    int exit_code = ESC_EXIT_DONE;
    for (int i = 0; i < count; i++) {
        int64_t id;
        if (!parse_id(ids[i], &id))
            return esc_cli_usage(command, _("“%s” is not a document's number"), ids[i]);
        esc_err err = {0};
        if (esc_control_ask(catalogue->state_folder, verb, id, &err)) {
            esc_cli_failed(ids[i], &err);
            exit_code = ESC_EXIT_FAILED;
        }
    }
    return exit_code;
}

int esc_catalogue_run(const esc_command *command, const esc_action *actions, int action_count, int argc,
                      char **argv) {
    static const struct option options[] = {ESC_CLI_SETTINGS_OPTIONS, {"help", no_argument, NULL, 'h'}, {0}};
    esc_cli_settings settings = {0};
    for (int letter; (letter = esc_cli_option(command, argc, argv, ":c:s:h", options)) != -1;)
        if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(command, _("too many settings"));
    const char *asked = optind < argc ? argv[optind] : "list";
    for (int i = 0; i < action_count; i++) {
        if (strcmp(asked, actions[i].name)) continue;
        esc_catalogue catalogue;
        int exit_code = esc_catalogue_open(&settings, &catalogue);
        if (exit_code) return exit_code;
        int first = optind < argc ? optind + 1 : argc;
        exit_code = actions[i].run(&catalogue, argc - first, argv + first);
        esc_catalogue_close(&catalogue);
        return exit_code;
    }
    return esc_cli_usage(command, _("“%s” cannot be done"), asked);
}
