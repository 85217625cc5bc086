// SPDX-License-Identifier: GPL-3.0-or-later
// The worker: this program executed afresh in a hidden role. It opens documents, reads pages and finishes
// documents, one job after the other, with nothing but the descriptors that come with each.
#pragma once

// Descriptors a worker is born with.
#define ESC_WORKER_SOCKET 3
#define ESC_WORKER_SETTINGS 4
#define ESC_WORKER_GLOSSARIES 64 // the first of them: above all that a worker may open itself

// Serves until the supervisor closes the socket. Gives the exit code: 0, or ESC_EXIT_UNFIT where it cannot
// begin (settings, models: the supervisor is told).
#define ESC_EXIT_UNFIT 3
int esc_worker_main(void);
