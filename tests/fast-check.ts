import fc from 'fast-check';

// The same examples in every run, so that a failure in CI is one that can be seen at home. Another number in
// FAST_CHECK_SEED looks at others.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_261_124) });
