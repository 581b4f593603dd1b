import { Button } from './button.tsx';
import { Sending } from './sending.tsx';
import type { useAction } from './use-action.ts';

interface Props {
  action: ReturnType<typeof useAction<[]>>;
  yes: string;
  no: string;
  onNo: () => void;
}

/** The worded yes without which no time is given up, the way back, and what becomes of the yes. */
export function SecondStep({ action, yes, no, onNo }: Props) {
  return (
    <>
      <div class="actions">
        <Button look="danger" busy={action.busy && 'Sending...'} onPress={() => void action.run()}>
          {yes}
        </Button>
        <Button look="plain" onPress={onNo}>
          {no}
        </Button>
      </div>
      <Sending action={action} />
    </>
  );
}
