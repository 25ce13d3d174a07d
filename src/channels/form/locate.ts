import type { Locator as Found, FrameLocator, Page } from 'playwright';
import type { Locator } from '../../catalog/schema/form.ts';

/** The elements that a locator of a platform file means. Pierces open shadow roots. */
export function locate(root: Page | FrameLocator, at: Locator): Found {
  const all = byKind(root, at);
  return at.nth === undefined ? all : all.nth(at.nth);
}

function byKind(root: Page | FrameLocator, at: Locator): Found {
  const exact = at.exact === undefined ? {} : { exact: at.exact };
  if (at.label !== undefined) return root.getByLabel(at.label, exact);
  if (at.role !== undefined) {
    return root.getByRole(at.role, at.name === undefined ? {} : { name: at.name, ...exact });
  }
  if (at.placeholder !== undefined) return root.getByPlaceholder(at.placeholder, exact);
  if (at.testId !== undefined) return root.getByTestId(at.testId);
  if (at.text !== undefined) return root.getByText(at.text, exact);
  // The prefix keeps a selector that begins with // or .. from being read as XPath.
  return root.locator(`css=${at.css ?? ''}`);
}

/** What a person can see of them. */
export function locateVisible(root: Page | FrameLocator, at: Locator): Found {
  return locate(root, at).filter({ visible: true });
}

/** How many there are now: none while a document is being replaced. Throws when the page itself is gone. */
export async function countNow(found: Found): Promise<number> {
  try {
    return await found.count();
  } catch (error) {
    if (isPageGone(error)) throw error;
    return 0;
  }
}

/** Playwright has no code for it, only words: the page, its context or the browser is closed, or has crashed. */
export function isPageGone(error: unknown): boolean {
  return (
    error instanceof Error && /has been closed|crashed|browser closed|connection closed/i.test(error.message)
  );
}
