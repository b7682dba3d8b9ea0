/** Ends the server of this folder at once (it holds nothing worth keeping) and removes the folder. */
export function endServer(folder: string): Promise<void>;
