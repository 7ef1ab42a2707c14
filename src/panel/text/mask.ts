/** How tokens are masked wherever the panel shows something. */
export { isSecretName, MASK, masked, maskToken } from '../../protocol/tokens.ts';
