export type Language = 'en' | 'zh-CN';

export const languages: readonly Language[] = ['en', 'zh-CN'];

/** A short text in every language that we speak. */
export type Localized = Readonly<Record<Language, string>>;
