import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { AddressView } from '../../contract/snapshot.ts';
import { type Family, families } from '../address.ts';
import { familyOf } from '../record.ts';
import { detectionData, detectionSentence, sourceName } from './detection.ts';
import { missingAddress } from './missing-address.ts';
import type { ViewInput } from './view-input.ts';

function sentenceOf(family: Family, { settings, state, language }: ViewInput): string {
  const { tray, status } = catalogue(language);
  const texts = tray.address;
  const name = status.family[family];
  const records = settings.records.filter((record) => familyOf(record.type) === family);
  const { address, last } = state.families[family];
  if (settings.sources[family] === 'off') return status.detection.off(name);
  if (records.length === 0) return texts.unused;
  if (last === undefined) return texts.never;
  const data = detectionData(last);
  if (data.state === 'known') {
    const sources = listText(language, data.sources.map(sourceName));
    return data.by === 'quorum' ? texts.quorum(sources) : texts[data.by];
  }
  const needless = records.every((record) => missingAddress(record, state) === 'excused');
  if (needless && address === undefined) return tray.notHere(name);
  const why = detectionSentence(data, family, language, 'desktop');
  return address === undefined || data.state === 'disagree' ? why : texts.keeps(why);
}

/** The public address of each family. */
export function addressViews(input: ViewInput): readonly AddressView[] {
  const { settings, state, language } = input;
  const { status } = catalogue(language);
  return families.map((family): AddressView => {
    const { address, since, seen } = state.families[family];
    return {
      family,
      label: status.family[family],
      address: address?.text,
      since,
      seen,
      sentence: sentenceOf(family, input),
      unused: settings.records.every((record) => familyOf(record.type) !== family),
    };
  });
}
