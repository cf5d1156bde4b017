import check from '../../src/checks/mrap-public-access-block.ts';
import { complete } from '../../src/model/evidence.ts';
import { blockAll, here, multiRegionPoint } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const closed = { ...multiRegionPoint(here.bucket), publicAccessBlock: blockAll };

testCheck(check, {
  pass: [{ name: 'all four on', facts: { multiRegionAccessPoints: complete([closed]) } }],
  fail: [
    {
      name: 'one of two open',
      facts: { multiRegionAccessPoints: complete([closed, multiRegionPoint(here.bucket)]) },
      because: /acme-everywhere\.$/,
    },
    {
      name: 'one open on the part of the list that was read',
      facts: {
        multiRegionAccessPoints: { items: [multiRegionPoint()], complete: false, gaps: [] },
      },
    },
  ],
  notApplicable: [
    { name: 'none', facts: { multiRegionAccessPoints: complete([]) } },
    {
      name: 'one that is being made',
      facts: {
        multiRegionAccessPoints: complete([{ ...multiRegionPoint(), status: 'CREATING' }]),
      },
      because: 'Being made or deleted, and not judged yet: acme-everywhere.',
    },
    {
      name: 'one that is being deleted',
      facts: {
        multiRegionAccessPoints: complete([{ ...multiRegionPoint(), status: 'DELETING' }]),
      },
    },
  ],
  notAssessed: [
    {
      name: 'a list without its end',
      facts: { multiRegionAccessPoints: { items: [closed], complete: false, gaps: [] } },
    },
    {
      name: 'AWS does not say',
      facts: { multiRegionAccessPoints: complete([{ ...closed, publicAccessBlock: null }]) },
      because: 'AWS did not say whether acme-everywhere blocks public access.',
    },
  ],
});
