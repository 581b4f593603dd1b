/**
 * A practice's colour made readable (product 1.1, contrast by WCAG 2.2). It fills the header band, filled
 * buttons and the chosen slot; it is never an error, a status or a focus ring.
 */

/** The grounds on which a brand colour stands, and the ink it is mixed into, of the two themes. */
export const themes = {
  light: { background: '#ffffff', surface: '#f3f5f8', ink: '#17202a' },
  dark: { background: '#12161b', surface: '#1d242c', ink: '#eaeef3' },
} as const;

const FILL_RATIO = 3;
const TEXT_RATIO = 4.5;

export interface ThemedBrand {
  /** The fill alone cannot be told from its ground: it gets an edge of 2 px in ink. */
  edge: boolean;
  /** The brand's colour for links, mixed into ink until it can be read on ground and surface. */
  link: string;
}

export interface Brand {
  fill: string;
  /** What is written on the fill: black or white, whichever contrasts more. */
  label: '#000000' | '#ffffff';
  /** The label's contrast on the fill, 4.58 at worst. */
  labelRatio: number;
  light: ThemedBrand;
  dark: ThemedBrand;
}

type Channels = [number, number, number];

const channelsOf = (colour: string): Channels => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];

const linear = (channel: number) => {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

function luminance(colour: string): number {
  const [red, green, blue] = channelsOf(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** The contrast ratio of two colours like `#0b5cad`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** `percent` of the way from one colour to another. */
function mix(from: string, to: string, percent: number): string {
  const target = channelsOf(to);
  const mixed = channelsOf(from).map((channel, at) =>
    Math.round(channel + ((target[at]! - channel) * percent) / 100),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function themed(
  fill: string,
  { background, surface, ink }: (typeof themes)[keyof typeof themes],
): ThemedBrand {
  const worst = (colour: string) => Math.min(contrast(colour, background), contrast(colour, surface));
  let percent = 0;
  while (worst(mix(fill, ink, percent)) < TEXT_RATIO) percent++;
  return { edge: worst(fill) < FILL_RATIO, link: mix(fill, ink, percent) };
}

/** How a practice's colour (`#rrggbb`) is used so that everything on it and made of it can be read. */
export function brandOf(colour: string): Brand {
  const fill = colour.toLowerCase();
  const black = contrast(fill, '#000000');
  const white = contrast(fill, '#ffffff');
  return {
    fill,
    label: white >= black ? '#ffffff' : '#000000',
    labelRatio: Math.max(black, white),
    light: themed(fill, themes.light),
    dark: themed(fill, themes.dark),
  };
}
