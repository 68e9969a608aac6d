// The pictures of the guides are taken in each language: the English guide's as NAME.png, the Russian guide's as NAME-ru.png.
export const tongues = [
  { locale: 'en-GB', suffix: '' },
  { locale: 'ru-RU', suffix: '-ru' },
];
