import { splitWords, stateLabel, type DeviceState } from '@app/kernel';

/** The filters of a device list that its reader knows by their values; of the others, that they are there. */
export function listWords(list: URLSearchParams): string[] {
  const [site, state] = [splitWords(list.get('site') ?? ''), splitWords(list.get('state') ?? '')];
  const others = [...new Set(list.keys())].filter((name) => !['site', 'state', 'sort', 'columns'].includes(name));
  return [
    ...(list.get('site') ? [`site ${site.join(', ')}`] : []),
    ...(list.get('state') ? [`status ${state.map((each) => stateLabel(each as DeviceState)).join(', ')}`] : []),
    ...(others.length > 0 ? [`the filters ${others.join(', ')}`] : []),
  ];
}
