import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { env } from '../runtime/env.ts';

/** The bucket that files are uploaded to and read from, a piece at a time. */

export const uploads = new S3Client({
  maxAttempts: 4,
  // A signed address would else carry the checksum of an empty body, and S3 would refuse the file.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000 },
});

const PIECE = 4 * 1024 * 1024;
const OPEN_SECONDS = 15 * 60;
const CONTENT_TYPE = 'application/octet-stream';

/** How to send a file straight to the bucket. */
export interface Upload {
  url: string;
  method: 'PUT';
  headers: Record<string, string>;
  expiresAt: string;
}

/** Signs an address to which one file of exactly so many bytes may be put, for a quarter of an hour. */
export async function signUpload(key: string, bytes: number, now: number): Promise<Upload> {
  const command = new PutObjectCommand({
    Bucket: env('uploads'),
    Key: key,
    ContentLength: bytes,
    ContentType: CONTENT_TYPE,
  });
  const url = await getSignedUrl(uploads, command, {
    expiresIn: OPEN_SECONDS,
    signableHeaders: new Set(['content-length', 'content-type', 'host']),
  });
  return {
    url,
    method: 'PUT',
    headers: { 'content-type': CONTENT_TYPE, 'content-length': String(bytes) },
    expiresAt: new Date(now + OPEN_SECONDS * 1000).toISOString(),
  };
}

/** The file is not there any more, or another has taken its place. */
export class UploadGone extends Error {
  constructor() {
    super('The uploaded file is gone, or was replaced.');
    this.name = 'UploadGone';
  }
}

export interface Piece {
  bytes: Uint8Array;
  /** The entity tag: the same for all pieces of one file. */
  tag: string;
}

/**
 * The bytes of an upload from an offset on, a few megabytes at a time, so that no file is held whole.
 * Throws `UploadGone` where the file is not the one with this tag.
 */
export async function* readUpload(key: string, offset: number, tag?: string): AsyncGenerator<Piece> {
  let wanted = tag;
  for (let from = offset; ; ) {
    const piece = await readPiece(key, from, wanted);
    if (piece === null) return;
    yield { bytes: piece.bytes, tag: piece.tag };
    wanted = piece.tag;
    from += piece.bytes.length;
    if (from >= piece.size) return;
  }
}

async function readPiece(
  key: string,
  from: number,
  tag: string | undefined,
): Promise<(Piece & { size: number }) | null> {
  try {
    const { Body, ContentRange, ETag } = await uploads.send(
      new GetObjectCommand({
        Bucket: env('uploads'),
        Key: key,
        Range: `bytes=${from}-${from + PIECE - 1}`,
        IfMatch: tag,
      }),
    );
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const size = Number(ContentRange?.split('/')[1] ?? bytes.length);
    if (tag !== undefined && ETag !== tag) throw new UploadGone();
    return { bytes, tag: ETag ?? '', size };
  } catch (error) {
    if (error instanceof NoSuchKey) throw new UploadGone();
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 412) throw new UploadGone();
    // Past the end: an empty file, or one that ended with its last row.
    if (status === 416) return null;
    throw error;
  }
}
