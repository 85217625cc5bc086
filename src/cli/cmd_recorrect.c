// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/catalogue.h"

struct chosen {
    bool call_off;        // those that wait for it, not those that are done
    const char *campaign; // NULL: all
    size_t len;           // of its name, without slashes at its end
    char **ids;
    uint32_t ids_count, ids_cap;
    uint32_t others; // documents of the campaign that are not of that kind
    // Where nothing was chosen: the name among all campaigns that is most like it.
    char *near;
    size_t distance;
};

static bool is_named(const struct chosen *all, const char *path) {
    return !strncmp(path, all->campaign, all->len) && path[all->len] == '/';
}

// By its name, or by how the lists show it where it holds what cannot be printed.
static bool is_within(const struct chosen *all, const char *path) {
    if (!all->campaign || is_named(all, path)) return true;
    ESC_AUTOFREE char *shown = esc_utf8_shown(path);
    return is_named(all, shown);
}

// Every folder above a document is a campaign.
static void compare_campaigns(struct chosen *all, const char *path) {
    for (const char *slash = path; (slash = strchr(slash, '/')); slash++) {
        size_t distance = esc_distance(all->campaign, all->len, path, (size_t)(slash - path));
        if (distance >= all->distance) continue;
        free(all->near);
        all->near = esc_strndup(path, (size_t)(slash - path));
        all->distance = distance;
    }
}

static int choose(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    struct chosen *all = user;
    if (all->campaign) compare_campaigns(all, record->path);
    if (!is_within(all, record->path)) return ESC_OK;
    bool queued = record->state == ESC_STATE_READY || record->state == ESC_STATE_LEASED ||
                  record->state == ESC_STATE_DELAYED;
    if (all->call_off ? queued && record->revision : record->state == ESC_STATE_DONE)
        *ESC_GROW(all, ids, 1) = esc_asprintf("%lld", (long long)record->id);
    else
        all->others++;
    return ESC_OK;
}

static int nothing_chosen(const struct chosen *all) {
    if (all->campaign && !all->others) {
        ESC_AUTOFREE char *name = esc_utf8_shown(all->campaign);
        ESC_AUTOFREE char *near = esc_utf8_shown(all->near ? all->near : "");
        fprintf(stderr, _("escribano: no document came in the folder “%s”"), name);
        if (*near) fprintf(stderr, _("; do you mean “%s”?"), near);
        fputc('\n', stderr);
        return ESC_EXIT_FAILED;
    }
    if (all->call_off)
        puts(_("No document waits to be corrected again."));
    else
        printf(_("There is nothing to correct again: no document is done; %u are in the queue or in "
                 "quarantine.\n"),
               all->others);
    return ESC_EXIT_DONE;
}

static int ask_many(const esc_catalogue *catalogue, bool call_off, const char *campaign) {
    struct chosen all = {.call_off = call_off, .campaign = campaign};
    if (campaign) all.len = strlen(campaign);
    while (all.len && campaign[all.len - 1] == '/') all.len--;
    all.distance = all.len / 2 + 2; // what is less alike is no misspelling
    esc_err err = {0};
    uint32_t done = 0;
    int exit_code = ESC_EXIT_DONE;
    if (esc_store_each(catalogue->store, ESC_STATE_COUNT, false, 0, UINT64_MAX, choose, &all, &err))
        exit_code = esc_cli_failed(catalogue->state_folder, &err);
    else if (!all.ids_count)
        exit_code = nothing_chosen(&all);
    else
        exit_code = esc_catalogue_ask(&esc_cmd_recorrect, catalogue,
                                      call_off ? ESC_CONTROL_CALL_OFF : ESC_CONTROL_RECORRECT, NULL, &done,
                                      (int)all.ids_count, all.ids);
    if (done && call_off)
        printf(dngettext("escribano", "%u document is not corrected again.\n",
                         "%u documents are not corrected again.\n", done),
               done);
    else if (done)
        printf(dngettext("escribano", "%u document is corrected again.\n",
                         "%u documents are corrected again.\n", done),
               done);
    for (uint32_t i = 0; i < all.ids_count; i++) free(all.ids[i]);
    free(all.ids);
    free(all.near);
    return exit_code;
}

static int run(int argc, char **argv) {
    static const struct option options[] = {
        ESC_CLI_SETTINGS_OPTIONS,           {"all", no_argument, NULL, 'a'},
        {"cancel", no_argument, NULL, 'x'}, {"campaign", required_argument, NULL, 'C'},
        {"help", no_argument, NULL, 'h'},   {0}};
    esc_cli_settings settings = {0};
    bool all = false, call_off = false;
    const char *campaign = NULL;
    for (int letter; (letter = esc_cli_option(&esc_cmd_recorrect, argc, argv, ":c:s:h", options)) != -1;)
        if (letter == 'a')
            all = true;
        else if (letter == 'x')
            call_off = true;
        else if (letter == 'C')
            campaign = optarg;
        else if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(&esc_cmd_recorrect, _("too many settings"));
    if (all + (campaign != NULL) + (optind < argc) != 1)
        return esc_cli_usage(&esc_cmd_recorrect,
                             _("say either --all, or --campaign, or the documents' numbers"));
    esc_catalogue catalogue;
    int exit_code = esc_catalogue_open(&settings, &catalogue);
    if (exit_code) return exit_code;
    if (optind == argc)
        exit_code = ask_many(&catalogue, call_off, campaign);
    else
        exit_code = esc_catalogue_ask(&esc_cmd_recorrect, &catalogue,
                                      call_off ? ESC_CONTROL_CALL_OFF : ESC_CONTROL_RECORRECT,
                                      call_off ? esc_catalogue_called_off : N_("is corrected again"), NULL,
                                      argc - optind, argv + optind);
    esc_catalogue_close(&catalogue);
    return exit_code;
}

const esc_command esc_cmd_recorrect = {
    "recorrect",
    N_("correct documents again, after a glossary has changed"),
    N_("Usage: escribano recorrect [--config FILE] [--cancel] --all | --campaign FOLDER | NUMBER…\n\n"
       "The service corrects them again from what was read of their pages, without reading them anew, and "
       "replaces their\n"
       "results. Results that a person has changed since stay; the new ones get another name.\n\n"
       "  --all               every document that is done\n"
       "  --campaign FOLDER   those that came in this subfolder\n"
       "  --cancel            call it off for those that still wait for it: they stay as they were\n"
       "  --config FILE       the service's settings (/etc/escribano/escribano.ini)\n"
       "  --set SECTION.KEY=VALUE   one setting, over what the file says\n"
       "  --help              this text\n"),
    run,
};
