import { table } from '../../shared/data/table.ts';

/** What some work costs at the table, counted where the SDK is asked. */
export interface Cost {
  /** The longest chain of calls of which each began after the one before had ended: side by side is one. */
  trips: number;
  calls: string[];
  /** Items that came of reads. */
  items: number;
  /** By DynamoDB's rules, from the bytes of the items that were read. */
  readUnits: number;
  /** Of those, the ones of queries for day sheets. */
  sheetReadUnits: number;
  /** As the engine reports them: of the table, and of its indexes. */
  writeUnits: number;
  indexWriteUnits: number;
}

/** The bytes of a number: a byte for two significant digits, one more, and one for the sign. */
function numberBytes(value: number): number {
  const digits = Math.abs(value)
    .toString()
    .replace(/e.*$/, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
}

/** The bytes of a value as DynamoDB counts them: three for a list or map, and one more for each entry. */
function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return numberBytes(value);
  if (value === null || typeof value === 'boolean') return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + 1 + valueBytes(entry), 3);
  return Object.entries(value as object).reduce(
    (sum, [name, entry]) => sum + 1 + Buffer.byteLength(name) + valueBytes(entry),
    3,
  );
}

type Item = Record<string, unknown>;

/** The bytes of an item: names and values of its attributes. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const fourKilobytes = (bytes: number) => Math.max(1, Math.ceil(bytes / 4096));

interface ReadOutput {
  Item?: Item;
  Items?: Item[];
  Responses?: Record<string, Item[]>;
}

interface Input {
  ConsistentRead?: boolean;
  RequestItems?: Record<string, { Keys: Item[]; ConsistentRead?: boolean }>;
}

const itemsOf = ({ Item, Items = [], Responses = {} }: ReadOutput): number =>
  (Item ? 1 : 0) + Items.length + Object.values(Responses).flat().length;

/** Read units of one call: each item of a batch by itself, what is not there too; a query's items together. */
function readUnitsOf(operation: string, input: Input, output: ReadOutput): number {
  const share = (consistent: boolean | undefined) => (consistent ? 1 : 0.5);
  if (operation === 'GetItem')
    return fourKilobytes(output.Item ? itemBytes(output.Item) : 0) * share(input.ConsistentRead);
  if (operation === 'Query')
    return (
      fourKilobytes((output.Items ?? []).reduce((sum, item) => sum + itemBytes(item), 0)) *
      share(input.ConsistentRead)
    );
  if (operation !== 'BatchGetItem') return 0;
  return Object.entries(input.RequestItems ?? {}).reduce((sum, [name, { Keys, ConsistentRead }]) => {
    const found = output.Responses?.[name] ?? [];
    const units = found.reduce((units, item) => units + fourKilobytes(itemBytes(item)), 0);
    return sum + (units + Keys.length - found.length) * share(ConsistentRead);
  }, 0);
}

interface Consumed {
  CapacityUnits?: number;
  WriteCapacityUnits?: number;
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits?: number; WriteCapacityUnits?: number }>;
}

/** Write units of one call: those of the table, and those of all indexes. */
function writeUnitsOf(consumed: Consumed): [table: number, indexes: number] {
  const indexes = Object.values(consumed.GlobalSecondaryIndexes ?? {}).reduce(
    (sum, index) => sum + (index.WriteCapacityUnits ?? index.CapacityUnits ?? 0),
    0,
  );
  return [consumed.WriteCapacityUnits ?? (consumed.CapacityUnits ?? 0) - indexes, indexes];
}

const writes = new Set(['TransactWriteItems', 'UpdateItem', 'PutItem', 'DeleteItem']);

const isSheetQuery = (input: object) => JSON.stringify(input).includes('SHEET#');

/** Runs some work, one request at a time, and counts what it costs. */
export async function counted<T>(work: () => Promise<T>): Promise<{ result: T; cost: Cost }> {
  const cost: Cost = {
    trips: 0,
    calls: [],
    items: 0,
    readUnits: 0,
    sheetReadUnits: 0,
    writeUnits: 0,
    indexWriteUnits: 0,
  };
  /** How many calls long the longest chain is that has ended. */
  let ended = 0;
  table.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context.commandName).replace(/Command$/, '');
      const depth = ended + 1;
      cost.calls.push(operation);
      const input = writes.has(operation)
        ? { ...args.input, ReturnConsumedCapacity: 'INDEXES' as const }
        : args.input;
      const answer = await next({ ...args, input: input as typeof args.input });
      ended = Math.max(ended, depth);
      cost.trips = Math.max(cost.trips, depth);
      const output = answer.output as ReadOutput & { ConsumedCapacity?: Consumed | Consumed[] };
      const units = readUnitsOf(operation, args.input as Input, output);
      cost.readUnits += units;
      cost.items += itemsOf(output);
      if (operation === 'Query' && isSheetQuery(args.input)) cost.sheetReadUnits += units;
      for (const consumed of [output.ConsumedCapacity ?? []].flat()) {
        const [own, indexes] = writeUnitsOf(consumed);
        cost.writeUnits += own;
        cost.indexWriteUnits += indexes;
      }
      return answer;
    },
    { step: 'initialize', priority: 'high', name: 'counting' },
  );
  try {
    const result = await work();
    return { result, cost };
  } finally {
    table.middlewareStack.remove('counting');
  }
}
