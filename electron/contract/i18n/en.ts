import { cli } from './en/cli.ts';
import { demo } from './en/demo.ts';
import { notices } from './en/notices.ts';
import { outcomes } from './en/outcomes.ts';
import { settings } from './en/settings.ts';
import { state } from './en/state.ts';
import { status } from './en/status.ts';

/** Every text of ours in English; one file for each section. */
export const en = { cli, demo, notices, outcomes, settings, state, status };

/** What a catalogue holds: a language that lacks a text, or has one too many, does not compile. */
export type Messages = typeof en;
