// Leads a Node program that calls AWS by its real names to the front, as `--host-resolver-rules` leads Chromium:
// NODE_OPTIONS="--import file:///…/tests/aws/lead.mjs" BUCKETPROOF_FRONT=<front.tlsPort>. The certificate is checked, names
// included; NODE_EXTRA_CA_CERTS names a file with the front's.
import { syncBuiltinESMExports } from 'node:module';
import tls from 'node:tls';

const port = Number(process.env.BUCKETPROOF_FRONT);
const { connect } = tls;

/** @param {import('node:tls').ConnectionOptions} options */
tls.connect = (options, ...more) =>
  /(^|\.)amazonaws\.com$/.test(options?.host ?? '')
    ? connect(
        { ...options, host: '127.0.0.1', port, servername: options.servername || options.host },
        ...more,
      )
    : connect(options, ...more);
syncBuiltinESMExports();
