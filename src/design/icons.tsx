/** The icons of the panel and of the simulator: those of Lucide that are used, by what they mean here. */
import type { IconNode } from 'lucide';
import { createElement } from 'preact';

export {
  ArrowDown as IncomingIcon,
  ArrowUp as OutgoingIcon,
  Ban as ClearIcon,
  Bookmark as SavedIcon,
  ChevronDown as OpenIcon,
  ChevronRight as ClosedIcon,
  CircleDot as NotRecordingIcon,
  CircleQuestionMark as HelpIcon,
  CircleStop as RecordingIcon,
  CircleX as ErrorIcon,
  ClipboardList as WorkitemIcon,
  Diamond as OtherMediumIcon,
  Funnel as FilterIcon,
  Mail as EmailIcon,
  MessageSquare as ChatIcon,
  Pause as PauseIcon,
  Pencil as EditIcon,
  Phone as VoiceIcon,
  PhoneOutgoing as PreviewIcon,
  Play as PlayIcon,
  RefreshCw as LoadIcon,
  RotateCcw as RestartIcon,
  Settings as SettingsIcon,
  StepForward as StepIcon,
  Trash2 as RemoveIcon,
  TriangleAlert as WarningIcon,
  Undo2 as UndoIcon,
  X as CloseIcon,
} from 'lucide';

/** What an icon is drawn from. */
export type IconShape = IconNode;

interface IconProps {
  readonly of: IconShape;
  /** Further classes. */
  readonly class?: string;
}

/** Draws an icon in the colour of the text around it. It is decoration: the words stand beside it, or are its button's name. */
export function Icon({ of, class: further = '' }: IconProps) {
  return (
    <svg class={`icon ${further}`.trimEnd()} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {of.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
