import { Menu, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import {
  IconApi,
  IconDevices,
  IconKey,
  IconLogout,
  IconMoon,
  IconSun,
  IconSunMoon,
  IconUser,
} from '@tabler/icons-react';
import { LANGUAGES, type Language } from '@app/kernel';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage, useSession, useSignOut } from '../lib/session.js';
import { LANGUAGE_NAMES } from '../lib/language.js';
import styles from './account-menu.module.css';

const THEMES = [
  { value: 'auto', label: 'Like the system', icon: IconSunMoon },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
] as const;

export function AccountMenu(): ReactNode {
  const { account } = useSession();
  const signOut = useSignOut();
  const [language, setLanguage] = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton
          className={styles.button}
          aria-label={`${initials(account.displayName)}, account of ${account.displayName}`}
        >
          <span className={styles.initials} aria-hidden>
            {initials(account.displayName)}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{account.displayName}</strong>
          <span>{account.email}</span>
        </div>
        <Menu.Divider />
        <OwnPages />
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {THEMES.map(({ value, label, icon: Glyph }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
              <span className={styles.theme}>
                <Glyph size={16} aria-hidden /> {label}
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>Language of the scan station</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => setLanguage(value as Language)}>
          {LANGUAGES.map((value) => (
            <Menu.RadioItem key={value} value={value} lang={value} closeMenuOnClick={false}>
              {LANGUAGE_NAMES[value]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const OwnPages = (): ReactNode => (
  <>
    <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} />}>
      My account
    </Menu.Item>
    <Menu.Item component={Link} to="/account/sessions" leftSection={<IconDevices size={16} />}>
      My sessions
    </Menu.Item>
    <Menu.Item component={Link} to="/account/password" leftSection={<IconKey size={16} />}>
      Change password
    </Menu.Item>
    <Menu.Item component={Link} to="/account/tokens" leftSection={<IconApi size={16} />}>
      My tokens
    </Menu.Item>
  </>
);

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word[0])
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
