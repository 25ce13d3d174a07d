/** When something does not work. `known` are the errors that a person meets on pages, by their code. */
export const problems = {
  title: 'That did not work',
  notFound: 'There is nothing here',
  notFoundText: 'It may have been removed, or it belongs to another helpline.',
  forbidden: 'This is not for your role',
  forbiddenText: 'Somebody with another role at your organisation may do this.',
  away: 'Redress cannot reach its database',
  awayText: 'Nothing was lost and nothing was done. Try again in a minute.',
  bug: 'Redress has a fault',
  bugText: 'What you did last may not have been recorded. Go back and look. It is in the log under:',
  reference: 'Number for support',
  expired: 'This form was open for too long',
  expiredText: 'Nothing was done. Go back, load the page again, and repeat it.',
  home: 'Go to the start',
  known: {
    task_claimed:
      'Somebody else has this task now. Take another one; it is free again by itself after a while.',
    task_not_claimed: 'Take the task first: then you see what it needs.',
    task_not_open: 'This task is not open any more. Somebody did it meanwhile, or it is no longer needed.',
    task_incomplete: 'Something is missing: say what you found.',
    takedown_not_ended: 'This has not ended: it goes on by itself.',
    takedown_final:
      'This was withdrawn or erased, or it may show a minor. Report the address anew if it is still wanted.',
    notice_unknown: 'No notice has gone out yet, so nobody can have answered one.',
    share_insufficient: 'The case was shared with you for reading only. Ask the helpline whose case it is.',
    role_insufficient: 'Only a lead of the helpline may do this.',
    helpline_unknown: 'There is no helpline with this name. Check how it is written.',
    share_self: 'The case is your own already.',
    case_erased: 'The case was erased: nothing of it is left to act on.',
    platform_unknown: 'There is no platform of this name in the list.',
    body_too_large: 'This is too much at once. Divide it.',
    rate_limited: 'Too many requests in a minute. Wait a little.',
    csv_encoding: 'The file is not written in UTF-8. Save it as “CSV UTF-8”.',
    csv_invalid:
      'The file cannot be read as CSV. Save it with a header line, and quotes around cells that hold commas.',
    csv_columns:
      'The header of the file is not right. The first line must name the columns as in the example.',
    csv_too_long: 'The file has too many rows. Divide it.',
    request_invalid: 'Something in the form is not right. Go back and look at what you filled in.',
  },
};
