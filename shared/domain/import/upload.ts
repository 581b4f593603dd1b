import { importId, practiceId } from '../id.ts';

/** Where the file of one import lies in the bucket for uploads. */
export const uploadKey = (practice: string, id: string): string => `imports/${practice}/${id}`;

/** The import that a file in the bucket belongs to, or null for any other file. */
export function importOfUpload(key: string): { practiceId: string; importId: string } | null {
  const [folder, practice = '', id = '', ...rest] = key.split('/');
  if (folder !== 'imports' || rest.length > 0) return null;
  if (!practiceId.safeParse(practice).success || !importId.safeParse(id).success) return null;
  return { practiceId: practice, importId: id };
}
