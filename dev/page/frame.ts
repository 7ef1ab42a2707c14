/**
 * Comes first in each page of the simulator: puts in place what a browser gives to a content script, then starts the real
 * probe and the real bridge.
 */
import './frame-api.ts';
import '../../src/probe/probe.iife.ts';
import '../../src/bridge/bridge.iife.ts';
