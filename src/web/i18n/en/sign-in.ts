/** Signing in, and the covered screen. */
export const signIn = {
  title: 'Sign in',
  intro: 'Sign in with your access token. It was given to you by whoever runs Redress at your organisation.',
  token: 'Access token',
  tokenHint: 'It begins with redress_ and is kept nowhere in this browser.',
  submit: 'Sign in',
  wrong: 'This token is not known, or it has ended. Check that you copied all of it.',
  tooMany: 'Too many attempts. Wait a minute, then try again.',
};

export const lock = {
  title: 'Covered',
  heading: 'The screen is covered',
  intro: 'Nobody used this page for a while. Give your token again to go on where you were.',
  submit: 'Uncover',
  wrong: 'This is not the token that you signed in with.',
};
