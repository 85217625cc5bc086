// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a file has the end that its format asks for: a copy that pauses stands as still as one that is
// finished. This is a look at a few places of the file and no more; whether it can be read, a worker finds
// out.
#pragma once

// What is missing of the file behind fd ("%%EOF", …), or NULL where it has its end, or its format has none
// that could be told, or it cannot be read.
const char *esc_whole_lacks(int fd);
