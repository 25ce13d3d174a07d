/** What stands around every page. */
export const shell = {
  skip: 'Skip to the content',
  sections: 'Sections',
  sandbox: 'Practice: nothing is sent to real platforms',
  leave: 'Leave quickly',
  leaveHint: 'Signs you out and shows an empty page. Or press Esc twice.',
  lock: 'Cover the screen',
  signOut: 'Sign out',
  language: 'Language',
  theme: 'Light or dark',
  themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  roles: { practitioner: 'Practitioner', lead: 'Lead', ops: 'Ops' },
  next: 'Next page',
  first: 'Back to the first page',
  pages: 'Pages',
  back: 'Go back',
  copy: 'Copy',
};
