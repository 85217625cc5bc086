// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/mem.h"
#include "store/ram.h"

entry *ram_find(esc_store *store, int64_t id, esc_err *err) {
    ram *r = ram_of(store);
    if (id >= 1 && id <= r->entries_count && r->entries[id - 1].record.id) return &r->entries[id - 1];
    esc_store_no_document(id, err);
    return NULL;
}

static esc_record_state state_of(const entry *e) {
    if (e->record.state != ESC_STATE_READY) return e->record.state;
    bool leases = false, ready = false;
    for (uint32_t i = 0; i < e->works_count; i++) {
        leases |= e->works[i].state == ESC_JOB_LEASED;
        ready |= e->works[i].state == ESC_JOB_READY;
    }
    return leases ? ESC_STATE_LEASED : ready ? ESC_STATE_READY : ESC_STATE_DELAYED;
}

int ram_record(esc_store *store, int64_t id, esc_record *ret, esc_err *err) {
    const entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    *ret = e->record;
    ret->state = state_of(e);
    ret->path = esc_strdup(e->record.path);
    ret->name = esc_strdup(e->record.name);
    ret->stem = esc_strdup(e->record.stem);
    ret->type = esc_strdup(e->record.type);
    ret->sha256 = esc_strdup(e->record.sha256);
    ret->results = esc_strdup(e->record.results);
    ret->message = esc_strdup(e->record.message);
    return ESC_OK;
}

int ram_list(esc_store *store, esc_record_state state, bool unsettled, uint64_t skip, uint64_t max,
             esc_buf *ret, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    bool narrow = state == ESC_STATE_LEASED || state == ESC_STATE_DELAYED;
    for (uint32_t i = 0; i < r->entries_count && max; i++) {
        const esc_record *record = &r->entries[i].record;
        if (!record->id || (unsettled && record->settled)) continue;
        if (state != ESC_STATE_COUNT && (narrow ? state_of(&r->entries[i]) : record->state) != state)
            continue;
        if (skip) {
            skip--;
            continue;
        }
        esc_buf_put(ret, &record->id, sizeof record->id);
        max--;
    }
    return ESC_OK;
}

int ram_counts(esc_store *store, int64_t ret[ESC_STATE_COUNT], esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    memset(ret, 0, ESC_STATE_COUNT * sizeof *ret);
    for (uint32_t i = 0; i < r->entries_count; i++)
        if (r->entries[i].record.id) ret[state_of(&r->entries[i])]++;
    return ESC_OK;
}

int ram_history(esc_store *store, int64_t id, esc_event_visit *visit, void *user, esc_err *err) {
    (void)err;
    const entry *e = ram_find(store, id, NULL);
    for (uint32_t i = 0; e && i < e->happenings_count; i++) visit(user, &e->happenings[i].event);
    return ESC_OK;
}

int ram_findings(esc_store *store, int64_t id, esc_finding_visit *visit, void *user, esc_err *err) {
    const entry *e = ram_find(store, id, NULL);
    esc_finding finding;
    for (size_t at = 0; e && at < e->findings.len;) {
        if (esc_findings_next(e->findings.bytes, e->findings.len, &at, &finding, err) < 0) return ESC_FORMAT;
        visit(user, &finding);
    }
    return ESC_OK;
}

int ram_reasons(esc_store *store, int64_t *ret, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    memset(ret, 0, ESC_WHY_COUNT * sizeof *ret);
    for (uint32_t i = 0; i < r->entries_count; i++)
        if (r->entries[i].record.id && r->entries[i].record.state == ESC_STATE_QUARANTINED)
            ret[r->entries[i].record.why]++;
    return ESC_OK;
}

int ram_unsettled(esc_store *store, esc_why folder, int64_t *ret, int64_t *ret_aside, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    *ret = *ret_aside = 0;
    for (uint32_t i = 0; i < r->entries_count; i++) {
        const entry *e = &r->entries[i];
        if (!e->record.id || e->record.settled) continue;
        esc_record_state state = state_of(e);
        ++*ret;
        *ret_aside +=
            state >= ESC_STATE_PUBLISHING || (state == ESC_STATE_DELAYED && e->record.why == folder);
    }
    return ESC_OK;
}

int ram_oldest(esc_store *store, int64_t *ret_arrived_ms, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    *ret_arrived_ms = INT64_MAX;
    for (uint32_t i = r->entries_count; i-- > 0;)
        if (r->entries[i].record.id && !r->entries[i].record.settled)
            *ret_arrived_ms = r->entries[i].record.arrived_ms;
    return ESC_OK;
}

int ram_campaign_busy(esc_store *store, const char *folder, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    size_t len = strlen(folder);
    for (uint32_t i = 0; i < r->entries_count; i++) {
        const esc_record *record = &r->entries[i].record;
        if (record->id && !record->settled &&
            (!len || (!strncmp(record->path, folder, len) && record->path[len] == '/')))
            return 1;
    }
    return 0;
}

// Pages that were read since then.
static void count_read(const entry *e, int64_t since_ms, esc_progress_counts *ret) {
    for (uint32_t i = 0; i < e->happenings_count; i++) {
        const esc_event *h = &e->happenings[i].event;
        if (h->page < 0 || *h->why || strcmp(h->what, "page") || h->at_ms < since_ms) continue;
        ret->pages++;
        if (h->at_ms - h->took_ms < ret->began_ms) ret->began_ms = h->at_ms - h->took_ms;
    }
}

int ram_progress(esc_store *store, int64_t since_ms, esc_progress_counts *ret, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    int64_t opened = 0, pages = 0, unopened = 0;
    *ret = (esc_progress_counts){.began_ms = INT64_MAX};
    for (uint32_t i = 0; i < r->entries_count; i++) {
        const entry *e = &r->entries[i];
        if (e->record.id && e->record.state == ESC_STATE_DONE && e->record.changed_ms >= since_ms)
            ret->documents++;
        count_read(e, since_ms, ret);
        opened += e->record.pages > 0;
        pages += e->record.pages;
        for (uint32_t j = 0; j < e->works_count; j++) {
            ret->pages_waiting += e->works[j].job.kind == ESC_JOB_PAGE;
            unopened += e->works[j].job.kind == ESC_JOB_OPEN;
        }
    }
    // "Those opened last" are all of them here.
    ret->pages_waiting += opened ? (2 * unopened * pages + opened) / (2 * opened) : unopened;
    return ESC_OK;
}
