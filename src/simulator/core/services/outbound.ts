/** `outbound.*` (docs/protocol.md#outbound-services). */
import type { Act } from '../acts/act-types.ts';
import { isRecord } from '../settings/is-record.ts';
import type { Settings } from '../settings/settings.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { Campaigns } from './campaigns.ts';
import { onInteraction, type Performer, performAct } from './on-interaction.ts';
import { bad, good, kindOf, quoted, type Read, readText, textOf } from './parameters.ts';
import type { CallRecord, Chain, Records } from './records.ts';
import { type Call, data, error, type Outcome, type Service, type ServiceTable, VOID } from './service-types.ts';

/** What these services are made of. */
export interface OutboundParts {
  readonly interactions: InteractionList;
  readonly acts: Performer;
  readonly campaigns: Campaigns;
  readonly records: Records;
  readonly settings: () => Settings;
}

/** The services of the namespace. */
export function outboundServices(parts: OutboundParts): ServiceTable {
  const { acts, campaigns, records, settings } = parts;
  /** A service on the records of an interaction. */
  const onChain = (work: (chain: Chain, live: LiveInteraction, call: Call) => Outcome): Service =>
    onInteraction(parts, (live, call) => {
      const chain = records.of(live);
      return chain === null ? error('The interaction has no outbound record') : work(chain, live, call);
    });
  const performing = (act: Act): Service => onChain((_, live) => performAct(acts, act, live));
  const flag = (doNotCall: boolean): Service =>
    onChain((chain) => {
      chain.doNotCall = doNotCall;
      return VOID;
    });
  const call = (record: CallRecord, chain: Chain, live: LiveInteraction): Outcome => {
    const phone = textOf(record.fields.get('GSW_PHONE')) ?? '';
    if (phone === '') return error('The record has no GSW_PHONE to call');
    // A preview that was not opened yet is opened first, as the agent's click would do.
    if (live.state === 'PREVIEW') acts.perform('getRecord', live);
    const outcome = performAct(acts, 'callRecord', live, {
      target: { destination: phone, kind: 'CUSTOM_CONTACT' },
      userData: { GSW_PHONE: phone, GSW_RECORD_HANDLE: record.fields.get('GSW_RECORD_HANDLE') },
    });
    if (outcome.is === 'void') chain.current = record.handle;
    return outcome;
  };
  return {
    'outbound.getCampaigns': () => data(campaignsOf(campaigns, settings().campaignForm)),
    'outbound.getPreviewRecord': ({ parameters }) => {
      const name = readText(parameters[0], "The campaign's name");
      if (!name.ok) return error(name.problem);
      return campaigns.pull(name.value) ? VOID : error(`No campaign ${quoted(name.value)} is loaded`);
    },
    'outbound.getChainedRecords': onChain((chain) =>
      data(chain.records.map(({ fields }) => Object.fromEntries(fields))),
    ),
    'outbound.getRecordFields': onChain((chain) => data(Object.fromEntries(currentOf(chain)?.fields ?? []))),
    'outbound.updateRecordFields': onChain((chain, _, { parameters: [, values] }) => {
      if (!isRecord(values)) return error(`The fields must be an object, not ${kindOf(values)}`);
      const wrong = Object.entries(values).find(([, value]) => textOf(value) === null);
      if (wrong !== undefined) return error(`The field ${quoted(wrong[0])} must be a text or a number`);
      for (const [field, value] of Object.entries(values)) currentOf(chain)?.fields.set(field, value);
      return VOID;
    }),
    'outbound.callPreviewRecord': onChain((chain, live, { parameters: [, handle] }) => {
      const record = readRecord(chain, handle);
      return record.ok ? call(record.value, chain, live) : error(record.problem);
    }),
    'outbound.rejectPreviewRecord': performing('rejectRecord'),
    'outbound.cancelPreviewRecord': performing('cancelRecord'),
    'outbound.startDirectPushPreview': () => (campaigns.startPush() ? VOID : error('The agent has no loaded campaign')),
    'outbound.stopDirectPushPreview': () => {
      campaigns.stopPush();
      return VOID;
    },
    'outbound.rescheduleRecord': onChain((chain, _, { parameters: [, handle, date, type] }) => {
      const record = readRecord(chain, handle);
      if (!record.ok) return error(record.problem);
      if (typeof date !== 'string' || !isDate(date)) {
        return error(`The date must be as in "11/22/2026 13:5" (month/day/year hour:minute), not ${said(date)}`);
      }
      const callbackType = readText(type, 'The callback type');
      if (!callbackType.ok) return error(callbackType.problem);
      chain.rescheduled = { handle: record.value.handle, date, callbackType: callbackType.value };
      return VOID;
    }),
    'outbound.cancelReschedule': onChain((chain) => {
      if (chain.rescheduled === null) return error('The record is not rescheduled');
      chain.rescheduled = null;
      return VOID;
    }),
    'outbound.getListOfCallResults': () => data(settings().callResults),
    'outbound.setCallResult': onChain((chain, _, { parameters: [, result] }) => {
      if (typeof result !== 'number' || !settings().callResults.includes(result)) {
        return error(`The call result must be one of the numbers ${settings().callResults.join(', ')}`);
      }
      chain.callResult = result;
      for (const { handle, fields } of chain.records) {
        if (handle === chain.current) fields.set('GSW_CALL_RESULT', result);
      }
      return VOID;
    }),
    'outbound.getCallResult': onChain((chain) => data(chain.callResult)),
    'outbound.setDoNotCall': flag(true),
    'outbound.removeDoNotCall': flag(false),
  };
}

function campaignsOf(campaigns: Campaigns, form: Settings['campaignForm']): unknown {
  const loaded = campaigns.loaded();
  if (form === 'withMode') return loaded;
  return loaded.map(({ name }) => (form === 'texts' ? name : { name }));
}

function currentOf(chain: Chain): CallRecord | undefined {
  return chain.records.find(({ handle }) => handle === chain.current);
}

/** The record with that number in the chain, or with that GSW_RECORD_HANDLE; digits in a text will do. */
function readRecord(chain: Chain, given: unknown): Read<CallRecord> {
  const text = textOf(given);
  const named = ({ fields }: CallRecord): boolean => textOf(fields.get('GSW_RECORD_HANDLE')) === text;
  const record =
    text === null
      ? undefined
      : (chain.records.find(({ handle }) => String(handle) === text) ?? chain.records.find(named));
  if (record !== undefined) return good(record);
  const handles = chain.records.map(({ handle }) => handle).join(', ');
  return bad(`The record handle must be one of ${handles}, not ${said(given)}`);
}

function said(value: unknown): string {
  return typeof value === 'object' ? kindOf(value) : quoted(textOf(value) ?? kindOf(value));
}

/** `M/D/YYYY H:M` with or without leading zeros, and a day that exists. */
function isDate(text: string): boolean {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{1,2})$/.exec(text)?.slice(1).map(Number);
  const [month = 0, day = 0, year = 0, hour = 24, minute = 60] = parts ?? [];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
