import * as z from 'zod';
import { brandOf } from './brand.ts';
import { practiceId, zoneChangeId } from './id.ts';
import type { Practice } from './practice.ts';
import { profile } from './profile.ts';
import { decideStranger } from './stranger.ts';
import { offMessageShown, switchesOf } from './switches.ts';

const themedBrand = z.object({
  edge: z
    .boolean()
    .meta({ description: 'The fill alone cannot be told from the page: draw a 2 px edge in ink.' }),
  link: z.string(),
});

/** How the practice's colour is used: fill, label on it, links, by theme (product 1.1). */
export const brandView = z
  .object({ fill: z.string(), label: z.string(), light: themedBrand, dark: themedBrand })
  .meta({ id: 'Brand' });

/** What anyone may know of a practice: what its portal's first page shows. */
export const portalView = z
  .object({
    id: practiceId,
    slug: z.string(),
    name: z.string(),
    phone: z.string(),
    country: z.string(),
    zone: z.string(),
    logoUrl: z.string().nullable(),
    brand: brandView,
    clientPortal: z.boolean(),
    onlineBooking: z.boolean(),
    requestForm: z.enum(['nobody', 'new-clients', 'everyone']).meta({
      description:
        'Who may ask for a time without signing in; everyone where nobody can sign in, existing clients too.',
    }),
    offMessage: z.string().nullable().meta({ description: 'Shown where something is switched off.' }),
  })
  .meta({ id: 'Portal' });

/** A practice's profile as its staff see it. */
export const profileView = z
  .object({
    ...profile.shape,
    id: practiceId,
    slug: z.string(),
    homeRegion: z.string(),
    brand: brandView,
    plan: z
      .object({ bookingAddOn: z.boolean(), selfScheduling: z.boolean() })
      .meta({ description: 'What the practice has; what it lacks reads as off, whatever the settings say.' }),
    zoneChangeId: zoneChangeId.nullable().meta({ description: 'The change of zone that is going on.' }),
    version: z.int(),
  })
  .meta({ id: 'Practice' });

/** A list answers a page and the cursor of the next. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** How much of a list, and from where. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(700).optional(),
};

function requestFormOf(practice: Practice) {
  if (!decideStranger(practice).allowed) return 'nobody';
  return switchesOf(practice).clientPortal ? 'new-clients' : 'everyone';
}

/** What anyone may know of a practice. */
export const portalViewOf = (practice: Practice): z.infer<typeof portalView> => ({
  id: practice.id,
  slug: practice.slug,
  name: practice.name,
  phone: practice.phone,
  country: practice.country,
  zone: practice.zone,
  logoUrl: practice.logoUrl,
  brand: brandOf(practice.colour),
  ...switchesOf(practice),
  requestForm: requestFormOf(practice),
  offMessage: offMessageShown(practice),
});

/** A practice's profile as its staff see it. */
export const profileViewOf = (practice: Practice): z.infer<typeof profileView> => ({
  id: practice.id,
  slug: practice.slug,
  homeRegion: practice.homeRegion,
  name: practice.name,
  logoUrl: practice.logoUrl,
  colour: practice.colour,
  brand: brandOf(practice.colour),
  phone: practice.phone,
  email: practice.email,
  zone: practice.zone,
  country: practice.country,
  plan: practice.plan ?? { bookingAddOn: true, selfScheduling: true },
  zoneChangeId: practice.zoneChangeId ?? null,
  version: practice.profileVersion,
});
