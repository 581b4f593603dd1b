import { useEffect, useState } from 'preact/hooks';
import * as api from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Select } from '../../parts/controls.tsx';
import type { SettingsDesk } from './use-settings.ts';

/**
 * Several settings at once, under the names that people know (product 1.13). They fill the draft; nothing is saved.
 * What would also change the booking preferences is not offered here: those are another document.
 */
export function Presets({ settings, practiceId }: { settings: SettingsDesk; practiceId: string }) {
  const [presets, setPresets] = useState<api.Preset[]>([]);
  const [chosen, choose] = useState('');
  const { saved, draft } = settings;
  useEffect(() => {
    void api.listPresets(practiceId).then((answer) => {
      if (answer.ok) setPresets(answer.value.items.filter(({ changes }) => changes.preferences.length === 0));
    });
  }, [practiceId, saved]);
  const preset = presets.find(({ id }) => id === chosen);
  if (presets.length === 0 || !draft) return null;
  const use = () => {
    if (!preset) return;
    const { applyCancellationPolicy, change, cancellation } = preset.settings;
    settings.change({ ...draft, applyCancellationPolicy, change, cancellation });
  };
  return (
    <div class="presets">
      <Select
        id="preset"
        label="Start from"
        value={chosen}
        options={[
          { value: '', label: 'Your present settings' },
          ...presets.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        effect={preset?.description}
        onChange={choose}
      />
      {preset && (
        <Button look="plain" onPress={use}>
          Fill in
        </Button>
      )}
    </div>
  );
}
