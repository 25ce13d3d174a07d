/** ms that the slow mail server takes to accept a message: as one does that writes it to its disk and looks it over. */
export const SLOW_SMTP = 25;
