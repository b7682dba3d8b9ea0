export { SecretBox, SecretUnreadable } from './secret-box.js';
export { secretKeyFile } from './secret-key.js';
