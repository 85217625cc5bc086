// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/catalogue.h"
#include "store/control.h"

enum {
    HOUR_MS = 3600 * 1000,
    TEN_MINUTES_MS = HOUR_MS / 6,
    LAST_SHOWN = 8,
    MOST_LOOKED_AT = 1000,
    WATCH_S = 2
};

static int print(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    esc_catalogue_print(user, record);
    return ESC_OK;
}

// The rate since the first page of the last ten minutes was begun, if any was read in them: it follows a
// change of load or of settings, and is right soon after a start.
static double pages_an_hour(const esc_progress_counts *hour, const esc_progress_counts *lately,
                            int64_t now_ms) {
    const esc_progress_counts *counts = lately->pages ? lately : hour;
    int64_t took_ms = now_ms - counts->began_ms;
    return counts->pages ? (double)counts->pages * HOUR_MS / (double)(took_ms > 1000 ? took_ms : 1000) : 0;
}

static void print_rate(const esc_progress_counts *hour, double rate) {
    printf(_("Last hour: %lld documents done, %lld pages read"), (long long)hour->documents,
           (long long)hour->pages);
    if (rate > 0) printf(_("; at last %.0f pages an hour"), rate);
    puts(".");
    if (hour->pages_waiting && rate > 0) {
        double minutes = ceil((double)hour->pages_waiting * 60 / rate);
        printf(_("%lld pages wait; at this rate they are read in %.0f h %02.0f min.\n"),
               (long long)hour->pages_waiting, floor(minutes / 60), fmod(minutes, 60));
    } else if (hour->pages_waiting) {
        printf(_("%lld pages wait.\n"), (long long)hour->pages_waiting);
    }
}

// Gives the exit code that says how the service does.
static int print_service(const esc_catalogue *catalogue) {
    esc_err err = {0};
    esc_control_state state = {0};
    int failed = esc_control_state_ask(catalogue->state_folder, &state, &err);
    bool secret = failed && err.why == ESC_WHY_NO_PERMISSION;
    if (secret)
        puts(_("Only root and the service's own user may ask the service how it does; this is what its "
               "database says:"));
    else if (failed)
        printf(_("The service is not at work (“systemctl start escribanod”).\n  %s\n"), err.said);
    else if (state.stopped)
        printf(_("Work has stopped, and goes on by itself once this is mended:\n  %s\n"), state.said);
    else
        printf(_("The service is at work: %d of %d workers are busy.\n"), state.busy, state.workers);
    if (state.paused) puts(_("The disk is nearly full: nothing is taken in until there is room."));
    for (int i = 0; i < ESC_CONTROL_NOTES && *state.notes[i].said; i++) esc_term_wrap(state.notes[i].said, 0);
    return secret                          ? ESC_EXIT_UNKNOWN
           : failed                        ? ESC_EXIT_DOWN
           : state.stopped || state.paused ? ESC_EXIT_STOPPED
                                           : ESC_EXIT_DONE;
}

// The last few documents of a state, below a heading where there are any.
static int print_some(const esc_catalogue *catalogue, esc_record_state state, const int64_t *counts,
                      const char *heading, esc_err *err) {
    if (!counts[state]) return ESC_OK;
    puts(heading);
    uint64_t skip = counts[state] > LAST_SHOWN ? (uint64_t)(counts[state] - LAST_SHOWN) : 0;
    return esc_store_each(catalogue->store, state, false, skip, LAST_SHOWN, print,
                          (void *)(uintptr_t)catalogue, err);
}

typedef struct waiting {
    const esc_catalogue *catalogue;
    int shown;
} waiting;

static int print_if_waiting(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    waiting *w = user;
    if (w->shown >= LAST_SHOWN || !esc_catalogue_waits(w->catalogue, record)) return ESC_OK;
    if (!w->shown++) puts(_("\nWaiting for a folder:"));
    esc_catalogue_print(w->catalogue, record);
    return ESC_OK;
}

// What is whole, but cannot be given its place.
static int print_waiting(const esc_catalogue *catalogue, esc_err *err) {
    static const esc_record_state states[] = {ESC_STATE_PUBLISHING, ESC_STATE_DONE, ESC_STATE_QUARANTINED};
    waiting w = {catalogue, 0};
    int failed = ESC_OK;
    for (size_t i = 0; i < sizeof states / sizeof *states && !failed; i++)
        failed =
            esc_store_each(catalogue->store, states[i], true, 0, MOST_LOOKED_AT, print_if_waiting, &w, err);
    return failed;
}

static int print_documents(const esc_catalogue *catalogue, esc_err *err) {
    int64_t counts[ESC_STATE_COUNT];
    esc_progress_counts hour, lately;
    int64_t now_ms = (int64_t)time(NULL) * 1000;
    int failed = esc_store_counts(catalogue->store, counts, err);
    if (!failed) failed = esc_store_progress(catalogue->store, now_ms - HOUR_MS, &hour, err);
    if (!failed) failed = esc_store_progress(catalogue->store, now_ms - TEN_MINUTES_MS, &lately, err);
    if (failed) return failed;
    printf(_("%lld waiting, %lld being read, %lld to be retried, %lld done, %lld in quarantine.\n"),
           (long long)(counts[ESC_STATE_READY] + counts[ESC_STATE_ARRIVING]),
           (long long)(counts[ESC_STATE_LEASED] + counts[ESC_STATE_PUBLISHING]),
           (long long)counts[ESC_STATE_DELAYED], (long long)counts[ESC_STATE_DONE],
           (long long)counts[ESC_STATE_QUARANTINED]);
    print_rate(&hour, pages_an_hour(&hour, &lately, now_ms));
    failed = print_some(catalogue, ESC_STATE_LEASED, counts, _("\nBeing read:"), err);
    if (!failed) failed = print_some(catalogue, ESC_STATE_DELAYED, counts, _("\nTo be retried:"), err);
    if (!failed) failed = print_waiting(catalogue, err);
    if (!failed)
        failed = print_some(catalogue, ESC_STATE_QUARANTINED, counts, _("\nLatest in quarantine:"), err);
    return failed;
}

// At the top of an empty screen.
static void print_time(void) {
    char when[32];
    time_t now = time(NULL);
    struct tm tm;
    strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", localtime_r(&now, &tm));
    printf("\x1b[H\x1b[2J%s  %s\n\n", when, _("Ctrl-C ends this view; the service goes on."));
}

// One look at it. Gives the exit code that says how the service does; false in *ret_whole where not all could
// be told.
static int look(esc_cli_settings *settings, bool redraw, bool *ret_whole) {
    *ret_whole = false;
    esc_catalogue catalogue;
    int exit_code = esc_catalogue_find(settings, &catalogue);
    if (exit_code) return exit_code;
    if (redraw) print_time();
    esc_catalogue_tell_mistakes(&catalogue, redraw ? stdout : stderr);
    exit_code = esc_catalogue_open_store(&catalogue);
    bool opened = !exit_code;
    if (exit_code != ESC_EXIT_UNKNOWN) exit_code = print_service(&catalogue);
    esc_err err = {0};
    int failed = opened ? print_documents(&catalogue, &err) : ESC_OK;
    // A service at work has looked it through at its start.
    if (opened && !failed && exit_code == ESC_EXIT_DOWN) failed = esc_store_check(catalogue.store, &err);
    fflush(stdout);
    if (failed) esc_cli_failed(catalogue.state_folder, &err);
    esc_catalogue_close(&catalogue);
    *ret_whole = opened && !failed;
    return *ret_whole || exit_code ? exit_code : ESC_EXIT_FAILED;
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
    bool redraw = watch && isatty(STDOUT_FILENO), whole;
    // What is printed in one go is redrawn without flicker.
    if (redraw) setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    int exit_code;
    // Each look finds out anew: a service that has been started or ended since is seen, and settings that
    // were mended.
    do exit_code = look(&settings, redraw, &whole);
    while (watch && whole && !sleep(WATCH_S));
    return exit_code;
}

const esc_command esc_cmd_status = {
    "status",
    N_("how the service does: queue, rate, latest troubles"),
    N_("Usage: escribano status [--config FILE] [--watch]\n\n"
       "  --watch           again every two seconds, until Ctrl-C\n"
       "  --config FILE     the service's settings (/etc/escribano/escribano.ini)\n"
       "  --set SECTION.KEY=VALUE   one setting, over what the file says\n"
       "  --help            this text\n\n"
       "Exit codes: 0 the service is at work, 1 its work or its intake has stopped, or its database "
       "cannot be\n"
       "read (what is printed says why), 3 it is not at work, 4 this user may not ask it.\n"),
    run,
};
