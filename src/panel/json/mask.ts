/** How tokens are masked wherever the panel shows something. */
export { MASK, isSecretName, masked, maskToken } from '../../protocol/tokens.ts';
