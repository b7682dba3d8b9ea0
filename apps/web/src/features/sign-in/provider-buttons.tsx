import { Button } from '@mantine/core';
import { IconBrandGoogle, IconBrandWindows, IconLogin2, type Icon } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import { leaveFor, type OfferedProvider } from '../../lib/sign-in-options.js';
import { signInWords } from '../../lib/sign-in-words.js';
import styles from './sign-in.module.css';

const ICONS: Record<OfferedProvider['kind'], Icon> = {
  google: IconBrandGoogle,
  microsoft: IconBrandWindows,
  oidc: IconLogin2,
};

interface ProviderButtonsProps {
  providers: OfferedProvider[];
  /** Where to go on afterwards. */
  next: string;
  onProblem: (words: string | null) => void;
}

/** The district's ways to sign in, the first of them in focus. */
export function ProviderButtons({ providers, next, onProblem }: ProviderButtonsProps): ReactNode {
  const [leaving, setLeaving] = useState<string | null>(null);
  const leave = async (provider: OfferedProvider): Promise<void> => {
    setLeaving(provider.id);
    onProblem(null);
    try {
      await leaveFor(provider, next);
    } catch (error) {
      onProblem(signInWords(problemOf(error)));
      setLeaving(null);
    }
  };
  return (
    <div className={styles.providers}>
      {providers.map((provider, index) => {
        const Icon = ICONS[provider.kind];
        return (
          <Button
            key={provider.id}
            variant="default"
            size="md"
            fullWidth
            autoFocus={index === 0}
            loading={leaving === provider.id}
            leftSection={<Icon size={20} aria-hidden />}
            onClick={() => void leave(provider)}
          >
            Sign in with {provider.label}
          </Button>
        );
      })}
    </div>
  );
}
