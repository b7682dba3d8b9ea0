/** One thing that `doctor` looked at. */
export interface Finding {
  level: 'ok' | 'advice' | 'problem';
  text: string;
}

export const ok = (text: string): Finding => ({ level: 'ok', text });
/** Works, but somebody should know what it costs. */
export const advice = (text: string): Finding => ({ level: 'advice', text });
/** Must be put right. */
export const problem = (text: string): Finding => ({ level: 'problem', text });
