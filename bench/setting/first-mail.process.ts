import { createTransport } from 'nodemailer';

/**
 * The least that sends a mail: what a script without Redress would be.
 *
 * @param argv the port of the mail server, and the message as JSON
 */
const [, , port, mail] = process.argv;
const transport = createTransport({ host: '127.0.0.1', port: Number(port), ignoreTLS: true });
await transport.sendMail(JSON.parse(mail ?? ''));
transport.close();
