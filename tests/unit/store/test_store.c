// SPDX-License-Identifier: GPL-3.0-or-later
// Every promise of store.h, held against SQLite and against its twin in memory.
#include "fixture.h"

static void a_document_goes_through_all_states(void **state) {
    esc_store *store = *state;
    int64_t id = open_pages(store, 1, 3);
    assert_state(store, id, ESC_STATE_READY);
    esc_job first = lease(store, 0), second = lease(store, 0), third = lease(store, 0), none = {0};
    assert_int_equal(first.page, 0);
    assert_int_equal(second.page, 1);
    assert_int_equal(esc_store_lease(store, 0, &none, NULL), 0);
    assert_state(store, id, ESC_STATE_LEASED);
    assert_int_equal(esc_store_page_done(store, &second, "two", 3, NULL, NULL), ESC_OK);
    assert_int_equal(esc_store_page_failed(store, &first, ESC_WHY_TIMEOUT, "too slow", NULL), ESC_OK);
    assert_int_equal(esc_store_page_done(store, &third, "hal", 3, "a part is missing", NULL), ESC_OK);

    esc_job finish = lease(store, 0);
    assert_int_equal(finish.kind, ESC_JOB_FINISH);
    esc_why why = ESC_WHY_OTHER;
    ESC_AUTOBUF bytes = {0};
    assert_int_equal(esc_store_page(store, id, 0, &bytes, &why, NULL), ESC_OK);
    assert_int_equal(why, ESC_WHY_TIMEOUT);
    assert_int_equal(bytes.len, 0);
    assert_int_equal(esc_store_page(store, id, 1, &bytes, &why, NULL), ESC_OK);
    assert_int_equal(why, ESC_WHY_COUNT);
    assert_string_equal(esc_buf_text(&bytes), "two");
    assert_int_equal(esc_store_page(store, id, 2, &bytes, &why, NULL), ESC_OK);
    assert_int_equal(why, ESC_WHY_COUNT);
    assert_string_equal(esc_buf_text(&bytes), "twohal");
    assert_int_equal(esc_store_page(store, id, 3, &bytes, &why, NULL), ESC_ARGUMENT);

    assert_int_equal(esc_store_publishing(store, &finish, NULL, 0, "9:1 - - ", 5, NULL), ESC_OK);
    assert_state(store, id, ESC_STATE_PUBLISHING);
    assert_int_equal(esc_store_done(store, id, 6, NULL), ESC_OK);
    assert_int_equal(esc_store_settled(store, id, true, NULL), ESC_OK);
    ESC_AUTORECORD record = {0};
    assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
    assert_int_equal(record.state, ESC_STATE_DONE);
    assert_true(record.settled);
    assert_string_equal(record.name, "sub/a1.pdf");
    assert_string_equal(record.stem, "sub/a1");
    assert_string_equal(record.type, "pdf");
    assert_int_equal(record.bytes, 20);
    assert_int_equal(record.mtime_ns, 8);
    assert_int_equal(record.pages, 3);
    assert_int_equal(record.pages_done, 3);
    assert_int_equal(record.pages_failed, 1);
    assert_int_equal(record.pages_incomplete, 1);
    assert_int_equal(record.arrived_ms, 1001);
    assert_int_equal(record.changed_ms, 6);
    assert_string_equal(record.results, "9:1 - - ");
    esc_progress_counts counts;
    add(store, 2);
    assert_int_equal(esc_store_progress(store, 6, &counts, NULL), ESC_OK);
    assert_int_equal(counts.documents, 1);
    assert_int_equal(counts.pages, 2); // the first one failed
    assert_true(counts.began_ms >= 0 && counts.began_ms < INT64_MAX);
    assert_int_equal(counts.pages_waiting, 3); // not opened yet: as many as the one that was
    assert_int_equal(esc_store_progress(store, 7, &counts, NULL), ESC_OK);
    assert_int_equal(counts.documents, 0);
    assert_int_equal(counts.pages, 2); // read since, by the clock, while its document was done before
    assert_int_equal(esc_store_progress(store, INT64_MAX, &counts, NULL), ESC_OK);
    assert_int_equal(counts.pages, 0);
    assert_int_equal(counts.began_ms, INT64_MAX);
}

static void older_documents_and_lower_pages_come_first(void **state) {
    esc_store *store = *state;
    int64_t first = open_pages(store, 1, 3);
    int64_t second = add(store, 2);
    esc_job a = lease(store, 0), b = lease(store, 0);
    assert_int_equal(esc_store_release(store, &a, NULL), ESC_OK);
    esc_job again = lease(store, 0), c = lease(store, 0), d = lease(store, 0);
    assert_int_equal(b.page, 1);
    assert_int_equal(again.page, 0);
    assert_int_equal(again.document, first);
    assert_int_equal(c.page, 2);
    assert_int_equal(d.document, second);
}

static void an_answer_to_an_older_lease_is_refused(void **state) {
    esc_store *store = *state;
    int64_t id = open_pages(store, 1, 1);
    esc_job old = lease(store, 0);
    assert_int_equal(esc_store_recover(store, NULL), ESC_OK); // as after a crash
    esc_job job = lease(store, 0);
    assert_int_equal(job.attempt, old.attempt + 1);
    assert_int_equal(esc_store_page_done(store, &old, "old", 3, NULL, NULL), ESC_ARGUMENT);
    assert_int_equal(esc_store_release(store, &old, NULL), ESC_ARGUMENT);
    assert_int_equal(esc_store_page_done(store, &job, "new", 3, NULL, NULL), ESC_OK);
    assert_int_equal(esc_store_page_done(store, &job, "new", 3, NULL, NULL), ESC_ARGUMENT);
    ESC_AUTOBUF bytes = {0};
    esc_why why;
    assert_int_equal(esc_store_page(store, id, 0, &bytes, &why, NULL), ESC_OK);
    assert_string_equal(esc_buf_text(&bytes), "new");
}

static void delayed_jobs_wait_and_are_charged(void **state) {
    esc_store *store = *state;
    int64_t id = add(store, 1);
    esc_job job = lease(store, 1000);
    assert_int_equal(job.tries, 0);
    assert_int_equal(esc_store_delay(store, &job, 5000, true, false, ESC_WHY_CRASH, "signal 11", NULL),
                     ESC_OK);
    assert_state(store, id, ESC_STATE_DELAYED);
    int64_t due = 0;
    assert_int_equal(esc_store_ready(store, 4999, &due, NULL), 0);
    assert_int_equal(due, 5000);
    assert_int_equal(esc_store_lease(store, 4999, &job, NULL), 0);
    assert_int_equal(esc_store_ready(store, 5000, &due, NULL), 1);
    job = lease(store, 5000);
    assert_int_equal(job.tries, 1);
    assert_int_equal(job.kills, 0);
    assert_int_equal(esc_store_delay(store, &job, 9000, false, true, ESC_WHY_CRASH, "killed", NULL), ESC_OK);
    assert_int_equal(esc_store_hurry(store, id, NULL), ESC_OK);
    job = lease(store, 5001);
    assert_int_equal(job.tries, 0);
    assert_int_equal(job.kills, 0);
    ESC_AUTORECORD record = {0};
    assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
    assert_int_equal(record.why, ESC_WHY_CRASH);
    assert_string_equal(record.message, "killed");
}

static void a_clock_set_back_delays_nothing_for_long(void **state) {
    esc_store *store = *state;
    add(store, 1);
    esc_job job = lease(store, 1000000000000);
    assert_int_equal(esc_store_delay(store, &job, 1000000001000, true, false, ESC_WHY_IO, "", NULL), ESC_OK);
    lease(store, 1000); // years earlier
}

static void names_are_unique(void **state) {
    esc_store *store = *state;
    int64_t id = add(store, 1), other = add(store, 2), unused;
    assert_int_equal(esc_store_taken(store, "sub/a1.pdf", "x", NULL), 1);
    assert_int_equal(esc_store_taken(store, "x", "sub/a1", NULL), 1);
    assert_int_equal(esc_store_taken(store, "sub/a1", "sub/a1.pdf", NULL), 0);
    int64_t named = 0;
    assert_int_equal(esc_store_named(store, "sub/a2.pdf", &named, NULL), 1);
    assert_int_equal(named, other);
    assert_int_equal(esc_store_named(store, "sub/a2", &named, NULL), 0); // that is its results'
    esc_record record = {.path = "x", .name = "x", .stem = "sub/a1"};
    assert_int_equal(esc_store_add(store, &record, &unused, NULL), ESC_ARGUMENT);
    assert_int_equal(esc_store_rename(store, other, "y", "sub/a1", NULL), ESC_ARGUMENT);
    assert_int_equal(esc_store_rename(store, other, "sub/a2.pdf", "sub/a2.pdf", NULL), ESC_OK);
    assert_int_equal(esc_store_remove(store, id, NULL), ESC_OK);
    assert_int_equal(esc_store_taken(store, "sub/a1.pdf", "sub/a1", NULL), 0);
    assert_int_equal(esc_store_named(store, "sub/a1.pdf", &named, NULL), 0);
    assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_ARGUMENT);
    assert_true(add(store, 3) > other); // ids are never used again
}

static void any_bytes_make_a_name(void **state) {
    esc_store *store = *state;
    static const char name[] = "a\n\xff\xfe 'ñ\".pdf";
    esc_record record = {.path = (char *)name, .name = (char *)name, .stem = (char *)name};
    int64_t id;
    assert_int_equal(esc_store_add(store, &record, &id, NULL), ESC_OK);
    ESC_AUTORECORD back = {0};
    assert_int_equal(esc_store_record(store, id, &back, NULL), ESC_OK);
    assert_string_equal(back.path, name);
    assert_string_equal(back.name, name);
}

static void the_same_bytes_are_noticed(void **state) {
    esc_store *store = *state;
    int64_t first = open_pages(store, 1, 1);
    esc_job page = lease(store, 0);
    esc_store_page_done(store, &page, "", 0, NULL, NULL);
    page = lease(store, 0);
    esc_store_publishing(store, &page, NULL, 0, NULL, 0, NULL);
    int64_t third = add(store, 3), duplicate = 0;
    esc_job job = lease(store, 0);
    bool taken_over = true;
    // Not before the earlier one is done.
    assert_int_equal(esc_store_opened(store, &job, "pdf", "odd", 1, true, &duplicate, &taken_over, NULL),
                     ESC_OK);
    assert_int_equal(duplicate, first);
    assert_false(taken_over);
    ESC_AUTORECORD record = {0};
    assert_int_equal(esc_store_record(store, third, &record, NULL), ESC_OK);
    assert_int_equal(record.duplicate_of, first);
}

static void the_same_bytes_are_noticed_where_none_can_be_opened(void **state) {
    esc_store *store = *state;
    int64_t first = add(store, 1), second = add(store, 2), duplicate = 7;
    assert_int_equal(esc_store_identified(store, first, "odd", &duplicate, NULL), ESC_OK);
    assert_int_equal(duplicate, 0);
    assert_int_equal(esc_store_quarantine(store, first, ESC_WHY_ENCRYPTED, "", 0, NULL), ESC_OK);
    assert_int_equal(esc_store_identified(store, second, "odd", &duplicate, NULL), ESC_OK);
    assert_int_equal(duplicate, first);
    ESC_AUTORECORD record = {0};
    assert_int_equal(esc_store_record(store, second, &record, NULL), ESC_OK);
    assert_int_equal(record.duplicate_of, first);
    assert_string_equal(record.sha256, "odd");
    assert_int_equal(esc_store_identified(store, 99, "odd", &duplicate, NULL), ESC_ARGUMENT);
}

static void what_was_read_of_the_same_bytes_is_taken_over(void **state) {
    esc_store *store = *state;
    int64_t first = open_pages(store, 1, 2);
    for (int i = 0; i < 2; i++) {
        esc_job page = lease(store, 0);
        assert_int_equal(
            esc_store_page_done(store, &page, i ? "two" : "one", 3, i ? "a part is missing" : NULL, NULL),
            ESC_OK);
    }
    esc_job finish = lease(store, 0);
    assert_int_equal(esc_store_publishing(store, &finish, NULL, 0, NULL, 0, NULL), ESC_OK);
    assert_int_equal(esc_store_done(store, first, 0, NULL), ESC_OK);

    static const struct {
        const char *type, *sha256;
        int32_t pages;
        bool taken_over;
    } cases[] = {{"pdf", "odd", 2, true},
                 {"tiff", "odd", 2, false},
                 {"pdf", "odd", 3, false},
                 {"pdf", "even", 2, false}};
    for (int i = 0; i < 4; i++) {
        int64_t id = add(store, 10 + i), duplicate = 0;
        esc_job job = lease(store, 0);
        bool taken_over = false;
        assert_int_equal(esc_store_opened(store, &job, cases[i].type, cases[i].sha256, cases[i].pages, true,
                                          &duplicate, &taken_over, NULL),
                         ESC_OK);
        assert_int_equal(taken_over, cases[i].taken_over);
        job = lease(store, 0);
        assert_int_equal(job.document, id);
        assert_int_equal(job.kind, taken_over ? ESC_JOB_FINISH : ESC_JOB_PAGE);
        if (!taken_over) {
            assert_int_equal(esc_store_remove(store, id, NULL), ESC_OK);
            continue;
        }
        assert_int_equal(duplicate, first);
        ESC_AUTORECORD record = {0};
        assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
        assert_int_equal(record.pages_done, 2);
        assert_int_equal(record.pages_incomplete, 1);
        esc_why why;
        ESC_AUTOBUF bytes = {0};
        assert_int_equal(esc_store_page(store, id, 0, &bytes, &why, NULL), ESC_OK);
        assert_int_equal(esc_store_page(store, id, 1, &bytes, &why, NULL), ESC_OK);
        assert_string_equal(esc_buf_text(&bytes), "onetwo");
        assert_int_equal(esc_store_publishing(store, &job, NULL, 0, NULL, 0, NULL), ESC_OK);
    }
}

static void note(void *user, const esc_event *event) {
    esc_buf_printf(user, "%s %d/%d %s|", event->what, event->page, event->attempt, event->why);
}

static void what_happened_is_told(void **state) {
    esc_store *store = *state;
    int64_t id = open_pages(store, 1, 1);
    esc_job page = lease(store, 0);
    assert_int_equal(esc_store_delay(store, &page, 1, true, false, ESC_WHY_TIMEOUT, "slow", NULL), ESC_OK);
    page = lease(store, 5);
    assert_int_equal(esc_store_quarantine(store, id, ESC_WHY_CANCELLED, "no", 9, NULL), ESC_OK);
    ESC_AUTOBUF told = {0};
    assert_int_equal(esc_store_history(store, id, note, &told, NULL), ESC_OK);
    assert_string_equal(esc_buf_text(&told), "arrived -1/0 |open 0/1 |page 0/1 timeout|page 0/2 cancelled|"
                                             "quarantined -1/0 cancelled|");
    int64_t reasons[ESC_WHY_COUNT], oldest = 0;
    assert_int_equal(esc_store_reasons(store, reasons, NULL), ESC_OK);
    assert_int_equal(reasons[ESC_WHY_CANCELLED], 1);
    assert_int_equal(reasons[ESC_WHY_TIMEOUT], 0);
    assert_int_equal(esc_store_oldest(store, &oldest, NULL), ESC_OK);
    assert_int_equal(oldest, 1001);
    assert_int_equal(esc_store_campaign_busy(store, "sub", NULL), 1);
    assert_int_equal(esc_store_campaign_busy(store, "", NULL), 1);
    assert_int_equal(esc_store_campaign_busy(store, "su", NULL), 0);
    assert_int_equal(esc_store_settled(store, id, true, NULL), ESC_OK);
    assert_int_equal(esc_store_campaign_busy(store, "sub", NULL), 0);
    assert_int_equal(esc_store_oldest(store, &oldest, NULL), ESC_OK);
    assert_true(oldest == INT64_MAX);
}

static void unsettled(esc_store *store, int64_t expected, int64_t expected_aside) {
    int64_t all = -1, aside = -1;
    assert_int_equal(esc_store_unsettled(store, ESC_WHY_FOLDER, &all, &aside, NULL), ESC_OK);
    assert_int_equal(all, expected);
    assert_int_equal(aside, expected_aside);
}

static void what_waits_for_its_folder_only_is_counted(void **state) {
    esc_store *store = *state;
    unsettled(store, 0, 0);
    int64_t id = open_pages(store, 1, 2);
    unsettled(store, 1, 0);
    esc_job first = lease(store, 0), second = lease(store, 0);
    assert_int_equal(esc_store_delay(store, &first, 9000, false, false, ESC_WHY_FOLDER, "", NULL), ESC_OK);
    unsettled(store, 1, 0); // a worker has the other page
    assert_int_equal(esc_store_delay(store, &second, 9000, false, false, ESC_WHY_FOLDER, "", NULL), ESC_OK);
    unsettled(store, 1, 1);
    first = lease(store, 9000);
    assert_int_equal(esc_store_delay(store, &first, 9000, true, false, ESC_WHY_TIMEOUT, "", NULL), ESC_OK);
    unsettled(store, 1, 0); // it waits for something else
    add(store, 2);
    assert_int_equal(esc_store_quarantine(store, id, ESC_WHY_CANCELLED, "", 0, NULL), ESC_OK);
    unsettled(store, 2, 1);
    assert_int_equal(esc_store_settled(store, id, true, NULL), ESC_OK);
    unsettled(store, 1, 0);
}

static void note_finding(void *user, const esc_finding *finding) {
    esc_buf_printf(user, "%s %s>%s|", finding->name, finding->before, finding->after);
}

static void findings_are_replaced_by_later_ones(void **state) {
    esc_store *store = *state;
    int64_t id = open_pages(store, 1, 1);
    esc_job job = lease(store, 0);
    assert_int_equal(esc_store_page_done(store, &job, "", 0, NULL, NULL), ESC_OK);
    job = lease(store, 0);
    assert_int_equal(esc_store_publishing(store, &job, "noise", 5, NULL, 1, NULL), ESC_FORMAT);
    assert_state(store, id, ESC_STATE_LEASED);
    for (int round = 0; round < 2; round++) {
        ESC_AUTODOC *doc = esc_doc_new();
        esc_doc_add_field(doc, ESC_VALUE_INTEGER, round ? "7" : "5", "rule", 1, "/session/ordinal");
        ESC_AUTOBUF bytes = {0};
        ESC_AUTOBUF told = {0};
        esc_findings_collect(doc, &bytes);
        assert_int_equal(esc_store_publishing(store, &job, bytes.bytes, bytes.len, NULL, 1, NULL), ESC_OK);
        assert_int_equal(esc_store_done(store, id, 1, NULL), ESC_OK);
        assert_int_equal(esc_store_settled(store, id, true, NULL), ESC_OK);
        assert_int_equal(esc_store_findings(store, id, note_finding, &told, NULL), ESC_OK);
        assert_string_equal(esc_buf_text(&told), round ? "/session/ordinal >7|" : "/session/ordinal >5|");
        assert_int_equal(esc_store_recorrect(store, id, NULL), ESC_OK);
        job = lease(store, 0);
    }
}

static void a_restart_forgets_what_was_read(void **state) {
    esc_store *store = *state;
    int64_t id = open_pages(store, 1, 2);
    esc_job page = lease(store, 0), late = lease(store, 0);
    assert_int_equal(esc_store_page_done(store, &page, "x", 1, "a part is missing", NULL), ESC_OK);
    assert_int_equal(esc_store_restart(store, id, 30, 9, 2000, NULL), ESC_OK);
    assert_int_equal(esc_store_page_done(store, &late, "y", 1, NULL, NULL), ESC_ARGUMENT);
    ESC_AUTORECORD record = {0};
    assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
    assert_int_equal(record.state, ESC_STATE_DELAYED);
    assert_int_equal(record.bytes, 30);
    assert_int_equal(record.pages_done, 0);
    assert_int_equal(record.pages_incomplete, 0);
    esc_job job = lease(store, 2000);
    assert_int_equal(job.kind, ESC_JOB_OPEN);
}

static void correcting_again_comes_after_new_work(void **state) {
    esc_store *store = *state;
    int64_t id = open_pages(store, 1, 1);
    esc_job job = lease(store, 0);
    assert_int_equal(esc_store_page_done(store, &job, "x", 1, NULL, NULL), ESC_OK);
    assert_int_equal(esc_store_recorrect(store, id, NULL), ESC_ARGUMENT);
    job = lease(store, 0);
    assert_int_equal(esc_store_publishing(store, &job, NULL, 0, NULL, 1, NULL), ESC_OK);
    assert_int_equal(esc_store_done(store, id, 1, NULL), ESC_OK);
    assert_int_equal(esc_store_settled(store, id, true, NULL), ESC_OK);
    assert_int_equal(esc_store_recorrect(store, id, NULL), ESC_OK);
    assert_int_equal(esc_store_recorrect(store, id, NULL), ESC_ARGUMENT);
    int64_t second = add(store, 2);
    job = lease(store, 0);
    assert_int_equal(job.document, second);
    job = lease(store, 0);
    assert_int_equal(job.document, id);
    assert_int_equal(job.kind, ESC_JOB_FINISH);
    ESC_AUTORECORD record = {0};
    assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
    assert_int_equal(record.revision, 1);
    assert_false(record.settled);
}

static void correcting_again_can_be_called_off(void **state) {
    esc_store *store = *state;
    int64_t id = open_pages(store, 1, 1);
    assert_int_equal(esc_store_call_off(store, id, NULL), ESC_ARGUMENT); // it is read for the first time
    esc_job job = lease(store, 0);
    assert_int_equal(esc_store_page_done(store, &job, "x", 1, NULL, NULL), ESC_OK);
    assert_int_equal(esc_store_call_off(store, id, NULL), ESC_ARGUMENT);
    job = lease(store, 0);
    assert_int_equal(esc_store_publishing(store, &job, NULL, 0, "likeness", 1, NULL), ESC_OK);
    assert_int_equal(esc_store_done(store, id, 1, NULL), ESC_OK);
    assert_int_equal(esc_store_settled(store, id, true, NULL), ESC_OK);
    assert_int_equal(esc_store_call_off(store, id, NULL), ESC_ARGUMENT);
    for (int round = 0; round < 2; round++) { // while it waits, and while a worker has it
        assert_int_equal(esc_store_recorrect(store, id, NULL), ESC_OK);
        if (round) job = lease(store, 0);
        assert_int_equal(esc_store_call_off(store, id, NULL), ESC_OK);
        ESC_AUTORECORD record = {0};
        assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
        assert_int_equal(record.state, ESC_STATE_DONE);
        assert_true(record.settled);
        assert_int_equal(record.revision, 0);
        assert_string_equal(record.results, "likeness");
        int64_t due;
        assert_int_equal(esc_store_ready(store, 0, &due, NULL), 0);
    }
    assert_int_equal(esc_store_publishing(store, &job, NULL, 0, NULL, 1, NULL),
                     ESC_ARGUMENT); // its answer is late
    assert_int_equal(esc_store_recorrect(store, id, NULL), ESC_OK);
    esc_store_restart(store, id, 1, 1, 0, NULL); // begun anew, it is no correction any more
    assert_int_equal(esc_store_call_off(store, id, NULL), ESC_ARGUMENT);
    assert_state(store, id, ESC_STATE_READY);
    assert_int_equal(esc_store_call_off(store, 99, NULL), ESC_ARGUMENT);
}

static int collect(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    esc_buf_printf(user, "%lld ", (long long)record->id);
    return ESC_OK;
}

static int forget_all(void *user, const esc_record *record, esc_err *err) {
    return esc_store_remove(user, record->id, err);
}

static void documents_are_listed_and_counted(void **state) {
    esc_store *store = *state;
    for (int n = 1; n <= 5; n++) add(store, n);
    assert_int_equal(esc_store_quarantine(store, 2, ESC_WHY_EMPTY, "0 bytes", 1, NULL), ESC_OK);
    assert_int_equal(esc_store_quarantine(store, 4, ESC_WHY_EMPTY, "0 bytes", 1, NULL), ESC_OK);
    assert_int_equal(esc_store_settled(store, 4, true, NULL), ESC_OK);
    esc_job job = lease(store, 0);
    assert_int_equal(job.document, 1);
    job = lease(store, 0);
    assert_int_equal(job.document, 3); // given up means out of the queue
    assert_int_equal(esc_store_delay(store, &job, 99, true, false, ESC_WHY_IO, "", NULL), ESC_OK);

    ESC_AUTOBUF ids = {0};
    assert_int_equal(esc_store_each(store, ESC_STATE_COUNT, true, 0, 99, collect, &ids, NULL), ESC_OK);
    assert_string_equal(esc_buf_text(&ids), "1 2 3 5 ");
    esc_buf_truncate(&ids, 0);
    assert_int_equal(esc_store_each(store, ESC_STATE_QUARANTINED, false, 0, 99, collect, &ids, NULL), ESC_OK);
    assert_string_equal(esc_buf_text(&ids), "2 4 ");
    esc_buf_truncate(&ids, 0);
    assert_int_equal(esc_store_each(store, ESC_STATE_COUNT, false, 1, 2, collect, &ids, NULL), ESC_OK);
    assert_string_equal(esc_buf_text(&ids), "2 3 ");
    static const struct {
        esc_record_state state;
        const char *ids;
    } queued[] = {{ESC_STATE_LEASED, "1 "}, {ESC_STATE_DELAYED, "3 "}, {ESC_STATE_READY, "1 3 5 "}};
    for (size_t i = 0; i < sizeof queued / sizeof *queued; i++) {
        esc_buf_truncate(&ids, 0);
        assert_int_equal(esc_store_each(store, queued[i].state, true, 0, 99, collect, &ids, NULL), ESC_OK);
        assert_string_equal(esc_buf_text(&ids), queued[i].ids);
    }

    int64_t counts[ESC_STATE_COUNT];
    assert_int_equal(esc_store_counts(store, counts, NULL), ESC_OK);
    assert_int_equal(counts[ESC_STATE_READY], 1);
    assert_int_equal(counts[ESC_STATE_LEASED], 1);
    assert_int_equal(counts[ESC_STATE_DELAYED], 1);
    assert_int_equal(counts[ESC_STATE_QUARANTINED], 2);

    assert_int_equal(esc_store_each(store, ESC_STATE_COUNT, false, 0, 99, forget_all, store, NULL), ESC_OK);
    assert_int_equal(esc_store_counts(store, counts, NULL), ESC_OK);
    for (int i = 0; i < ESC_STATE_COUNT; i++) assert_int_equal(counts[i], 0);
}

#define BOTH(test)                                                                                           \
    cmocka_unit_test_setup_teardown(test, new_ram, close_store),                                             \
        cmocka_unit_test_setup_teardown(test, new_sqlite, close_store)

int main(void) {
    const struct CMUnitTest tests[] = {
        BOTH(a_document_goes_through_all_states),
        BOTH(older_documents_and_lower_pages_come_first),
        BOTH(an_answer_to_an_older_lease_is_refused),
        BOTH(delayed_jobs_wait_and_are_charged),
        BOTH(a_clock_set_back_delays_nothing_for_long),
        BOTH(names_are_unique),
        BOTH(any_bytes_make_a_name),
        BOTH(the_same_bytes_are_noticed),
        BOTH(the_same_bytes_are_noticed_where_none_can_be_opened),
        BOTH(what_was_read_of_the_same_bytes_is_taken_over),
        BOTH(what_happened_is_told),
        BOTH(what_waits_for_its_folder_only_is_counted),
        BOTH(findings_are_replaced_by_later_ones),
        BOTH(a_restart_forgets_what_was_read),
        BOTH(correcting_again_comes_after_new_work),
        BOTH(correcting_again_can_be_called_off),
        BOTH(documents_are_listed_and_counted),
    };
    return RUN(tests);
}
