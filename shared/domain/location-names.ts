/** The locations that a clinician's weekly hours name, each once. */
export const locationsNamed = (weekly: readonly { locationId?: string | undefined }[]): string[] => [
  ...new Set(weekly.flatMap((entry) => entry.locationId ?? [])),
];
