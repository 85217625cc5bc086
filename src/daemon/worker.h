// SPDX-License-Identifier: GPL-3.0-or-later
// The worker: this program executed afresh in a hidden role. It opens documents, reads pages and finishes
// documents, one job after the other, with nothing but the descriptors that come with each.
#pragma once

// Descriptors a worker is born with.
#define ESC_WORKER_SOCKET 3
#define ESC_WORKER_SETTINGS 4

// Serves until the supervisor closes the socket. Gives the exit code: 0, or 3 where settings or models are
// wrong (said on standard error).
int esc_worker_main(void);
