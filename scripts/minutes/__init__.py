# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented minutes: their facts and words (generate), their pages (render), what scanners and old engines do to
them (damage, noise). Everything is drawn from a seed; the same seed gives the same bytes.

Families of institutions, people and sentences that share nothing: A for training and tuning, B and C held back for the
figures in docs/benchmark.md. See `python3 scripts/minutes --help`."""
