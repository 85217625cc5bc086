// SPDX-License-Identifier: GPL-3.0-or-later
// How those who only read the store ask its writer how it does, and for a change: one message over a socket
// in the state folder, which the service's user and group may write to. Changes are for its user and root:
// the kernel says who made the socket that the answer goes to. The message brings a socket of the asker's
// along for the answer: an address would not do, since the service lives in a network namespace of its own.
#pragma once

#include <stdint.h>

#include "base/err.h"

typedef enum esc_control_verb {
    ESC_CONTROL_RETRY,  // what is delayed is due at once; what is in quarantine goes back into the queue
    ESC_CONTROL_CANCEL, // what is in the queue goes into quarantine; what is to be corrected again is left as
                        // it was
    ESC_CONTROL_RECORRECT, // what is done is corrected again from what its pages gave
    ESC_CONTROL_STATE,     // how the service does; of no document
    ESC_CONTROL_CALL_OFF,  // what is to be corrected again is left as it was; of anything else it is refused
    ESC_CONTROL_VERB_COUNT,
} esc_control_verb;

typedef struct esc_control_request {
    uint32_t magic, verb; // esc_control_verb
    int64_t document;
} esc_control_request;

enum { ESC_CONTROL_NOTES = 4 };

// How the service does, which the store does not know.
typedef struct esc_control_state {
    int32_t workers, busy;        // that there are when there is work for them; that have a job
    int32_t stopped;              // 1: trouble stops all work, and message says which
    int32_t paused;               // 1: nothing is taken in, because the disk is nearly full
    char message[300], said[300]; // as in esc_err; for whoever asks, said is in his language where it can be
    struct {
        char message[300], said[300];
    } notes[ESC_CONTROL_NOTES]; // what does not stop the work, but wants to be mended; "" behind the last
} esc_control_state;
// Fills the first empty note. Where all are full, it is left out.
void esc_control_note(esc_control_state *state, const esc_err *note);

typedef struct esc_control_reply {
    uint32_t magic;
    int32_t status; // 0 or esc_kind
    int32_t why;    // esc_why
    char message[300], said[300];
    esc_control_state state;
} esc_control_reply;

// ---- the writer's side ----

// Listens in the state folder. Gives a descriptor to be polled. Errors: SYSTEM.
int esc_control_listen(const char *state_folder, esc_err *err);
// Takes one request that has come. Gives 1 and the descriptor that the answer goes to, or 0 where there is
// none, or none that is right. One that its asker may not make has been refused (0).
int esc_control_take(int fd, esc_control_request *ret, int *ret_asker);
// Answers without ever waiting, and closes asker. state: for ESC_CONTROL_STATE, otherwise NULL.
void esc_control_answer(int asker, int status, const esc_err *err, const esc_control_state *state);

// ---- the reader's side ----

// Asks the service at work on that state folder, and waits for its answer. Errors: SYSTEM where no service
// answers (ESC_WHY_NO_PERMISSION: it may not be asked by this user); what the service says.
int esc_control_ask(const char *state_folder, esc_control_verb verb, int64_t document, esc_err *err);
// How it does. Errors: SYSTEM as above.
int esc_control_state_ask(const char *state_folder, esc_control_state *ret, esc_err *err);
