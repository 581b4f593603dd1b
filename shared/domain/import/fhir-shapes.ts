import * as z from 'zod';

/** Of each FHIR R4 resource, the part that is read; all else in it is passed over. */

const text = z.string();
/** JSON null stands in FHIR lists where only an extension is given. */
const texts = z.array(text.nullable());

const coding = z.object({ system: text.optional(), code: text.optional(), display: text.optional() });
const concept = z.object({ text: text.optional(), coding: z.array(coding).optional() });
const period = z.object({ start: text.optional(), end: text.optional() });

const identifier = z.object({
  use: text.optional(),
  type: concept.optional(),
  system: text.optional(),
  value: text.optional(),
});
export type FhirIdentifier = z.infer<typeof identifier>;

const reference = z.object({
  reference: text.optional(),
  type: text.optional(),
  identifier: identifier.optional(),
});
export type FhirReference = z.infer<typeof reference>;

const humanName = z.object({
  use: text.optional(),
  text: text.optional(),
  family: text.optional(),
  given: texts.optional(),
  prefix: texts.optional(),
});
export type FhirName = z.infer<typeof humanName>;

const contactPoint = z.object({
  system: text.optional(),
  value: text.optional(),
  use: text.optional(),
  period: period.optional(),
});
export type FhirContactPoint = z.infer<typeof contactPoint>;

const address = z.object({
  use: text.optional(),
  text: text.optional(),
  line: texts.optional(),
  city: text.optional(),
  state: text.optional(),
  postalCode: text.optional(),
  country: text.optional(),
});
export type FhirAddress = z.infer<typeof address>;

/** What every resource may carry. */
export const named = z.object({
  id: text.optional(),
  identifier: z.array(identifier).optional(),
});

export const fhirShapes = {
  Location: named.extend({
    name: text.optional(),
    alias: texts.optional(),
    description: text.optional(),
    address: address.optional(),
  }),
  Practitioner: named.extend({
    active: z.boolean().optional(),
    name: z.array(humanName).optional(),
    telecom: z.array(contactPoint).optional(),
  }),
  PractitionerRole: named.extend({ practitioner: reference.optional() }),
  Patient: named.extend({
    name: z.array(humanName).optional(),
    telecom: z.array(contactPoint).optional(),
    address: z.array(address).optional(),
    birthDate: text.optional(),
    deceasedBoolean: z.boolean().optional(),
    deceasedDateTime: text.optional(),
  }),
  Appointment: named.extend({
    status: text,
    serviceType: z.array(concept).optional(),
    appointmentType: concept.optional(),
    start: text.optional(),
    end: text.optional(),
    minutesDuration: z.number().optional(),
    participant: z.array(
      z.object({ type: z.array(concept).optional(), actor: reference.optional(), status: text.optional() }),
    ),
  }),
  Encounter: named.extend({
    status: text,
    type: z.array(concept).optional(),
    subject: reference.optional(),
    appointment: z.array(reference).optional(),
    participant: z
      .array(z.object({ type: z.array(concept).optional(), individual: reference.optional() }))
      .optional(),
    period: period.optional(),
    length: z
      .object({ value: z.number().optional(), code: text.optional(), unit: text.optional() })
      .optional(),
    location: z.array(z.object({ location: reference.optional() })).optional(),
  }),
} as const;

export type FhirType = keyof typeof fhirShapes;
export type FhirResource<T extends FhirType> = z.infer<(typeof fhirShapes)[T]>;
export type FhirConcept = z.infer<typeof concept>;
