/**
 * Comes first in each page of the simulator: puts in place what a browser gives to a content script, then starts the real
 * bridge and the real probe.
 */
import './frame-api.ts';
import '../../src/bridge/bridge.iife.ts';
import '../../src/probe/probe.iife.ts';
