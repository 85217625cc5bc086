// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/catalogue.h"
#include "store/control.h"

enum { HOUR_MS = 3600 * 1000, LAST_TROUBLES = 5, WATCH_S = 2 };

static int print(void *user, const esc_record *record, esc_err *err) {
    (void)user, (void)err;
    if (record->state == ESC_STATE_LEASED || record->state == ESC_STATE_QUARANTINED)
        esc_catalogue_print(record);
    return ESC_OK;
}

static void print_rate(const esc_progress_counts *hour) {
    printf(_("Last hour: %lld documents, %lld pages.\n"), (long long)hour->documents, (long long)hour->pages);
    if (hour->pages_waiting && hour->pages) {
        int64_t minutes = hour->pages_waiting * 60 / hour->pages;
        printf(_("%lld pages wait; at this rate they are read in %lld h %02lld min.\n"),
               (long long)hour->pages_waiting, (long long)(minutes / 60), (long long)(minutes % 60));
    } else if (hour->pages_waiting) {
        printf(_("%lld pages wait.\n"), (long long)hour->pages_waiting);
    }
}

static int status(const esc_catalogue *catalogue, esc_err *err) {
    int64_t counts[ESC_STATE_COUNT];
    esc_progress_counts hour;
    int failed = esc_store_counts(catalogue->store, counts, err);
    if (!failed)
        failed = esc_store_progress(catalogue->store, ((int64_t)time(NULL) * 1000) - HOUR_MS, &hour, err);
    if (failed) return failed;
    // A question about no document is refused by a service that is at work, and by nobody otherwise.
    esc_err answer = {0};
    bool at_work = esc_control_ask(catalogue->state_folder, ESC_CONTROL_RETRY, 0, &answer) != ESC_SYSTEM;
    puts(at_work ? _("The service is at work.") : _("The service is not at work, or its work has stopped."));
    if (!at_work) printf("  %s\n", answer.message);
    printf(_("%lld waiting, %lld being read, %lld to be retried, %lld done, %lld in quarantine.\n"),
           (long long)(counts[ESC_STATE_READY] + counts[ESC_STATE_ARRIVING]),
           (long long)(counts[ESC_STATE_LEASED] + counts[ESC_STATE_PUBLISHING]),
           (long long)counts[ESC_STATE_DELAYED], (long long)counts[ESC_STATE_DONE],
           (long long)counts[ESC_STATE_QUARANTINED]);
    print_rate(&hour);
    if (counts[ESC_STATE_LEASED]) puts(_("\nBeing read:"));
    failed = esc_store_each(catalogue->store, ESC_STATE_LEASED, true, 0, UINT64_MAX, print, NULL, err);
    int64_t troubles = counts[ESC_STATE_QUARANTINED];
    if (!failed && troubles) {
        puts(_("\nLatest in quarantine:"));
        failed = esc_store_each(catalogue->store, ESC_STATE_QUARANTINED, false,
                                troubles > LAST_TROUBLES ? (uint64_t)(troubles - LAST_TROUBLES) : 0,
                                LAST_TROUBLES, print, NULL, err);
    }
    return failed;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {
        ESC_CLI_SETTINGS_OPTIONS, {"watch", no_argument, NULL, 'w'}, {"help", no_argument, NULL, 'h'}, {0}};
    esc_cli_settings settings = {0};
    bool watch = false;
    for (int letter; (letter = esc_cli_option(&esc_cmd_status, argc, argv, ":c:s:wh", options)) != -1;)
        if (letter == 'w')
            watch = true;
        else if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_status, _("too many settings"));
    if (optind < argc) return esc_cli_usage(&esc_cmd_status, _("unexpected “%s”"), argv[optind]);
    esc_catalogue catalogue;
    int exit_code = esc_catalogue_open(&settings, &catalogue);
    if (exit_code) return exit_code;
    esc_err err = {0};
    int failed;
    do {
        if (watch && isatty(STDOUT_FILENO)) fputs("\x1b[H\x1b[2J", stdout);
        failed = status(&catalogue, &err);
        fflush(stdout);
    } while (watch && !failed && !sleep(WATCH_S));
    if (failed) exit_code = esc_cli_failed(catalogue.state_folder, &err);
    esc_catalogue_close(&catalogue);
    return exit_code;
}

const esc_command esc_cmd_status = {
    "status",
    N_("how the service does: queue, rate, latest troubles"),
    N_("Usage: escribano status [--config FILE] [--watch]\n\n"
       "  --watch           again every two seconds, until Ctrl-C\n"
       "  --config FILE     the service's settings (/etc/escribano/escribano.ini)\n"
       "  --set SECTION.KEY=VALUE   one setting, over what the file says\n"
       "  --help            this text\n"),
    run,
};
