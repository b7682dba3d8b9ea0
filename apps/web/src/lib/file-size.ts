/** "12 kB", "3.4 MB". */
export const fileSize = (bytes: number): string =>
  bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en-US')} kB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
