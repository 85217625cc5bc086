// SPDX-License-Identifier: GPL-3.0-or-later
// The store in memory, for tests: the plainest thing that keeps every promise of store.h but durability. Its
// test program is SQLite's too, so that each shows where the other is wrong. What only asks is in ram_ask.c.
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "store/ram.h"

static void forget_results(entry *e) {
    for (uint32_t i = 0; i < e->results_count; i++) esc_buf_free(&e->results[i].bytes);
    e->results_count = 0;
}

static void forget(entry *e) {
    forget_results(e);
    for (uint32_t i = 0; i < e->happenings_count; i++) {
        free(e->happenings[i].why);
        free(e->happenings[i].message);
    }
    free(e->happenings);
    esc_buf_free(&e->findings);
    esc_record_free(&e->record);
    free(e->works);
    free(e->results);
    *e = (entry){0};
}

static void close_store(esc_store *store) {
    ram *r = ram_of(store);
    for (uint32_t i = 0; i < r->entries_count; i++) forget(&r->entries[i]);
    free(r->entries);
    free(r);
}

static int check(esc_store *store, esc_err *err) {
    (void)store, (void)err;
    return ESC_OK;
}

static void replace(char **text, const char *with) {
    char *copy = esc_strdup(with);
    free(*text);
    *text = copy;
}

static void happens(entry *e, const char *what, int32_t page, int32_t attempt, const char *why,
                    const char *message) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    happening *h = ESC_GROW(e, happenings, 1);
    h->why = esc_strdup(why);
    h->message = esc_strdup(message);
    h->event = (esc_event){.at_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000,
                           .what = what,
                           .page = page,
                           .attempt = attempt,
                           .why = h->why,
                           .message = h->message};
}

static void event(entry *e, const char *what) { happens(e, what, -1, 0, "", ""); }

static void attempted(entry *e, const work *w, const char *why, const char *message) {
    happens(e, esc_job_kind_name(w->job.kind), w->job.page, w->job.attempt, why, message);
}

static void add_work(entry *e, esc_job_kind kind, int32_t page, int64_t due_ms) {
    work *w = ESC_GROW(e, works, 1);
    *w = (work){{.document = e->record.id, .kind = kind, .page = page},
                due_ms ? ESC_JOB_DELAYED : ESC_JOB_READY,
                due_ms,
                kind == ESC_JOB_FINISH && e->record.revision};
}

static int is_taken(ram *r, const char *name, const char *stem, int64_t but) {
    for (uint32_t i = 0; i < r->entries_count; i++) {
        const esc_record *record = &r->entries[i].record;
        if (record->id && record->id != but && (!strcmp(record->name, name) || !strcmp(record->stem, stem)))
            return 1;
    }
    return 0;
}

static int taken(esc_store *store, const char *name, const char *stem, esc_err *err) {
    (void)err;
    return is_taken(ram_of(store), name, stem, 0);
}

static int named(esc_store *store, const char *name, int64_t *ret_id, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    for (uint32_t i = 0; i < r->entries_count; i++)
        if (r->entries[i].record.id && !strcmp(r->entries[i].record.name, name)) {
            *ret_id = r->entries[i].record.id;
            return 1;
        }
    return 0;
}

static int add(esc_store *store, const esc_record *record, int64_t *ret_id, esc_err *err) {
    ram *r = ram_of(store);
    if (is_taken(r, record->name, record->stem, 0)) return esc_store_name_taken(record->name, err);
    entry *e = ESC_GROW(r, entries, 1);
    e->record = (esc_record){
        .id = r->entries_count,
        .state = ESC_STATE_ARRIVING,
        .path = esc_strdup(record->path),
        .name = esc_strdup(record->name),
        .stem = esc_strdup(record->stem),
        .bytes = record->bytes,
        .mtime_ns = record->mtime_ns,
        .type = esc_strdup(""),
        .sha256 = esc_strdup(""),
        .results = esc_strdup(""),
        .arrived_ms = record->arrived_ms,
        .changed_ms = record->arrived_ms,
        .message = esc_strdup(""),
    };
    *ret_id = e->record.id;
    return ESC_OK;
}

static int arrived(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e || e->record.state != ESC_STATE_ARRIVING) return esc_store_no_document(id, err);
    e->record.state = ESC_STATE_READY;
    e->record.bytes = bytes;
    e->record.mtime_ns = mtime_ns;
    event(e, "arrived");
    add_work(e, ESC_JOB_OPEN, 0, 0);
    return ESC_OK;
}

static int rename_document(esc_store *store, int64_t id, const char *name, const char *stem, esc_err *err) {
    if (is_taken(ram_of(store), name, stem, id)) return esc_store_name_taken(name, err);
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    replace(&e->record.name, name);
    replace(&e->record.stem, stem);
    event(e, "renamed");
    return ESC_OK;
}

static int remove_document(esc_store *store, int64_t id, esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    forget(e);
    return ESC_OK;
}

static int restart(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, int64_t due_ms,
                   esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    forget_results(e);
    e->works_count = 0;
    e->record.state = ESC_STATE_READY;
    e->record.settled = false;
    e->record.bytes = bytes;
    e->record.mtime_ns = mtime_ns;
    e->record.pages = e->record.pages_done = e->record.pages_failed = e->record.pages_incomplete = 0;
    replace(&e->record.type, "");
    replace(&e->record.sha256, "");
    event(e, "restarted");
    add_work(e, ESC_JOB_OPEN, 0, due_ms);
    return ESC_OK;
}

// The leased job of that attempt, or NULL with the error.
static work *leased(esc_store *store, const esc_job *job, entry **ret, esc_err *err) {
    entry *e = ram_find(store, job->document, err);
    for (uint32_t i = 0; e && i < e->works_count; i++) {
        work *w = &e->works[i];
        if (w->job.kind == job->kind && w->job.page == job->page && w->job.attempt == job->attempt &&
            w->state == ESC_JOB_LEASED) {
            *ret = e;
            return w;
        }
    }
    esc_store_no_lease(job, err);
    return NULL;
}

static void end_work(entry *e, work *w) {
    size_t at = (size_t)(w - e->works);
    memmove(w, w + 1, (e->works_count - at - 1) * sizeof *w);
    e->works_count--;
}

static int recorrect(esc_store *store, int64_t id, esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    if (e->record.state != ESC_STATE_DONE || !e->record.settled) return esc_store_not_done(id, err);
    e->record.state = ESC_STATE_READY;
    e->record.settled = false;
    e->record.revision++;
    event(e, "recorrect");
    add_work(e, ESC_JOB_FINISH, 0, 0);
    return ESC_OK;
}

static int call_off(esc_store *store, int64_t id, esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    if (!e->works_count || !e->works[0].later) return esc_store_no_recorrection(id, err);
    if (e->works[0].state == ESC_JOB_LEASED) attempted(e, &e->works[0], esc_why_name(ESC_WHY_CANCELLED), "");
    e->works_count = 0;
    e->record.state = ESC_STATE_DONE;
    e->record.settled = true;
    e->record.revision--;
    event(e, "called off");
    return ESC_OK;
}

static int publishing(esc_store *store, const esc_job *finish, const void *findings, size_t len,
                      const char *results, int64_t now_ms, esc_err *err) {
    entry *e;
    work *w = leased(store, finish, &e, err);
    if (!w) return ESC_ARGUMENT;
    esc_finding unused;
    for (size_t at = 0; findings && at < len;)
        if (esc_findings_next(findings, len, &at, &unused, err) < 0) return ESC_FORMAT;
    if (findings) {
        esc_buf_free(&e->findings);
        esc_buf_put(&e->findings, findings, len);
    }
    if (results) replace(&e->record.results, results);
    attempted(e, w, "", "");
    end_work(e, w);
    e->record.state = ESC_STATE_PUBLISHING;
    e->record.changed_ms = now_ms;
    return ESC_OK;
}

static int done(esc_store *store, int64_t id, int64_t now_ms, esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    e->record.state = ESC_STATE_DONE;
    event(e, "done");
    e->record.changed_ms = now_ms;
    return ESC_OK;
}

static int quarantine(esc_store *store, int64_t id, esc_why why, const char *message, int64_t now_ms,
                      esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    for (uint32_t i = 0; i < e->works_count; i++)
        if (e->works[i].state == ESC_JOB_LEASED) attempted(e, &e->works[i], esc_why_name(why), message);
    happens(e, "quarantined", -1, 0, esc_why_name(why), message);
    e->works_count = 0;
    e->record.state = ESC_STATE_QUARANTINED;
    e->record.why = why;
    replace(&e->record.message, message);
    e->record.changed_ms = now_ms;
    return ESC_OK;
}

static int trouble(esc_store *store, int64_t id, esc_why why, const char *message, esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    happens(e, ESC_EVENT_WAITS, -1, 0, esc_why_name(why), message);
    if (e->record.state == ESC_STATE_QUARANTINED) return ESC_OK;
    e->record.why = why;
    replace(&e->record.message, message);
    return ESC_OK;
}

static int settled(esc_store *store, int64_t id, bool is, esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    e->record.settled = is;
    return ESC_OK;
}

static bool due(const work *w, int64_t now_ms) {
    return w->state == ESC_JOB_READY ||
           (w->state == ESC_JOB_DELAYED &&
            (w->due_ms <= now_ms || w->due_ms > now_ms + ESC_STORE_MAX_DELAY_MS));
}

// New work first; then the oldest document, its jobs in order.
static bool before(const work *a, const work *b) {
    if (a->later != b->later) return b->later;
    if (a->job.document != b->job.document) return a->job.document < b->job.document;
    if (a->job.kind != b->job.kind) return a->job.kind < b->job.kind;
    return a->job.page < b->job.page;
}

// NULL where none is due; *ret_due_ms: when the next one is.
static work *next_work(ram *r, int64_t now_ms, int64_t *ret_due_ms) {
    work *best = NULL;
    *ret_due_ms = INT64_MAX;
    for (uint32_t i = 0; i < r->entries_count; i++)
        for (uint32_t j = 0; j < r->entries[i].works_count; j++) {
            work *w = &r->entries[i].works[j];
            if (due(w, now_ms) && (!best || before(w, best)))
                best = w;
            else if (w->state == ESC_JOB_DELAYED && w->due_ms < *ret_due_ms)
                *ret_due_ms = w->due_ms;
        }
    return best;
}

static int lease(esc_store *store, int64_t now_ms, esc_job *ret, esc_err *err) {
    (void)err;
    int64_t unused;
    work *w = next_work(ram_of(store), now_ms, &unused);
    if (!w) return 0;
    w->state = ESC_JOB_LEASED;
    w->job.attempt++;
    *ret = w->job;
    return 1;
}

static int ready(esc_store *store, int64_t now_ms, int64_t *ret_due_ms, esc_err *err) {
    (void)err;
    int64_t when;
    if (next_work(ram_of(store), now_ms, &when)) return 1;
    *ret_due_ms = when;
    return 0;
}

static int release(esc_store *store, const esc_job *job, esc_err *err) {
    entry *e;
    work *w = leased(store, job, &e, err);
    if (!w) return ESC_ARGUMENT;
    w->state = ESC_JOB_READY;
    return ESC_OK;
}

static int delay(esc_store *store, const esc_job *job, int64_t due_ms, bool charge_try, bool charge_kill,
                 esc_why why, const char *message, esc_err *err) {
    entry *e;
    work *w = leased(store, job, &e, err);
    if (!w) return ESC_ARGUMENT;
    attempted(e, w, esc_why_name(why), message);
    w->state = due_ms ? ESC_JOB_DELAYED : ESC_JOB_READY;
    w->due_ms = due_ms;
    w->job.tries += charge_try;
    w->job.kills += charge_kill;
    e->record.why = why;
    replace(&e->record.message, message);
    return ESC_OK;
}

static int hurry(esc_store *store, int64_t id, esc_err *err) {
    entry *e = ram_find(store, id, err);
    for (uint32_t i = 0; e && i < e->works_count; i++)
        if (e->works[i].state == ESC_JOB_DELAYED) {
            e->works[i].state = ESC_JOB_READY;
            e->works[i].job.tries = e->works[i].job.kills = 0;
        }
    return ESC_OK;
}

static int recover(esc_store *store, esc_err *err) {
    (void)err;
    ram *r = ram_of(store);
    for (uint32_t i = 0; i < r->entries_count; i++)
        for (uint32_t j = 0; j < r->entries[i].works_count; j++)
            if (r->entries[i].works[j].state == ESC_JOB_LEASED) r->entries[i].works[j].state = ESC_JOB_READY;
    return ESC_OK;
}

static void take_over_pages(entry *e, const entry *from) {
    for (uint32_t i = 0; i < from->results_count; i++) {
        const esc_buf *bytes = &from->results[i].bytes;
        e->results[i] = (result){.why = from->results[i].why, .there = true};
        esc_buf_put(&e->results[i].bytes, esc_buf_text(bytes), bytes->len);
    }
    e->record.pages_done = e->record.pages;
    e->record.pages_incomplete = from->record.pages_incomplete;
    add_work(e, ESC_JOB_FINISH, 0, 0);
}

// The first document whose pages can be taken over by that one, or NULL.
static const entry *duplicate_read(const ram *r, const entry *e) {
    for (uint32_t i = 0; i < r->entries_count; i++) {
        const esc_record *other = &r->entries[i].record;
        if (other->id && other->id != e->record.id && other->state == ESC_STATE_DONE &&
            !other->pages_failed && other->pages == e->record.pages && *other->sha256 &&
            !strcmp(other->type, e->record.type) && !strcmp(other->sha256, e->record.sha256))
            return &r->entries[i];
    }
    return NULL;
}

// The first of the other documents that has these bytes, or 0.
static int64_t duplicate(const ram *r, int64_t id, const char *sha256) {
    for (uint32_t i = 0; i < r->entries_count; i++) {
        const esc_record *other = &r->entries[i].record;
        if (other->id && other->id != id && *sha256 && !strcmp(other->sha256, sha256)) return other->id;
    }
    return 0;
}

static int identified(esc_store *store, int64_t id, const char *sha256, int64_t *ret_duplicate,
                      esc_err *err) {
    entry *e = ram_find(store, id, err);
    if (!e) return ESC_ARGUMENT;
    e->record.duplicate_of = *ret_duplicate = duplicate(ram_of(store), id, sha256);
    replace(&e->record.sha256, sha256);
    return ESC_OK;
}

static int opened(esc_store *store, const esc_job *job, const char *type, const char *sha256, int32_t pages,
                  bool take_over, int64_t *ret_duplicate, bool *ret_taken_over, esc_err *err) {
    ram *r = ram_of(store);
    entry *e;
    work *w = leased(store, job, &e, err);
    if (!w) return ESC_ARGUMENT;
    attempted(e, w, "", "");
    end_work(e, w);
    *ret_duplicate = duplicate(r, job->document, sha256);
    e->record.pages = pages;
    replace(&e->record.type, type);
    replace(&e->record.sha256, sha256);
    if (pages) ESC_GROW(e, results, (uint32_t)pages);
    const entry *from = take_over ? duplicate_read(r, e) : NULL;
    *ret_taken_over = from;
    if (from) {
        *ret_duplicate = from->record.id;
        take_over_pages(e, from);
    }
    e->record.duplicate_of = *ret_duplicate;
    for (int32_t page = 0; page < pages && !from; page++) add_work(e, ESC_JOB_PAGE, page, 0);
    return ESC_OK;
}

static int end_page(esc_store *store, const esc_job *job, const void *bytes, size_t len, esc_why why,
                    const char *message, esc_err *err) {
    entry *e;
    work *w = leased(store, job, &e, err);
    if (!w) return ESC_ARGUMENT;
    attempted(e, w, bytes ? "" : esc_why_name(why), message);
    end_work(e, w);
    result *page = &e->results[job->page];
    page->there = true;
    page->why = why;
    if (bytes) esc_buf_put(&page->bytes, bytes, len);
    e->record.pages_failed += !bytes;
    e->record.pages_incomplete += bytes && *message;
    if (++e->record.pages_done == e->record.pages) add_work(e, ESC_JOB_FINISH, 0, 0);
    return ESC_OK;
}

static int page_done(esc_store *store, const esc_job *job, const void *bytes, size_t len, const char *lacks,
                     esc_err *err) {
    return end_page(store, job, bytes, len, ESC_WHY_COUNT, lacks ? lacks : "", err);
}

static int page_failed(esc_store *store, const esc_job *job, esc_why why, const char *message, esc_err *err) {
    return end_page(store, job, NULL, 0, why, message, err);
}

static int page_of(esc_store *store, int64_t id, int32_t page, esc_buf *out, esc_why *ret_why, esc_err *err) {
    const entry *e = ram_find(store, id, err);
    if (!e || page < 0 || (uint32_t)page >= e->results_count || !e->results[page].there)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "page %d of document %lld has no result", page,
                        (long long)id);
    esc_buf_put(out, esc_buf_text(&e->results[page].bytes), e->results[page].bytes.len);
    *ret_why = e->results[page].why;
    return ESC_OK;
}

static int backup(esc_store *store, const char *path, esc_err *err) {
    (void)store;
    return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_OTHER, "%s: a store in memory has no copy on disk", path);
}

esc_store *esc_store_new_ram(void) {
    static const esc_store_ops ops = {
        .close = close_store,
        .check = check,
        .add = add,
        .taken = taken,
        .named = named,
        .arrived = arrived,
        .rename = rename_document,
        .remove = remove_document,
        .restart = restart,
        .recorrect = recorrect,
        .call_off = call_off,
        .publishing = publishing,
        .done = done,
        .quarantine = quarantine,
        .trouble = trouble,
        .settled = settled,
        .record = ram_record,
        .list = ram_list,
        .counts = ram_counts,
        .history = ram_history,
        .findings = ram_findings,
        .reasons = ram_reasons,
        .unsettled = ram_unsettled,
        .oldest = ram_oldest,
        .campaign_busy = ram_campaign_busy,
        .progress = ram_progress,
        .lease = lease,
        .ready = ready,
        .release = release,
        .delay = delay,
        .hurry = hurry,
        .recover = recover,
        .opened = opened,
        .identified = identified,
        .page_done = page_done,
        .page_failed = page_failed,
        .page = page_of,
        .backup = backup,
    };
    ram *r = esc_alloc_zero(1, sizeof *r);
    r->base.ops = &ops;
    return &r->base;
}
